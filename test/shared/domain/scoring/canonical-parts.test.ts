import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import {
  fileWithRecords,
  recordsOf,
  withMembers,
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
const record = fc.dictionary(word, value, { maxKeys: 5 });
const read = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('canonical JSON put together from texts', () => {
  test('records moved from one file’s list into another’s give the bytes that writing them would give', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 250 }), record, (records, header) => {
        const texts = recordsOf(toCanonicalJson({ units: records }), 'units');
        expect(texts).toHaveLength(records.length);
        expect(read(fileWithRecords(header, 'units', texts))).toBe(
          toCanonicalJson({ ...header, units: records }),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a record with more members is the text of both together', () => {
    fc.assert(
      fc.property(record, record, (one, other) => {
        const more = Object.fromEntries(Object.entries(other).filter(([name]) => !(name in one)));
        const [before = ''] = recordsOf(toCanonicalJson({ units: [one] }), 'units');
        const [after] = recordsOf(toCanonicalJson({ units: [{ ...one, ...more }] }), 'units');
        expect(withMembers(before, more)).toBe(after);
      }),
    );
  });

  test.each(['[]\n', '{}\n', '{\n  "units": []\n}\n', '{"units":[{"a":1}]}'])(
    'a file that holds no such list in the one form has no records: %j',
    (file) => {
      expect(recordsOf(file, 'units')).toEqual([]);
    },
  );
});
