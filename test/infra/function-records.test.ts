import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { recordPlacesOf, recordsFunctions } from '../../infra/constructs/function-records.ts';
import { placesOf, withoutCovered, type CollectionName } from '../../infra/constructs/record-places.ts';
import * as collections from '../../shared/contracts/collections.ts';

/**
 * Which records a function touches follows from what it imports. A right that is missing would fail on AWS alone, and one too many nobody
 * would notice: so the list that the rights are made of is held against the sources.
 */

const root = path.join(import.meta.dirname, '../..');
const isCollection = (name: string): name is CollectionName => name in collections;
const chain: readonly CollectionName[] = ['auditEvents', 'auditTrail', 'streamHeads'];

/** These name collections without saying that whoever imports them touches one; what they do is said below. */
const notGoneBy = [
  'shared/app/load.ts',
  'functions/adapters/chain.ts',
  'functions/adapters/dynamodb-store.ts',
  'functions/adapters/clocks.ts',
];

type Touched = Readonly<{ reads: readonly CollectionName[]; writes: readonly CollectionName[] }>;
type Source = Readonly<{ imports: readonly string[]; touched: Touched }>;

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

/** `load.unit(…)` and its like, by the collection that each reads. */
const loaders = new Map(
  all(read('shared/app/load.ts'), /^export const (\w+) = \(store[^]*?collections\.(\w+)/gm).map(
    ([, name = '', collection = '']) => [name, collection] as const,
  ),
);

function touchedBy(file: string, text: string): Touched {
  const reads: string[] = [];
  const writes: string[] = [];
  if (file !== 'shared/app/writes.ts' && /\.(commit|setFrozen)\(|createOnce\(/.test(text)) {
    reads.push('streamHeads');
    writes.push(...chain);
  }
  if (text.includes('rehearsalClock.set(')) writes.push('rehearsalClock');
  for (const [, name = ''] of all(text, /load\.(\w+)\(/g)) reads.push(loaders.get(name) ?? `load.${name}`);
  for (const [, verb, isIn, name = ''] of all(text, /(?:(\w+)\(\s*)?(in: )?collections\.(\w+)/g)) {
    if (name === 'ts') continue;
    if (['create', 'replace', 'unchanged', 'put'].includes(verb ?? '') || isIn !== undefined)
      writes.push(name);
    // What is created may be there already, and is then read.
    if (verb !== 'put' && verb !== 'replace') reads.push(name);
  }
  // Named one by one they are found here, and a bundle carries no others.
  expect(text, file).not.toMatch(/= collections;/);
  const unknown = [...reads, ...writes].filter((name) => !isCollection(name));
  expect(unknown, file).toEqual([]);
  return { reads: reads.filter(isCollection), writes: writes.filter(isCollection) };
}

const sources = new Map<string, Source>();
function sourceOf(file: string): Source {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const text = read(file);
  const statements = all(text, /^(?:import|export)(?! type)[^;]*? from '(\.[^']+\.ts)'/gm);
  const imports = [...statements, ...all(text, /\bimport\('(\.[^']+\.ts)'\)/g)]
    .map(([, to = '']) => path.join(path.dirname(file), to))
    .filter((to) => existsSync(path.join(root, to)));
  const goneBy = !file.startsWith('shared/contracts/') && !notGoneBy.includes(file);
  const made = { imports, touched: goneBy ? touchedBy(file, text) : { reads: [], writes: [] } };
  sources.set(file, made);
  return made;
}

function reachedFrom(entry: string): readonly Source[] {
  const seen = new Set<string>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...sourceOf(file).imports);
  }
  return [...seen].map(sourceOf);
}

test('the sources are read as they are meant: the loaders are found, and a function reaches its use cases', () => {
  expect(loaders.get('unit')).toBe('units');
  expect(loaders.size).toBeGreaterThan(10);
  expect(reachedFrom('functions/api-people/index.ts').length).toBeGreaterThan(30);
});

test.each(recordsFunctions)('%s may touch the records that it works on and no others', (name) => {
  const touched = reachedFrom(`functions/${name}/index.ts`).map((source) => source.touched);
  const places = (names: readonly CollectionName[]) => withoutCovered(names.map(placesOf));
  expect(recordPlacesOf(name)).toEqual({
    reads: places([...touched.flatMap(({ reads }) => reads), 'rehearsalClock']),
    writes: places(touched.flatMap(({ writes }) => writes)),
  });
});

test('a year’s own records are told from those of its parts: four characters stand for its four digits', () => {
  expect(placesOf('cycles')).toBe('CYCLE#????');
  expect(placesOf('contactForms')).toBe('CYCLE#????#CONTACTS');
});

test('who tells nobody’s contacts, members or invitations may not read them', () => {
  const readers = (place: string) =>
    recordsFunctions.filter((name) => recordPlacesOf(name).reads.includes(place));
  expect(readers('INVITATIONS')).toEqual(['api-people']);
  expect(readers('CYCLE#????#CONTACTS#UNIT#*')).toEqual(['api-contacts', 'event-remove-contacts']);
  const writers = recordsFunctions.filter((name) => recordPlacesOf(name).writes.includes('MEMBERS'));
  expect(writers).toEqual(['api-cycle', 'api-people', 'setup-load-cycle']);
});
