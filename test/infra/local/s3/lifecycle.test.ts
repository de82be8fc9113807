import { describe, expect, test } from 'vitest';
import { expiryOf, type LifecycleRule } from '../../../../infra/local/s3/lifecycle.ts';
import type { Version } from '../../../../infra/local/s3/object-files.ts';

let written = 0;
const version = (modifiedAt: string, more: Partial<Version> = {}): Version => ({
  key: 'imports/a',
  versionId: `v${(written += 1)}`,
  sequence: written,
  size: 1,
  etag: '',
  sha256: '',
  deleted: false,
  headers: {},
  modifiedAt,
  lock: null,
  ...more,
});
const rule = (of: Partial<LifecycleRule> = {}): LifecycleRule => ({
  prefix: 'imports/',
  expirationDays: 3,
  noncurrentDays: 1,
  ...of,
});
const at = (
  now: string,
  versions: readonly Version[],
  rules: readonly LifecycleRule[] = [rule()],
  versioned = true,
) => expiryOf(versions, rules, { versioned, now: Date.parse(now) });
const stays = { marked: null, removed: [] };

describe('a newest version expires so many days after it was written, at the midnight (UTC) after that', () => {
  // AWS's own example: written on the 15th at 10:30, with 3 days, it is the 19th at 00:00.
  const one = version('2014-01-15T10:30:00.000Z');

  test('the millisecond before nothing happens, at midnight it gets a deletion mark and stays beneath it', () => {
    expect(at('2014-01-18T23:59:59.999Z', [one])).toEqual(stays);
    expect(at('2014-01-19T00:00:00.000Z', [one])).toEqual({ marked: one, removed: [] });
    expect(at('2030-01-01T00:00:00.000Z', [one])).toEqual({ marked: one, removed: [] });
  });

  test('what was written at midnight itself has its days in full, and waits for the midnight after', () => {
    const midnight = version('2014-01-15T00:00:00.000Z');
    expect(at('2014-01-18T23:59:59.999Z', [midnight])).toEqual(stays);
    expect(at('2014-01-19T00:00:00.000Z', [midnight]).marked).toBe(midnight);
  });

  test('the newest version’s age counts, not that of the one before it', () => {
    const newer = version('2014-01-18T12:00:00.000Z');
    expect(at('2014-01-19T00:00:00.000Z', [one, newer])).toEqual(stays);
  });

  test('a locked version gets its mark as on S3: the lock keeps it, not its place', () => {
    const locked = version(one.modifiedAt, {
      lock: { mode: 'COMPLIANCE', until: '2044-01-01T00:00:00.000Z' },
    });
    expect(at('2014-01-19T00:00:00.000Z', [locked])).toEqual({ marked: locked, removed: [] });
  });
});

describe('an earlier version goes for good so many days after its successor was written', () => {
  const first = version('2014-01-01T10:00:00.000Z');
  const second = version('2014-01-10T10:00:00.000Z');
  const third = version('2014-01-11T10:00:00.000Z');

  test('its own age does not count, and the newest stays', () => {
    expect(at('2014-01-11T23:59:59.999Z', [first, second])).toEqual(stays);
    expect(at('2014-01-12T00:00:00.000Z', [first, second])).toEqual({ marked: null, removed: [first] });
  });

  test('of several each has its own day, and they go oldest first', () => {
    expect(at('2014-01-12T00:00:00.000Z', [first, second, third]).removed).toEqual([first]);
    expect(at('2014-01-13T00:00:00.000Z', [first, second, third]).removed).toEqual([first, second]);
  });

  test('a deletion mark is a successor like any other, and one that was written over goes like any other', () => {
    const mark = version('2014-01-10T10:00:00.000Z', { deleted: true });
    expect(at('2014-01-12T00:00:00.000Z', [first, mark])).toEqual({ marked: null, removed: [first] });
    expect(at('2014-01-13T00:00:00.000Z', [mark, third])).toEqual({ marked: null, removed: [mark] });
  });

  test('what Object Lock holds stays until its time is over, whatever the rule says', () => {
    const lock = { mode: 'GOVERNANCE', until: '2014-02-01T00:00:00.000Z' } as const;
    const locked = version('2014-01-01T10:00:00.000Z', { lock });
    expect(at('2014-01-31T23:59:59.999Z', [locked, first, second]).removed).toEqual([first]);
    expect(at('2014-02-01T00:00:00.000Z', [locked, first, second]).removed).toEqual([locked, first]);
  });

  test('a rule that speaks of earlier versions alone never marks the newest (kept scans)', () => {
    const rules = [rule({ expirationDays: null })];
    expect(at('2030-01-01T00:00:00.000Z', [first, second], rules)).toEqual({
      marked: null,
      removed: [first],
    });
  });

  test('a rule that speaks of the newest alone leaves earlier ones', () => {
    const rules = [rule({ noncurrentDays: null })];
    expect(at('2014-01-12T00:00:00.000Z', [first, second], rules)).toEqual(stays);
  });
});

