import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** docs/asvs.md goes through the OWASP ASVS 5.0: no requirement is left out, none stands twice, and what it names is there. */
const root = path.join(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'docs/asvs.md'), 'utf8');
const rows = [...text.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', state = '', how = '', shown = '']) => ({ id, state, how, shown }),
);
const all = (section: string, ...numbers: readonly number[]) => numbers.map((each) => `${section}.${each}`);
const upTo = (section: string, last: number) =>
  all(section, ...Array.from({ length: last }, (_, index) => index + 1));

/** The requirements of level 1, by their numbers. */
const levelOne = [
  ...upTo('V1.2', 5),
  ...all('V1.3', 1, 2),
  'V1.5.1',
  'V2.1.1',
  ...all('V2.2', 1, 2),
  'V2.3.1',
  ...all('V3.2', 1, 2),
  'V3.3.1',
  ...all('V3.4', 1, 2),
  ...upTo('V3.5', 3),
  'V4.1.1',
  'V4.4.1',
  ...all('V5.2', 1, 2),
  ...all('V5.3', 1, 2),
  'V6.1.1',
  ...upTo('V6.2', 8),
  ...all('V6.3', 1, 2),
  ...all('V6.4', 1, 2),
  ...upTo('V7.2', 4),
  ...all('V7.4', 1, 2),
  'V8.1.1',
  ...all('V8.2', 1, 2),
  'V8.3.1',
  ...upTo('V9.1', 3),
  'V9.2.1',
  ...upTo('V10.4', 5),
  ...all('V11.3', 1, 2),
  'V11.4.1',
  'V12.1.1',
  ...all('V12.2', 1, 2),
  'V13.4.1',
  'V14.2.1',
  'V14.3.1',
  'V15.1.1',
  'V15.2.1',
  'V15.3.1',
];
/** The chapters on file handling, authorization and self-contained tokens, whole. */
const wholeChapters = [
  'V5.1.1',
  ...upTo('V5.2', 6),
  ...upTo('V5.3', 3),
  ...upTo('V5.4', 3),
  ...upTo('V8.1', 4),
  ...upTo('V8.2', 4),
  ...upTo('V8.3', 3),
  ...upTo('V8.4', 2),
  ...upTo('V9.1', 3),
  ...upTo('V9.2', 4),
];

test('every requirement of level 1 and of chapters 5, 8 and 9 stands there once', () => {
  expect(levelOne).toHaveLength(70);
  expect(wholeChapters).toHaveLength(33);
  expect(rows.map(({ id }) => id).toSorted()).toEqual(
    [...new Set([...levelOne, ...wholeChapters])].toSorted(),
  );
});

test('what is said to be met names a test, and every file that is named is there', () => {
  for (const { id, state, how, shown } of rows) {
    expect(['met', 'partly', 'not met', 'n/a'], id).toContain(state);
    expect(how.length, id).toBeGreaterThan(5);
    const files = [...shown.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
    if (state === 'met') expect(files, id).not.toEqual([]);
    for (const file of files) expect(existsSync(path.join(root, file)), `${id}: ${file}`).toBe(true);
  }
});

test('the count at its end is the count of its rows', () => {
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  expect(text).toContain(
    `${count('met')} met, ${count('partly')} partly, ${count('not met')} not met, ${count('n/a')} not applicable, of ${rows.length}.`,
  );
});
