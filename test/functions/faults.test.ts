import { describe, expect, test } from 'vitest';
import { sha256Hex } from '../../shared/app/new-id.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { faultsOf } from '../support/faulty-ports.ts';
import { callIn, heldWorld, stateOf, type Held, type Played } from '../support/held-world.ts';
import { storiesOfTheYearEnd } from '../support/year-end-stories.ts';
import { storiesOfTheYear } from '../support/year-stories.ts';

/**
 * Whatever breaks on the way of a call, and wherever: each call of the stories is made anew once for each call to the outside that
 * it makes and each way in which that can go wrong, and is then made again, as a client does that heard no answer or a bad one.
 */
const played = [...(await storiesOfTheYear()), ...(await storiesOfTheYearEnd())];
const nameOf = (route: RouteShape) =>
  Object.entries<RouteShape>(routes).find(([, each]) => each === route)?.[0] ?? route.path;
const toldOf = played.map((each, place) => [`${place + 1} ${nameOf(each.route)}`, each] as const);

test('the stories make every call that changes something', () => {
  const changing = Object.entries<RouteShape>(routes).filter(([, { repeatable }]) => repeatable !== 'read');
  const told = new Set(played.map(({ route }) => nameOf(route)));
  expect(changing.map(([name]) => name).filter((name) => !told.has(name))).toEqual([]);
});

/** The streams in which a world's chains are, by their heads. */
async function chainsHold(held: Held): Promise<void> {
  const { store } = heldWorld(held);
  for (const stream of streamsOf(held))
    expect(verifyChain(await store.events(stream), sha256Hex), stream).toBeNull();
}
function streamsOf({ records }: Held): string[] {
  return [...records.matchAll(/\\"stream\\":\\"([^\\]+)\\",\\"sequence\\"/g)].map(
    ([, stream = '']) => stream,
  );
}

describe.each(toldOf)('%s', (_, { route, call, before, after }: Played) => {
  test('broken on at any of its calls to the outside, and made again, comes to the same, once', async () => {
    const { calls } = await callIn(before, route, call);
    expect(calls.length).toBeGreaterThan(0);
    for (const fault of faultsOf(calls)) {
      const where = `${fault.kind} at ${fault.at}, ${String(calls[fault.at - 1])}`;
      const first = await callIn(before, route, call, fault);
      // What is said to be done is done; what is not is said in a way that tells nothing.
      if (first.answer !== 'timed-out' && first.answer.statusCode === route.status)
        expect(stateOf(first.after) === stateOf(after), where).toBe(true);
      else if (first.answer !== 'timed-out') expect([500, 503], where).toContain(first.answer.statusCode);
      const second = await callIn(first.after, route, call);
      expect(second.answer, where).toMatchObject({ statusCode: route.status });
      expect(stateOf(second.after) === stateOf(after), where).toBe(true);
    }
    await chainsHold(after);
  }, 60_000);
});