describe('a deletion mark under which nothing lies', () => {
  const mark = version('2014-01-15T10:30:00.000Z', { deleted: true });

  test('goes at its own age where newest versions expire, so that not even the name of the file stays', () => {
    expect(at('2014-01-18T23:59:59.999Z', [mark])).toEqual(stays);
    expect(at('2014-01-19T00:00:00.000Z', [mark])).toEqual({ marked: null, removed: [mark] });
  });

  test('stays while anything lies under it, or it would come to light', () => {
    const lock = { mode: 'COMPLIANCE', until: '2044-01-01T00:00:00.000Z' } as const;
    expect(at('2030-01-01T00:00:00.000Z', [version('2014-01-01T00:00:00.000Z', { lock }), mark])).toEqual(
      stays,
    );
  });

  test('stays where a rule speaks of earlier versions alone, as on S3', () => {
    expect(at('2030-01-01T00:00:00.000Z', [mark], [rule({ expirationDays: null })])).toEqual(stays);
  });
});

describe('rules', () => {
  const one = version('2014-01-01T10:00:00.000Z');
  const later = '2030-01-01T00:00:00.000Z';

  test('touch no key outside their prefix', () => {
    for (const key of ['evidence/imports/a', 'import', 'Imports/a', 'imports'])
      expect(
        at(later, [version('2014-01-01T00:00:00.000Z', { key }), version(one.modifiedAt, { key })]),
      ).toEqual(stays);
  });

  test('that say nothing of days, or are not there, remove nothing; nor is there anything to remove of nothing', () => {
    expect(at(later, [one, one], [rule({ expirationDays: null, noncurrentDays: null })])).toEqual(stays);
    expect(at(later, [one, one], [])).toEqual(stays);
    expect(at(later, [])).toEqual(stays);
  });

  test('of several for one key the earliest day counts', () => {
    const rules = [rule({ prefix: '', expirationDays: 30 }), rule({ expirationDays: 1 })];
    expect(at('2014-01-03T00:00:00.000Z', [one], rules).marked).toBe(one);
    expect(at('2014-01-03T00:00:00.000Z', [version(one.modifiedAt, { key: 'other' })], rules)).toEqual(stays);
  });
});

describe('without versioning there is nothing to go back to', () => {
  const older = version('2014-01-01T10:00:00.000Z');
  const newest = version('2014-01-15T10:30:00.000Z');

  test('the object is removed with all that the store kept of it, the oldest first', () => {
    expect(at('2014-01-18T23:59:59.999Z', [older, newest], [rule()], false)).toEqual(stays);
    expect(at('2014-01-19T00:00:00.000Z', [older, newest], [rule()], false)).toEqual({
      marked: null,
      removed: [older, newest],
    });
  });
});
