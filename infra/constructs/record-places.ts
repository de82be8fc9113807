import * as collections from '../../shared/contracts/all-collections.ts';

/** What stands in a partition key, as IAM writes patterns: `?` for one character, `*` for any number. A year has four digits. */
const anything = {
  cycle: '????',
  unit: '*',
  body: '*',
  row: '*',
  run: '*',
  subject: '*',
  mark: '*',
  stream: '*',
  scope: '*',
  spread: '?',
  version: '*',
};

export type CollectionName = keyof typeof collections;

/** The partition keys under which records of a collection lie, as a pattern of IAM's. */
export function placesOf(name: CollectionName): string {
  return collections[name].partition(anything);
}

/** Patterns without those that another covers. */
export function withoutCovered(patterns: readonly string[]): readonly string[] {
  const distinct = [...new Set(patterns)].sort();
  return distinct.filter(
    (pattern) =>
      !distinct.some(
        (other) => other !== pattern && other.endsWith('*') && pattern.startsWith(other.slice(0, -1)),
      ),
  );
}
