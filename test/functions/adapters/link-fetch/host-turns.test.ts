import { expect, test } from 'vitest';
import { hostTurns } from '../../../../functions/adapters/link-fetch/host-turns.ts';

/** Pauses that end when the test says so. */
function heldPauses() {
  const pauses: { ms: number; end: () => void }[] = [];
  const wait = (ms: number) => new Promise<void>((resolve) => pauses.push({ ms, end: resolve }));
  return { pauses, wait };
}
const settled = async () => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
};

test('a host is asked one thing at a time, and only after the pause; other hosts do not wait for it', async () => {
  const { pauses, wait } = heldPauses();
  const inTurn = hostTurns(1_000, wait);
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (host: string, name: string) =>
    inTurn(host, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const first = ask('a.cn', 'a1');
  const second = ask('a.cn', 'a2');
  void ask('b.cn', 'b1');
  await settled();
  expect(begun).toEqual(['a1', 'b1']);

  ends.get('a1')?.();
  await first;
  await settled();
  expect(begun).toEqual(['a1', 'b1']);
  expect(pauses.map((each) => each.ms)).toEqual([1_000]);

  pauses[0]?.end();
  await settled();
  expect(begun).toEqual(['a1', 'b1', 'a2']);
  ends.get('a2')?.();
  await second;
});

test('a request that fails gives its turn on like any other', async () => {
  const inTurn = hostTurns(5, () => Promise.resolve());
  await expect(inTurn('a.cn', () => Promise.reject(new Error('no answer')))).rejects.toThrow('no answer');
  await expect(inTurn('a.cn', () => Promise.resolve('next'))).resolves.toBe('next');
});
