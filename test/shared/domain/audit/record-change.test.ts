import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, recordChanges } from '../../../../shared/domain/audit/record-change.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const none = () => [];
const one = (before: unknown, after: unknown, personal: () => readonly string[] = none) =>
  recordChanges([{ record: 'thing', key: 'THING#1', before, after }], personal, sha256)[0];

describe('what the trail keeps of a change', () => {
  test('the fields that differ, before and after, and no others', () => {
    expect(one({ a: 1, b: 'x', c: [1] }, { a: 1, b: 'y', c: [1, 2] })).toEqual({
      record: 'thing',
      key: 'THING#1',
      before: '{"b":"x","c":[1]}',
      after: '{"b":"y","c":[1,2]}',
    });
  });

  test('of a new record all of it, with nothing before', () => {
    expect(one(null, { b: 2, a: 1 })).toMatchObject({ before: null, after: '{"a":1,"b":2}' });
  });

  test('a field that came or went stands on one side alone', () => {
    expect(one({ a: 1, gone: 2 }, { a: 1, come: 3 })).toMatchObject({
      before: '{"gone":2}',
      after: '{"come":3}',
    });
  });

  test('the order of an object’s keys is no change: the database keeps none', () => {
    expect(one({ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } })).toMatchObject({ before: '{}', after: '{}' });
  });

  test('that personal data came, changed or went is said, and nothing of what it was', () => {
    const personal = () => ['who'];
    expect(one({ who: 'A' }, { who: 'B' }, personal)).toMatchObject({
      before: `{"who":"${masked}"}`,
      after: `{"who":"${masked}"}`,
    });
    expect(one({ who: 'A' }, { who: null }, personal)).toMatchObject({ after: '{"who":null}' });
  });

  test('what people wrote is masked where it stands: in a field of a field, and in each of a list', () => {
    const personal = () => ['reply.text', 'told.why'];
    const after = { reply: { text: 'A', on: 1 }, told: [{ why: 'B' }, { why: null }], text: 'C' };
    expect(one(null, after, personal)?.after).toBe(
      `{"reply":{"on":1,"text":"${masked}"},"text":"C","told":[{"why":"${masked}"},{"why":null}]}`,
    );
  });

  test('a long text stands by its beginning, its length and its hash', () => {
    const text = '长'.repeat(2_000);
    expect(JSON.parse(one({ text: '' }, { text })?.after ?? '')).toEqual({
      text: { begins: `"${'长'.repeat(199)}`, length: 2_002, sha256: sha256(`"${text}"`) },
    });
  });

  test('however much changes, an entry fits its item: then hashes stand for the fields', () => {
    const writes = Array.from({ length: 97 }, (_, index) => ({
      record: 'thing',
      key: `THING#${index}`,
      before: null,
      after: Object.fromEntries(Array.from({ length: 20 }, (_, field) => [`f${field}`, '长'.repeat(900)])),
    }));
    const changes = recordChanges(writes, none, sha256);
    expect(changes).toHaveLength(97);
    expect(Buffer.byteLength(JSON.stringify(changes))).toBeLessThan(350_000);
    expect(changes[0]?.after).toMatch(/^\{"sha256":"[0-9a-f]{64}"\}$/);
  });

  test('no part of a personal field is ever in it, whatever the field holds', () => {
    const secret = 'marked';
    const anything = fc.jsonValue().map((value) => ({ [secret]: [secret, value] }));
    fc.assert(
      fc.property(fc.option(anything), anything, fc.jsonValue(), (was, is, open) => {
        const changes = recordChanges(
          [
            {
              record: 'thing',
              key: 'K',
              before: was === null ? null : { who: was, open },
              after: { who: is },
            },
          ],
          () => ['who'],
          sha256,
        );
        const text = JSON.stringify(changes);
        expect(text.includes(secret)).toBe(JSON.stringify(open).includes(secret) && was !== null);
      }),
    );
  });
});
