import { describe, expect, test } from 'vitest';
import * as collections from '../../../shared/contracts/collections.ts';
import { streams } from '../../../shared/contracts/streams.ts';
import { spreadOf, spreadOfOwner, spreadsOf } from '../../../shared/contracts/stream-spread.ts';

/** How many of the streams lie in each part. */
function shares(owners: readonly string[]): readonly number[] {
  const found = new Map<string, number>();
  for (const owner of owners) {
    const spread = spreadOf(streams.unit('2018', owner));
    found.set(spread, (found.get(spread) ?? 0) + 1);
  }
  return [...found.values()];
}

describe('the parts over which the streams of a year are spread', () => {
  test('a stream lies in one of the parts that are gone through to find them all', () => {
    for (const stream of [streams.office('2018'), streams.unit('2018', '048'), streams.inbox('2018', 'a/b')])
      expect(spreadsOf('2018')).toContain(spreadOf(stream));
    expect(spreadsOf('installation')).toEqual([spreadOf(streams.installation)]);
    expect(new Set(spreadsOf('2018')).size).toBe(16);
  });

  // What is written stays where it is: another number would have every chain begin anew.
  test.each([
    ['2018/office', 'HEADS#2018#0'],
    ['2018/runs', 'HEADS#2018#0'],
    ['installation', 'HEADS#installation#0'],
    ['2018/unit/001', 'HEADS#2018#f'],
    ['2018/unit/048', 'HEADS#2018#a'],
    ['2018/body/trade-union', 'HEADS#2018#6'],
  ])('%s is where it always was', (stream, place) => {
    expect(collections.streamHeads.partition({ stream })).toBe(place);
  });

  test('all streams of a unit lie in one part, so that a unit’s trail is one query', () => {
    const of = [streams.unit, streams.requests, streams.contacts, streams.appeals, streams.problems];
    const found = of.map((stream) => spreadOf(stream('2018', '015')));
    expect(new Set(found)).toEqual(new Set([spreadOfOwner('015')]));
  });

  test.each([
    ['numbers with leading zeros', (place: number) => String(place).padStart(3, '0')],
    ['numbers behind a word', (place: number) => `unit-${place}`],
  ])('5,000 units in a second write no part more than its 1,000 times: %s', (_, name) => {
    const units = Array.from({ length: 100_000 }, (__, place) => name(place + 1));
    // A transaction’s write of a head counts twice.
    expect((Math.max(...shares(units)) / units.length) * 5_000 * 2).toBeLessThan(1_000);
  });
});
