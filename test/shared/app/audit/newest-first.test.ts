import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestFirst } from '../../../../shared/app/audit/newest-first.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { spreadsOf } from '../../../../shared/contracts/stream-spread.ts';
import { trailSort, type AuditTrailPlace } from '../../../../shared/domain/audit/audit-trail.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { audit } from '../world.ts';

const change = fc.record({
  unit: fc.constantFrom('001', '002', '005', '015', '048', '101', '102', '103'),
  // Few moments, so that many entries share one.
  at: fc.constantFrom('2018-12-31T23:59:59.999Z', '2019-01-01T00:00:00.000Z', '2019-01-05T01:00:00.000Z'),
});
const written = fc.array(change, { minLength: 1, maxLength: 120 });

async function trailOf(changes: readonly Readonly<{ unit: string; at: string }>[]) {
  const store = memoryStore();
  for (const { unit, at } of changes)
    await store.commit({
      stream: streams.unit('2018', unit),
      writes: [],
      audit: { ...audit('register.add'), at },
    });
  return async (after: string | undefined, most = Infinity) => {
    const found: AuditTrailPlace[] = [];
    for await (const place of newestFirst(store, { scope: '2018', spreads: spreadsOf('2018'), after })) {
      if (found.length >= most) break;
      found.push(place);
    }
    return found;
  };
}

test('the parts of a trail are one list: every entry once, the newest first, entries of one moment by their streams', async () => {
  await fc.assert(
    fc.asyncProperty(written, async (changes) => {
      const found = (await (await trailOf(changes))(undefined)).map(trailSort);
      expect(found).toHaveLength(changes.length);
      expect(found).toEqual([...new Set(found)].sort());
    }),
    { numRuns: 30 },
  );
});

test('the list goes on after any of its places with what would have come next', async () => {
  await fc.assert(
    fc.asyncProperty(written, fc.nat(), async (changes, place) => {
      const list = await trailOf(changes);
      const all = await list(undefined);
      const from = all[place % all.length];
      expect(await list(from === undefined ? undefined : trailSort(from))).toEqual(
        all.slice((place % all.length) + 1),
      );
      expect(await list(undefined, 3)).toEqual(all.slice(0, 3));
    }),
    { numRuns: 30 },
  );
});

test('a part that holds far more than the others is read on, query by query', async () => {
  const busy = Array.from({ length: 700 }, () => ({ unit: '001', at: '2019-01-05T01:00:00.000Z' }));
  const found = await (await trailOf([{ unit: '002', at: '2018-12-31T23:59:59.999Z' }, ...busy]))(undefined);
  expect(found).toHaveLength(701);
  expect(found.at(-1)?.stream).toBe('2018/unit/002');
});
