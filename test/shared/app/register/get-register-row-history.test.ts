import { beforeEach, expect, test } from 'vitest';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { correctRegisterRow } from '../../../../shared/app/register/correct-register-row.ts';
import { getRegisterRowHistory } from '../../../../shared/app/register/get-register-row-history.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { noon, sampleEntry } from '../../../support/builders.ts';
import { asked, in002, people, sampleWorld, type World } from '../world.ts';

let world: World;
let row: string;
beforeEach(async () => {
  world = await sampleWorld();
  const added = await addRegisterRows(world)(asked(people.clerk002, in002, { rows: [sampleEntry()] }));
  row = added.items[0]!.id;
});

const correct = (title: string, at: string) => {
  world.clock.set(at);
  return correctRegisterRow(world)(asked(people.clerk002, { ...in002, row }, sampleEntry({ title })));
};
const history = (member: Member = people.clerk002, of = row) =>
  getRegisterRowHistory(world)(asked(member, { ...in002, row: of }, undefined));

const [july, august] = ['2018-07-01T00:00:00.000Z', '2018-08-01T00:00:00.000Z'];

test('what a row said before each correction is kept, earliest first, with how long it said so and who changed it', async () => {
  await correct('第二稿', july);
  await correct('第三稿', august);
  const { row: current, earlier } = await history();
  expect(current.entry.title).toBe('第三稿');
  expect(earlier).toEqual([
    { entry: sampleEntry(), since: noon, until: july, correctedBy: '演示员·clerk-002' },
    { entry: sampleEntry({ title: '第二稿' }), since: july, until: august, correctedBy: '演示员·clerk-002' },
  ]);
});

test('a row that was never corrected, or corrected to what it says, has said nothing else', async () => {
  await correct(sampleEntry().title, july);
  expect((await history()).earlier).toEqual([]);
});

test('a withdrawn row stays and keeps its history: withdrawing hides nothing', async () => {
  await correct('第二稿', july);
  world.clock.set(august);
  await withdrawRegisterRow(world)(asked(people.clerk002, { ...in002, row }, { reason: '误登' }));
  const found = await history();
  expect(found.row).toMatchObject({ status: 'withdrawn', withdrawnReason: '误登' });
  expect(found.earlier.map((each) => each.entry.title)).toEqual([sampleEntry().title]);
});

test('who corrected it is told to the unit and the county office alone: a reviewer judges the row, not the clerk', async () => {
  await correct('第二稿', july);
  const seenBy = async (member: Member) => (await history(member)).earlier.map((each) => each.correctedBy);
  expect(await seenBy(people.admin)).toEqual(['演示员·clerk-002']);
  expect(await seenBy(people.reviewer)).toEqual([null]);
  expect(await seenBy(people.civilAffairs)).toEqual([null]);
});

test('another unit’s clerk is refused, and a row that is not there is told', async () => {
  await expect(history(people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  await expect(history(people.clerk002, '0'.repeat(26))).rejects.toMatchObject({ code: 'row-unknown' });
});
