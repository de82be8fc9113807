import type { Bilingual } from '../../values.ts';
import { clauses, places, type ClauseId, type Place } from './clauses.ts';
import { fold } from './fold.ts';
import { longestPlain } from './quoted-text.ts';
import { slots, type SlotKind } from './slots.ts';
import { atomsOf, fill, patternOf, type Atom } from './template.ts';

/** A clause with what stands in its slots. */
export type Phrase = Readonly<{ clause: ClauseId; values: Readonly<Record<string, string>> }>;

/** A text that is none of a place's clauses; `explain` says why. */
export type NotUnderstood = Readonly<{ text: string; place: Place }>;

type Compiled = Readonly<{
  atoms: readonly Atom[];
  whole: RegExp;
  /** Patterns of the clause's beginnings, by how many atoms they have; made when first needed. */
  beginnings: Map<number, RegExp>;
  start: string;
}>;

/** Numbers that people put in front of lines. A clause that itself begins with a number has none. */
const bullet = String.raw`(?:\(?\d{1,2}[).、]|[①-⑳]|[•·●◆-])?`;
/** Blanks may stand anywhere, but few, so that a line of nothing else cannot be read in a million ways. */
const blanks = String.raw`\s{0,9}`;

function compile(id: ClauseId): Compiled {
  const atoms = atomsOf(clauses[id].template);
  const numberFirst = atoms.find((atom) => atom.kind !== 'forms')?.kind === 'slot';
  const start = `^${numberFirst ? '' : bullet}${blanks}`;
  return {
    atoms,
    start,
    whole: new RegExp(`${start}${atoms.map(patternOf).join(blanks)}$`, 'd'),
    beginnings: new Map(),
  };
}

function hasLine(atoms: readonly Atom[]): boolean {
  return atoms.some((atom) => atom.kind === 'slot' && atom.slot === 'line');
}

const compiled = new Map<ClauseId, Compiled>();

function compiledOf(id: ClauseId): Compiled {
  const known = compiled.get(id) ?? compile(id);
  compiled.set(id, known);
  return known;
}

/** Whether a clause ends with a text that goes to the end of its line. */
export function takesRestOfLine(id: ClauseId): boolean {
  return hasLine(compiledOf(id).atoms);
}

/** The sentence of a clause. A slot without a value shows what belongs there. */
export function printPhrase({ clause, values }: Phrase): string {
  return fill(compiledOf(clause).atoms, (name, slot) => slots[slot].print(values[name] ?? ''));
}

/** What a clause looks like, with its slots named. */
export function formOf(clause: ClauseId): string {
  return fill(compiledOf(clause).atoms, (_, slot) => slots[slot].placeholder);
}

/** A clause filled with its example. */
export function exampleOf(clause: ClauseId): string {
  return printPhrase({ clause, values: clauses[clause].example });
}

/** Reads one sentence as one of the clauses of a place. */
export function readPhrase(text: string, place: Place): Phrase | NotUnderstood {
  const line = text.trim();
  const sentence = line.slice(0, endOfSentence(line));
  for (const id of places[place]) {
    const phrase = readAs(id, takesRestOfLine(id) ? line : sentence);
    if (phrase !== null) return phrase;
  }
  return { text: sentence, place };
}

const endings = /[\s.;,、]/;

/** Where a sentence ends without the marks behind it. */
function endOfSentence(line: string): number {
  const folded = fold(line);
  let end = folded.length;
  while (end > 0 && endings.test(folded.charAt(end - 1))) end -= 1;
  return end;
}

export function isUnderstood(read: Phrase | NotUnderstood): read is Phrase {
  return 'clause' in read;
}

function readAs(id: ClauseId, text: string): Phrase | null {
  const { whole, atoms } = compiledOf(id);
  const found = whole.exec(fold(text));
  if (found === null) return null;
  const values: Record<string, string> = {};
  for (const atom of atoms) {
    const place = atom.kind === 'slot' ? found.indices?.groups?.[atom.name] : undefined;
    if (atom.kind === 'slot' && place !== undefined) {
      values[atom.name] = slots[atom.slot].read(text.slice(...place));
    }
  }
  return { clause: id, values };
}

/**
 * How far a text goes along with a clause: the place where it leaves it, what was expected there, and how much of the
 * clause's own words that is. A slot that takes any text goes along with everything and counts for nothing.
 */
type Going = Readonly<{ id: ClauseId; to: number; likeness: number; rest: readonly Atom[] }>;

