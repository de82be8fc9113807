import type { Bilingual } from '../values.ts';
import type { Item, Part, Rubric, Scheme } from './rubric.ts';

/** One thing that differs between two rubrics. `before` or `after` is null where the thing is new or gone. */
export type RubricChange = Readonly<{
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What it is: the rubric itself, a scheme, a part, an item, an effect or a grade, by its code. */
  where: Bilingual;
  /** Which of its properties, e.g. `points`; empty for the thing as a whole. */
  property: string;
  before: string | null;
  after: string | null;
}>;

/**
 * What differs between two rubrics, so that people can read it: things are matched by their codes, never by their place, and
 * each property that differs is named with both values. The same rules under another version number differ in nothing but
 * that number.
 */
export function compareRubrics(before: Rubric, after: Rubric): RubricChange[] {
  const { schemes: oldSchemes, ...old } = before;
  const { schemes: newSchemes, ...now } = after;
  return [
    ...properties(both('细则', 'Rubric'), old, now),
    ...matched(oldSchemes, newSchemes, (each) => each.id, schemeName, schemeChanges),
    ...order(
      oldSchemes.map((each) => each.id),
      newSchemes.map((each) => each.id),
      both('各套规则', 'Schemes'),
    ),
  ];
}

const both = (zh: string, en: string): Bilingual => ({ zh, en });
const schemeName = (of: Scheme) => both(`规则“${of.label.zh}”`, `Scheme “${of.label.en}”`);
const partName = (of: Part) => both(`${of.code} 类“${of.label.zh}”`, `Part ${of.code} “${of.label.en}”`);
const itemName = (of: Item) => both(`${of.code}“${of.label.zh}”`, `Item ${of.code} “${of.label.en}”`);

function schemeChanges(before: Scheme, after: Scheme): RubricChange[] {
  const { parts: oldParts, effects: oldEffects, bands: oldBands, ...old } = before;
  const { parts: newParts, effects: newEffects, bands: newBands, ...now } = after;
  return [
    ...properties(schemeName(after), old, now),
    ...matched(oldParts, newParts, (each) => each.code, partName, partChanges),
    ...order(
      oldParts.map((each) => each.code),
      newParts.map((each) => each.code),
      both('类别', 'Parts'),
    ),
    ...itemChanges(oldParts, newParts),
    ...matched(
      oldEffects,
      newEffects,
      (each) => each.code,
      (each) => both(`影响“${each.label.zh}”`, `Effect “${each.label.en}”`),
      (old, now, where) => properties(where, old, now),
    ),
    ...order(
      oldEffects.map((each) => each.code),
      newEffects.map((each) => each.code),
      both(`${schemeName(after).zh}的影响`, `Effects of ${schemeName(after).en}`),
    ),
    ...matched(
      oldBands,
      newBands,
      (each) => each.id,
      (each) => both(`等次“${each.label.zh}”`, `Grade “${each.label.en}”`),
      (old, now, where) => properties(where, old, now),
    ),
  ];
}

function partChanges(before: Part, after: Part): RubricChange[] {
  // Items are compared over the whole scheme, since they may move between parts.
  return properties(partName(after), { ...before, items: null }, { ...after, items: null });
}

/** Items are matched over the whole scheme: one that stands in another part has moved, and is no new one. */
function itemChanges(before: readonly Part[], after: readonly Part[]): RubricChange[] {
  const placed = (parts: readonly Part[]) =>
    parts.flatMap((part) => part.items.map((item) => ({ item, part: part.code })));
  const [old, now] = [placed(before), placed(after)];
  return [
    ...matched(
      old,
      now,
      ({ item }) => item.code,
      ({ item }) => itemName(item),
      (was, is, where) => [
        ...(was.part === is.part
          ? []
          : [{ kind: 'moved' as const, where, property: 'part', before: was.part, after: is.part }]),
        ...properties(where, was.item, is.item),
      ],
    ),
    ...order(
      old.map(({ item }) => item.code),
      now.map(({ item }) => item.code),
      both('项目', 'Items'),
    ),
  ];
}

/** The order of what is in both: for effects it decides, for items it is the order of reading. */
function order(before: readonly string[], after: readonly string[], where: Bilingual): RubricChange[] {
  const old = before.filter((code) => after.includes(code));
  const now = after.filter((code) => before.includes(code));
  if (old.join(' ') === now.join(' ')) return [];
  return [{ kind: 'moved', where, property: 'order', before: old.join(' '), after: now.join(' ') }];
}

function matched<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  key: (of: Thing) => string,
  name: (of: Thing) => Bilingual,
  changes: (before: Thing, after: Thing, where: Bilingual) => RubricChange[],
): RubricChange[] {
  const old = new Map(before.map((each) => [key(each), each]));
  const now = new Map(after.map((each) => [key(each), each]));
  return [
    ...before
      .filter((each) => !now.has(key(each)))
      .map((each) => change('removed', name(each), '', shown(each), null)),
    ...after.flatMap((each) => {
      const was = old.get(key(each));
      return was === undefined
        ? [change('added', name(each), '', null, shown(each))]
        : changes(was, each, name(each));
    }),
  ];
}

function change(
  kind: RubricChange['kind'],
  where: Bilingual,
  property: string,
  before: string | null,
  after: string | null,
): RubricChange {
  return { kind, where, property, before, after };
}

/** Every leaf that differs, by its path inside the thing. */
function properties(where: Bilingual, before: unknown, after: unknown, path = ''): RubricChange[] {
  if (shown(before) === shown(after)) return [];
  const [old, now] = [entriesOf(before), entriesOf(after)];
  if (old === null || now === null) {
    return [change('changed', where, path, absent(before), absent(after))];
  }
  const inside = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) =>
    properties(where, old.get(key), now.get(key), path === '' ? key : `${path}.${key}`),
  );
  // The same things in another order.
  return inside.length > 0
    ? inside
    : [change('moved', where, path, [...old.keys()].join(' '), [...now.keys()].join(' '))];
}

/** What is inside a thing: by key, in lists by the id of what stands there or else by its place. */
function entriesOf(value: unknown): ReadonlyMap<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return new Map(
    value.map((each: unknown, place) => {
      const id =
        typeof each === 'object' && each !== null && 'id' in each ? String(each.id) : String(place + 1);
      return [id, each];
    }),
  );
}

function absent(value: unknown): string | null {
  return value === undefined ? null : shown(value);
}

/** A value in its one form: plain texts and numbers as they are, everything else as JSON with sorted keys. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
