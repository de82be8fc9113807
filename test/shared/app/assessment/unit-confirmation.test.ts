import { beforeEach, describe, expect, test } from 'vitest';
import { confirmUnitYear, getUnitConfirmation } from '../../../../shared/app/assessment/unit-confirmation.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { freezeBatch } from '../../../../shared/app/run/freeze-batch.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { freezePlan, proofBatch } from '../../../../shared/contracts/run-files.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { noon, sampleEntry, sampleMember } from '../../../support/builders.ts';
import {
  asked,
  changes,
  freeze,
  in002,
  memoryFiles,
  people,
  sampleWorld,
  stream002,
  type World,
} from '../world.ts';

const leader = sampleMember('leader-002', [{ role: 'unit-leader', unit: '002' }], '002');
const refusal = (code: string): unknown => expect.objectContaining({ code });

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
  await world.store.put(collections.members, { subject: leader.subject }, leader);
});

const look = (member = leader) => getUnitConfirmation(world)(asked(member, in002, undefined));
const confirm = (contentSha256: string, note: string | null = null) =>
  confirmUnitYear(world)(asked(leader, in002, { contentSha256, note }));
const addRow = (key: string, title: string) =>
  addRegisterRows(world)(asked(people.clerk002, in002, { rows: [sampleEntry({ title })] }, key));

describe('a unit’s leader stands for the unit’s year', () => {
  test('with the figures of what was read, under their name, in the unit’s own audit stream', async () => {
    await addRow('key-0000000000000001', '第一条');
    const { state, now } = await look();
    expect([state, now.rows]).toEqual(['missing', 1]);
    expect(await confirm(now.contentSha256, '已逐条核对')).toMatchObject({
      state: 'confirmed',
      confirmed: { rows: 1, pieces: 0, note: '已逐条核对', by: '演示员·leader-002' },
    });
    const last = (await world.store.events(stream002)).at(-1);
    expect(last).toMatchObject({ actor: 'leader-002', action: 'unit-year.confirm', subject: 'unit:002' });
    expect(last?.details['contentSha256']).toBe(now.contentSha256);
  });

  test('doing it again changes nothing', async () => {
    const { now } = await look();
    await confirm(now.contentSha256);
    const before = await changes(world, stream002);
    await confirm(now.contentSha256);
    expect(await changes(world, stream002)).toBe(before);
  });

  test('nobody signs what they have not read: a year that changed since is refused', async () => {
    const { now } = await look();
    await addRow('key-0000000000000001', '后来的');
    await expect(confirm(now.contentSha256)).rejects.toEqual(refusal('year-changed'));
    expect((await look()).state).toBe('missing');
  });

  test('what the unit changes later has to be confirmed again', async () => {
    await confirm((await look()).now.contentSha256);
    await addRow('key-0000000000000001', '后来的');
    const after = await look();
    expect(after.state).toBe('changed');
    expect((await confirm(after.now.contentSha256)).state).toBe('confirmed');
  });

  test('staff do not sign for their leader, nor the leader of another unit', async () => {
    const { now } = await look();
    const other = sampleMember('leader-015', [{ role: 'unit-leader', unit: '015' }]);
    for (const member of [people.clerk002, other, people.admin])
      await expect(
        confirmUnitYear(world)(asked(member, in002, { contentSha256: now.contentSha256, note: null })),
      ).rejects.toEqual(refusal('not-your-unit'));
  });

  test('who signed is told to the unit and the county office, not to reviewers', async () => {
    await confirm((await look()).now.contentSha256);
    expect((await look(people.clerk002)).confirmed?.by).toBe('演示员·leader-002');
    expect((await look(people.admin)).confirmed?.by).toBe('演示员·leader-002');
    expect((await look(people.reviewer)).confirmed).toMatchObject({ by: null });
  });

  test('the freeze closes it', async () => {
    const { now } = await look();
    await freeze(world, stream002);
    await expect(confirm(now.contentSha256)).rejects.toEqual(refusal('frozen'));
  });
});

describe('the frozen year keeps the leader’s word beside what it rests on', () => {
  const place = { cycle: '2018', run: '0001' };

  async function frozen() {
    const runs = memoryFiles();
    const plan = freezePlan.parse({
      header: {
        format: 'biaochi-inputs/1',
        cycle: '2018',
        frozenAt: noon,
        demonstration: true,
        rubric: { id: '2018', version: 1 },
        bodies: [],
        cityDeductions: [],
      },
      batches: [['002', '015']],
      deductions: [],
      incidents: [],
    });
    await runs.write(storageKeys.runFile({ ...place, file: 'plan.json' }), JSON.stringify(plan));
    await freezeBatch({ ...world, runs })({ ...place, batch: 0 });
    const text = (kind: 'inputs' | 'proof') => runs.text(storageKeys.runBatch({ ...place, kind, batch: 0 }));
    return { proof: proofBatch.parse(JSON.parse(text('proof'))), inputs: text('inputs') };
  }

  test('when it was given, and whether it was for the very year that was frozen', async () => {
    await confirm((await look()).now.contentSha256);
    const { proof } = await frozen();
    expect(proof.map((each) => [each.unit, each.confirmation?.holds])).toEqual([
      ['002', true],
      ['015', undefined],
    ]);
  });

  test('a word for something else is kept and does not hold', async () => {
    await confirm((await look()).now.contentSha256);
    await addRow('key-0000000000000001', '后来的');
    expect((await frozen()).proof[0]?.confirmation?.holds).toBe(false);
  });

  test('no points rest on it: the inputs are the same with and without', async () => {
    const without = await frozen();
    world = await sampleWorld();
    await confirm((await look()).now.contentSha256);
    expect((await frozen()).inputs).toBe(without.inputs);
  });
});