function goingAlong(id: ClauseId, folded: string): Going {
  const { atoms, beginnings, start } = compiledOf(id);
  for (let length = atoms.length; length > 0; length -= 1) {
    const beginning = beginnings.get(length) ?? beginningOf(start, atoms.slice(0, length));
    beginnings.set(length, beginning);
    const found = beginning.exec(folded);
    if (found === null) continue;
    const likeness = atoms.slice(0, length).filter(isTelling).length;
    return { id, to: found[0].length, likeness, rest: atoms.slice(length) };
  }
  return { id, to: 0, likeness: 0, rest: atoms };
}

function isTelling(atom: Atom): boolean {
  if (atom.kind === 'slot') return !takesAnything.has(atom.slot);
  return atom.kind === 'letter' && atom.text !== ' ';
}

const takesAnything: ReadonlySet<SlotKind> = new Set(['quoted', 'words', 'line', 'names', 'columns']);

/** A slot at the end takes all that it can, so that a message names the whole of it. */
function beginningOf(start: string, atoms: readonly Atom[]): RegExp {
  const pattern = atoms.map(patternOf).join(blanks);
  return new RegExp(
    start + (atoms.at(-1)?.kind === 'slot' ? pattern.replace(/(?<=[+}])\?\)$/, ')') : pattern),
  );
}

/** A text that goes along less far than this does so by chance; then what it looks like altogether tells more. */
const tellingLikeness = 2;

type Guess = Going & Readonly<{ alike: number }>;

/** The clause that a text was most likely meant to be; null where it looks like none. */
function guess(folded: string, place: Place): Guess | null {
  const own = pairsOf(folded);
  const far = ({ likeness }: Guess) => (likeness >= tellingLikeness ? likeness : 0);
  const [best] = places[place]
    .map((id): Guess => ({ ...goingAlong(id, folded), alike: alikeness(own, pairsOf(fold(exampleOf(id)))) }))
    .sort((left, right) => far(right) - far(left) || right.alike - left.alike || right.to - left.to);
  return best === undefined || (best.likeness === 0 && best.alike === 0 && places[place].length > 1)
    ? null
    : best;
}

/** Why a text is not understood: what was expected where, and the clause that it was most likely meant to be. */
export function explain({ text, place }: NotUnderstood): Bilingual {
  const best = guess(fold(text.slice(0, longestPlain)), place);
  if (best === null) {
    return {
      zh: `看不懂“${shown(text)}”。可以写的句子见“填写说明”`,
      en: `“${shown(text)}” is not understood; the sheet 填写说明 has the sentences that are`,
    };
  }
  const { id, to, likeness, rest } = best;
  const example = exampleOf(id) === formOf(id) ? '' : `，例如“${exampleOf(id)}”`;
  const form = { zh: `写法：“${formOf(id)}”${example}`, en: `the form is “${formOf(id)}”` };
  const understood = shown(text.slice(0, to).trim());
  if (understood === '' || likeness === 0) {
    return {
      zh: `看不懂“${shown(text)}”。最接近的${form.zh}`,
      en: `“${shown(text)}” is not understood; the nearest form is “${formOf(id)}”`,
    };
  }
  const there = shown(text.slice(to).trim());
  const expected = fill(rest, (_, slot) => slots[slot].placeholder).trim();
  if (expected === '') {
    return {
      zh: `“${understood}”后面多了“${there}”。${form.zh}`,
      en: `“${there}” is too much after “${understood}”; ${form.en}`,
    };
  }
  return {
    zh: `“${understood}”后面应为“${expected}”，${there === '' ? '但没有写' : `写的是“${there}”`}。${form.zh}`,
    en: `“${expected}” is expected after “${understood}”, ${there === '' ? 'but nothing follows' : `not “${there}”`}; ${form.en}`,
  };
}

/** How many pairs of neighbouring characters two texts have in common, from 0 to 1. */
function alikeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const common = [...left].filter((each) => right.has(each)).length;
  return (2 * common) / Math.max(1, left.size + right.size);
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(text.replace(/\s/g, ''));
  return new Set(letters.map((letter, index) => letter + (letters[index + 1] ?? '')));
}

const shownLength = 40;

/** A text as it may stand in a message: short, and nothing in it that hides or turns what stands around it. */
function shown(text: string): string {
  const letters = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�'));
  return letters.length > shownLength ? `${letters.slice(0, shownLength).join('')}…` : letters.join('');
}
