import { fold } from './fold.ts';
import { slots, type SlotKind } from './slots.ts';

/** A template taken apart: the smallest things that a text either has at a place or has not. */
export type Atom =
  | Readonly<{ kind: 'letter'; text: string }>
  | Readonly<{ kind: 'forms'; forms: readonly string[] }>
  | Readonly<{ kind: 'slot'; name: string; slot: SlotKind }>;

const pieces = /\{(\w+):(\w+)\}|<([^>]*)>|([^{<]+)/g;

/** @throws RangeError for a template that names a kind of slot that there is none */
export function atomsOf(template: string): readonly Atom[] {
  return [...template.matchAll(pieces)].flatMap(([, name, kind, forms, literal]): Atom[] => {
    if (name !== undefined && kind !== undefined) {
      if (!isSlotKind(kind)) throw new RangeError(`There is no kind of slot “${kind}”`);
      return [{ kind: 'slot', name, slot: kind }];
    }
    if (forms !== undefined) return [{ kind: 'forms', forms: forms.split('|') }];
    return Array.from(literal ?? '', (text): Atom => ({ kind: 'letter', text }));
  });
}

function isSlotKind(kind: string): kind is SlotKind {
  return Object.hasOwn(slots, kind);
}

/** Puts values into a template, each form as its first. A blank between two Chinese characters is left out, as Chinese is written. */
export function fill(atoms: readonly Atom[], valueOf: (name: string, slot: SlotKind) => string): string {
  let text = '';
  let gap = '';
  for (const atom of atoms) {
    const next = textOf(atom, valueOf);
    if (next === '' || next === ' ') {
      gap += next;
      continue;
    }
    text += (chineseLast.test(text) && chineseFirst.test(next) ? '' : gap) + next;
    gap = '';
  }
  return text;
}

const chineseLast = /\p{sc=Han}$/u;
const chineseFirst = /^\p{sc=Han}/u;

function textOf(atom: Atom, valueOf: (name: string, slot: SlotKind) => string): string {
  if (atom.kind === 'letter') return atom.text;
  return atom.kind === 'forms' ? (atom.forms[0] ?? '') : valueOf(atom.name, atom.slot);
}

/** A pattern, on folded text, of an atom; slots capture under their names. Blanks may stand anywhere between atoms. */
export function patternOf(atom: Atom): string {
  switch (atom.kind) {
    case 'letter':
      return atom.text === ' ' ? '' : escaped(atom.text);
    case 'forms':
      return `(?:${[...atom.forms]
        .sort((left, right) => right.length - left.length)
        .map((form) => Array.from(form.replaceAll(' ', ''), escaped).join(String.raw`\s{0,9}`))
        .join('|')})`;
    case 'slot':
      return `(?<${atom.name}>${slots[atom.slot].pattern})`;
  }
}

function escaped(text: string): string {
  return fold(text).replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
