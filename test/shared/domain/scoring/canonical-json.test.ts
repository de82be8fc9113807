import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';

/** Keys as people and files have them, with those that JavaScript treats in its own way. */
const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '10', '9', '09', '总分'),
);
const value = fc.letrec((again) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, -1.5, '', '一'),
    fc.string(),
    fc.array(again('any'), { maxLength: 4 }),
    // Through JSON, so that `__proto__` is a key like any other.
    fc
      .array(fc.tuple(key, again('any')), { maxLength: 6 })
      .map((pairs): unknown =>
        JSON.parse(`{${pairs.map(([of, is]) => `${JSON.stringify(of)}:${JSON.stringify(is)}`).join()}}`),
      ),
  ),
})).any;

/** The same value with the keys of every object the other way round. */
function turned(of: unknown): unknown {
  if (Array.isArray(of)) return of.map(turned);
  if (typeof of !== 'object' || of === null) return of;
  const pairs = Object.entries(of).reverse();
  return JSON.parse(
    `{${pairs.map(([name, is]) => `${JSON.stringify(name)}:${JSON.stringify(turned(is))}`).join()}}`,
  );
}

test('what is written is the value, whatever its keys are called', () => {
  fc.assert(
    fc.property(value, (each) => {
      expect(JSON.parse(toCanonicalJson(each))).toEqual(each);
    }),
  );
});

test('the order in which keys came changes no byte', () => {
  fc.assert(
    fc.property(value, (each) => {
      expect(toCanonicalJson(turned(each))).toBe(toCanonicalJson(each));
    }),
  );
});

test('keys stand by their code units, whole numbers before them by their size; two spaces, a line break at the end', () => {
  expect(toCanonicalJson({ b: [1], a: {}, B: null, '10': 1, '9': 2 })).toBe(
    '{\n  "9": 2,\n  "10": 1,\n  "B": null,\n  "a": {},\n  "b": [\n    1\n  ]\n}\n',
  );
});
