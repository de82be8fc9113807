import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { functionSettings } from '../../shared/contracts/functions.ts';
import { deployedBundles } from '../support/deployed-bundles.ts';
import { loadedAtStart } from '../support/loaded-at-start.ts';

/**
 * What a function loads at its start is the larger part of a cold start, and grows by one import at a time, unseen. Each bundle is
 * held to the size that docs/performance.md states, in KB of 1,024 bytes, as it is deployed. Whoever needs more states more, and why.
 */
const text = readFileSync(path.join(import.meta.dirname, '../../docs/performance.md'), 'utf8');
const stated = new Map(
  [...text.matchAll(/^\| `([a-z-]+)` +\| ([\d,]+) KB +\| ([\d,]+) KB +\|/gm)].map(
    ([, name = '', , most = '']) => [name, Number(most.replace(',', ''))],
  ),
);

const names = Object.keys(functionSettings);
let bundles: ReadonlyMap<string, string>;
beforeAll(async () => {
  bundles = await deployedBundles();
}, 600_000);

test('every function has its row in docs/performance.md, and no row is left over', () => {
  expect([...stated.keys()].sort()).toEqual([...names].sort());
});

test.each(names)('%s loads no more at its start than is stated', (name) => {
  const files = loadedAtStart(bundles.get(name) ?? '');
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  expect(bytes / 1024).toBeLessThanOrEqual(stated.get(name) ?? 0);
});
