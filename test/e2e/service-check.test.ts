import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '../../shared/contracts/routes.ts';
import { ownProcess } from '../support/own-process.ts';
import { storedObjects } from '../support/stored-objects.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** The check of the service through everything that is deployed: the link, the store, the event, the inspection, and nothing of any year. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const root = path.join(import.meta.dirname, '../..');

test('a runtime that works is found to, by its schedule’s function and by the command, and no evidence comes of it', async () => {
  const found = await embedded.runtime.invokeFunction('biaochi-event-check-service', {});
  expect(found).toEqual({ upload: 'works', report: 'none', cycle: null, file: null });

  const command = ownProcess(root, ['infra/operate/check.ts', '--data', embedded.dataDir]);
  expect(await command.ended, command.output()).toBe(0);
  expect(command.output()).toContain('✓ 上传');
  expect(command.output()).toContain('还没有公布的报告');

  const sent = await storedObjects(embedded.dataDir, 'evidence/');
  expect([...sent.keys()].filter((key) => !key.startsWith('evidence/check/'))).toEqual([]);
  // The schedule may have checked, too.
  expect(sent.size).toBeGreaterThanOrEqual(2);
  for (const { id } of embedded.definition.units.slice(0, 3)) {
    const { items } = await embedded
      .as(`unit-${id}`)
      .call(routes.listEvidence, { params: { cycle: '2018', unit: id } });
    expect(items).toEqual([]);
  }
}, 120_000);

test('a data folder over which nothing runs is said to be one, and nothing is checked', async () => {
  const command = ownProcess(root, [
    'infra/operate/check.ts',
    '--data',
    path.join(embedded.dataDir, 'nothing'),
  ]);
  expect(await command.ended).toBe(2);
  expect(command.output()).toContain('No runtime runs over');
}, 60_000);
