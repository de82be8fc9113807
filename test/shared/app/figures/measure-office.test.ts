import { expect, test } from 'vitest';
import { getOfficeFigures } from '../../../../shared/app/figures/get-office-figures.ts';
import { measureOffice } from '../../../../shared/app/figures/measure-office.ts';
import { openRun } from '../../../../shared/app/run/open-run.ts';
import { noteProgress } from '../../../../shared/app/run/progress.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { metricsOf, type OfficeMetrics } from '../../../../shared/domain/figures/office-figures.ts';
import { evidenceIn } from '../../../support/evidence.ts';
import { asked, bodyIds, people, sampleWorld, type World } from '../world.ts';

const inYear = { cycle: '2018' };

async function measured(world: World) {
  const told: OfficeMetrics[] = [];
  const metrics = { tell: (figures: OfficeMetrics) => told.push(figures) };
  const [figures] = await measureOffice({ ...world, metrics })();
  if (figures === undefined || told[0] === undefined) throw new Error('nothing was measured');
  return { figures, metrics: told[0] };
}

const read = (world: World) => getOfficeFigures(world)(asked(people.admin, inYear, undefined));

async function put(world: World, ...pieces: readonly ReturnType<typeof evidenceIn>[]) {
  for (const piece of pieces)
    await world.store.put(collections.evidence, { ...inYear, unit: '002', evidence: piece.id }, piece);
}

test('a fresh year waits for every lead body and for nothing else', async () => {
  const { figures, metrics } = await measured(await sampleWorld());
  expect(figures.handIns).toEqual({ outstanding: bodyIds.length, all: bodyIds.length });
  expect(figures.evidence).toEqual({ awaitingInspection: 0, awaitingReview: 0, oldestAwaitingReview: null });
  expect(figures.run).toBeNull();
  expect(metrics).toMatchObject({ HandInsOutstanding: bodyIds.length, RunStep: 0, RunStopped: 0 });
});

test('evidence is counted by whom it waits for, and says since when the first has waited for its reviewer', async () => {
  const world = await sampleWorld();
  await put(
    world,
    evidenceIn('requested', 1),
    evidenceIn('inspected', 2, { changedAt: '2018-06-12T04:00:00.000Z' }),
    evidenceIn('inspected', 3, { changedAt: '2018-06-10T04:00:00.000Z' }),
    evidenceIn('accepted', 4),
    evidenceIn('returned', 5),
    evidenceIn('withdrawn', 6),
  );
  expect((await measured(world)).figures.evidence).toEqual({
    awaitingInspection: 1,
    awaitingReview: 2,
    oldestAwaitingReview: '2018-06-10T04:00:00.000Z',
  });
});

test('a run under way is told by its step, how much of it is done, and whether it waits to be mended', async () => {
  const world = await sampleWorld();
  const run = await openRun(world, {
    cycle: '2018',
    execution: 'e1',
    startedBy: 'admin-1',
    kind: 'year-end',
  });
  await noteProgress(world.store, { cycle: '2018', run }, 'hand-ins', 'all', 5, 5);
  await noteProgress(world.store, { cycle: '2018', run }, 'freeze', '0000', 2, 3);
  await noteProgress(world.store, { cycle: '2018', run }, 'freeze', '0001', 0, 2);
  const { figures, metrics } = await measured(world);
  expect(figures.run).toEqual({ id: run, step: 'freeze', done: 2, total: 5, stopped: false });
  expect(metrics).toMatchObject({ RunStep: 2, RunDonePercent: 40, RunStopped: 0 });

  const place = { cycle: '2018', run };
  const found = await world.store.get(collections.runs, place);
  if (found?.value.status !== 'active') throw new Error('the run is not under way');
  const stopped = { at: '2019-01-05T04:00:00.000Z', step: 'freeze' as const, reason: 'broken' };
  await world.store.put(collections.runs, place, { ...found.value, stopped });
  expect((await measured(world)).metrics.RunStopped).toBe(1);
});

test('of a published year nothing waits: what nobody reviewed in time waits for nobody any more', async () => {
  const world = await sampleWorld();
  await put(world, evidenceIn('inspected', 1));
  await world.store.put(collections.publications, inYear, {
    cycle: '2018',
    title: '2018',
    demonstration: true,
    run: '0001',
    revision: 1,
    at: '2019-01-20T04:00:00.000Z',
    withdrawn: null,
    hiddenThrough: 0,
  });
  const { metrics } = await measured(world);
  expect([metrics.HandInsOutstanding, metrics.EvidenceAwaitingReview]).toEqual([0, 0]);
});

test('an admin reads what was told last, and before it is first counted is told that it was not', async () => {
  const world = await sampleWorld();
  expect(await read(world)).toEqual({ figures: null });
  const { figures } = await measured(world);
  expect(await read(world)).toEqual({ figures });
});

test('counting twice tells the same and is no change of the year’s record', async () => {
  const world = await sampleWorld();
  await measured(world);
  const once = world.store.dump();
  await measured(world);
  expect(world.store.dump()).toBe(once);
});

test('two years are told as one, and of two runs the one that is further on', () => {
  const year = (outstanding: number, step: 'freeze' | 'publish' | null) => ({
    cycle: '2018',
    measuredAt: '2019-01-05T04:00:00.000Z',
    handIns: { outstanding, all: 9 },
    evidence: { awaitingInspection: 1, awaitingReview: 2, oldestAwaitingReview: null },
    run: step === null ? null : { id: '0001', step, done: 1, total: 3, stopped: step === 'freeze' },
  });
  expect(metricsOf([year(2, 'freeze'), year(3, 'publish')])).toEqual({
    HandInsOutstanding: 5,
    EvidenceAwaitingInspection: 2,
    EvidenceAwaitingReview: 4,
    RunStep: 7,
    RunDonePercent: 33,
    RunStopped: 1,
  });
});
