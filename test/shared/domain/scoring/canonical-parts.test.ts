import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import {
  fileWithRecords,
  recordsOf,
  withMembers,
  withoutRecords,
} from '../../../../shared/domain/scoring/canonical-parts.ts';

/** Names are plain words, as in everything that a run writes; values may hold any text, also what looks like the file's own lines. */
const word = fc.stringMatching(/^[a-z][a-zA-Z]{0,5}$/);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('},\n    {', '\n  ]\n}\n', ',\n      "', '  "units": [', '', ' '),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(word, tie('value'), { maxKeys: 3 }),
  ),
}));
const nothing = new Uint8Array(0);
const record = fc.dictionary(word, value, { maxKeys: 5 });
const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const file = (of: unknown) => new TextEncoder().encode(toCanonicalJson(of));

describe('canonical JSON put together from parts', () => {
  test('records moved from one file’s list into another’s give the bytes that writing them would give', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 250 }), record, (records, header) => {
        const texts = recordsOf(file({ units: records }), 'units');
        expect(texts).toHaveLength(records.length);
        expect(read(fileWithRecords(header, 'units', texts))).toBe(
          toCanonicalJson({ ...header, units: records }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a record with more members is what both together would be written as', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const more = Object.fromEntries(Object.entries(other).filter(([name]) => !(name in one)));
        const [before = nothing] = recordsOf(file({ units: [one] }), 'units');
        const [after = nothing] = recordsOf(file({ units: [{ ...one, ...more }] }), 'units');
        expect(read(withMembers(before, more))).toBe(read(after));
      }),
    );
  });

  test.each(['[]\n', '{}\n', '{\n  "units": []\n}\n', '{"units":[{"a":1}]}'])(
    'a file that holds no such list in the one form has no records: %j',
    (text) => {
      expect(recordsOf(new TextEncoder().encode(text), 'units')).toEqual([]);
    },
  );

  test('a file without its records is what it would be with none, or is not told where others come after them', () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), record, (records, header) => {
        const without = withoutRecords(file({ ...header, units: records }), 'units');
        const isLast = Object.keys(header).every((name) => name <= 'units');
        expect(without).toBe(isLast ? toCanonicalJson({ ...header, units: [] }) : null);
      }),
    );
  });
});
