import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import * as z from 'zod/mini';
import { rubric } from '../../../shared/domain/rubric/rubric.ts';
import { placesOf, printFaults, readDocument } from '../../../shared/formats/read-document.ts';
import { rubric2018 } from '../../support/scoring.ts';

const library = path.join(import.meta.dirname, '../../../shared/domain/rubric/library');
const json2018 = readFileSync(path.join(library, '2018.json'), 'utf8');
const anything = z.unknown();

describe('reading', () => {
  test('the rubric of 2018 reads the same from JSON and from YAML, which offices find easier to write', () => {
    expect(readDocument(json2018, rubric)).toEqual({ ok: true, value: rubric2018 });
    expect(readDocument(stringify(rubric2018), rubric)).toEqual({ ok: true, value: rubric2018 });
  });

  test('a byte order mark, as Windows writes it, is no fault', () => {
    expect(readDocument(`\uFEFF${json2018}`, rubric).ok).toBe(true);
  });

  test('a day stays the text it is and points in quotes stay exact', () => {
    expect(readDocument('day: 2018-12-31\npoints: "0.30"\n', anything)).toEqual({
      ok: true,
      value: { day: '2018-12-31', points: '0.30' },
    });
  });

  test('any JSON comes back as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const again: unknown = JSON.parse(JSON.stringify(value));
        const read = readDocument(JSON.stringify(value), anything);
        expect(read).toEqual({ ok: true, value: again });
      }),
      { seed: 2018, numRuns: 300 },
    );
  });
});

describe('faults', () => {
  test('an unknown rule kind is named with the line it stands on', () => {
    const text = json2018.replace('"kind": "target"', '"kind": "lottery"');
    const line = text.slice(0, text.indexOf('"lottery"')).split('\n').length;
    const read = readDocument(text, rubric);
    expect(read).toMatchObject({
      ok: false,
      faults: [{ line, path: 'schemes.0.parts.2.items.0.rule.kind' }],
    });
  });

  test('a wrong sum is named at the total, with both numbers', () => {
    const text = json2018.replace('"total": "100"', '"total": "110"');
    const line = text.slice(0, text.indexOf('"110"')).split('\n').length;
    const read = readDocument(text, rubric);
    expect(read).toMatchObject({ ok: false, faults: [{ line, path: 'schemes.0.total' }] });
    expect(read.ok ? '' : read.faults[0]?.message).toContain('add up to 100, not 110');
  });

  test('a reference to a part that is not there is named at the reference', () => {
    const schemes = rubric2018.schemes.map((scheme) => ({
      ...scheme,
      effects: scheme.effects.map((effect) => ({ ...effect, then: [{ kind: 'zero', of: ['Z'] }] })),
    }));
    const text = stringify({ ...rubric2018, schemes });
    const line = text.slice(0, text.indexOf('- Z')).split('\n').length;
    const read = readDocument(text, rubric);
    expect(read.ok ? [] : read.faults).toContainEqual(
      expect.objectContaining({ line, path: 'schemes.0.effects.0.then.0.of.0' }),
    );
  });

  test('something missing is reported where the thing it is missing from starts', () => {
    const pair = z.object({ list: z.array(z.object({ a: z.string(), b: z.string() })) });
    expect(readDocument('list:\n  - a: x\n    b: y\n  - a: z\n', pair)).toMatchObject({
      ok: false,
      faults: [{ line: 4, column: 5, path: 'list.1.b' }],
    });
  });

  test('all faults are told at once, in the order of the file, one line each', () => {
    const two = z.object({ a: z.string(), b: z.string() });
    const read = readDocument('b: 1\na: 2\n', two);
    const lines = printFaults('x.yaml', read.ok ? [] : read.faults).split('\n');
    expect(lines.map((each) => each.split(' ')[0])).toEqual(['x.yaml:1:4', 'x.yaml:2:4', '']);
  });

  test.each([
    ['a bracket left open', '{ "a": [1, 2', 1],
    ['a key written twice, of which one would be lost in silence', 'a: 1\na: 2\n', 2],
    ['a tab as indentation', 'a:\n\tb: 1\n', 2],
  ])('%s is refused with its line', (_, text, line) => {
    const read = readDocument(text, anything);
    expect(read.ok ? null : read.faults[0]?.line).toBe(line);
  });

  test('what the schema finds is said in Chinese and in English, at the form that was meant', () => {
    const messages = (from: string, to: string) => {
      const read = readDocument(json2018.replace(from, to), rubric);
      return read.ok ? [] : read.faults.map(({ message }) => message);
    };
    expect(messages('"version": 1', '"version": "1"')).toEqual([
      '这里没有写，或者写的不是数 / missing, or not of the kind number',
    ]);
    expect(messages('"version": 1', '"version": 1, "colour": "red"')).toEqual([
      '多写了 colour，这里没有这样的内容 / there is no colour here',
    ]);
    expect(messages('"mode": "half-up"', '"mode": "up"')).toEqual([
      '只能写 half-up、half-even、down / must be one of half-up, half-even, down',
    ]);
    expect(messages('"total": "100"', '"total": "1e2"')).toEqual([
      '分数最多六位整数、四位小数，前面不多写 0 / points have at most six digits, four decimals, and no zeros in front',
    ]);
  });

  test('aliases are refused, for nine lines of them unfold to a thousand million values', () => {
    expect(readDocument('a: &a [1]\nb: [*a, *a]\n', anything).ok).toBe(false);
  });
});

describe('places of what was read', () => {
  const text = 'title: 细则\nparts:\n  - code: A\n    items: [{ code: A1 }]\n';

  test('are those of the value, counted from 1, also behind a byte order mark', () => {
    for (const each of [text, `\uFEFF${text}`]) {
      const placeOf = placesOf(each);
      expect(placeOf(['title'])).toEqual({ line: 1, column: 8 });
      expect(placeOf(['parts', 0, 'code'])).toEqual({ line: 3, column: 11 });
      expect(placeOf(['parts', 0, 'items', 0, 'code'])).toEqual({ line: 4, column: 21 });
    }
  });

  test('what is not written, since it has a default, is where it would stand in', () => {
    const placeOf = placesOf(text);
    expect(placeOf(['parts', 0, 'weight'])).toEqual({ line: 3, column: 5 });
    expect(placeOf(['rounding', 'places'])).toEqual({ line: 1, column: 1 });
    expect(placeOf([])).toEqual({ line: 1, column: 1 });
  });
});
