import { describe, expect, test } from 'vitest';
import { fewAtATime } from '../../../shared/app/few-at-a-time.ts';

/**
 * Thousands of records are worked on a few at a time: more would open more connections than there are, and waiting for the slowest of
 * each few would leave the others idle.
 */
describe('a list, a few at a time', () => {
  /** Work that goes on until it is told how it ends, and what has begun so far. */
  function heldWork() {
    const begun: number[] = [];
    const open = new Map<number, PromiseWithResolvers<string>>();
    const work = (item: number) => {
      begun.push(item);
      const ending = Promise.withResolvers<string>();
      open.set(item, ending);
      return ending.promise;
    };
    const end = async (item: number) => {
      open.get(item)?.resolve(`done ${item}`);
      await settled();
    };
    const fail = async (item: number) => {
      open.get(item)?.reject(new Error(`failed ${item}`));
      await settled();
    };
    return { begun, work, end, fail };
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

  test.each([0, 1, 8, 9, 100])('answers %i in their order, whatever order they end in', async (count) => {
    const items = upTo(count);
    const answers = fewAtATime(items, async (item) => {
      for (let turn = 0; turn < (item * 7) % 5; turn += 1) await Promise.resolve();
      return `done ${item}`;
    });
    expect(await answers).toEqual(items.map((item) => `done ${item}`));
  });

  test('eight are under way at once, and who is done takes the next though another goes on', async () => {
    const held = heldWork();
    const answers = fewAtATime(upTo(10), held.work);
    await settled();
    expect(held.begun).toEqual(upTo(8));
    await held.end(5);
    expect(held.begun).toEqual(upTo(9));
    for (const item of [0, 1, 2, 3, 4, 6, 7, 8, 9]) await held.end(item);
    expect(await answers).toEqual(upTo(10).map((item) => `done ${item}`));
  });

  test('once one has failed no other is begun, and the first failure is told', async () => {
    const held = heldWork();
    const told = fewAtATime(upTo(20), held.work).catch((error: unknown) => error);
    await settled();
    await held.fail(3);
    for (const item of [0, 1, 2, 4, 5, 6, 7]) await held.end(item);
    expect(await told).toEqual(new Error('failed 3'));
    expect(held.begun).toEqual(upTo(8));
  });
});
