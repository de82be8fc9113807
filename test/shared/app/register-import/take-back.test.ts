import { expect, test } from 'vitest';
import { correctRegisterRow } from '../../../../shared/app/register/correct-register-row.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { registerBook, registerCells } from '../../../support/spreadsheets.ts';
import { asked, changes, freeze, in002, people, stream002 } from '../world.ts';
import { importWorld } from './import-world.ts';

/** Taking an import back as a whole. */

const numbered = (count: number) => Array.from({ length: count }, (_, index) => registerCells(index + 1));
const current = <Row extends { status: string }>(rows: readonly Row[]) =>
  rows.filter(({ status }) => status === 'current');

test('an import is taken back over several batches, with one audit entry for each, and again finds it done', async () => {
  const imports = await importWorld();
  const id = await imports.send(registerBook(numbered(100)));
  await imports.addAll(id);
  const before = await changes(imports.world, stream002);
  const taken = await imports.takeBack(id);
  expect(taken).toMatchObject({
    takenBack: 100,
    more: false,
    left: 0,
    leftRows: [],
    import: { status: 'taken-back', added: 0 },
  });
  expect(current(await imports.rows())).toEqual([]);
  expect((await imports.rows()).map(({ withdrawnReason }) => withdrawnReason)).toContain('撤销导入');
  expect(await changes(imports.world, stream002)).toBe(before + 2);
  expect(await imports.takeBack(id)).toMatchObject({ takenBack: 0, left: 0 });
  expect(await changes(imports.world, stream002)).toBe(before + 2);
  const events = (await imports.world.store.all(collections.auditEvents, { stream: stream002 })).map(
    ({ value }) => value,
  );
  expect(verifyChain(events, sha256Hex)).toBeNull();
});

test('rows that somebody has corrected or withdrawn since stay and are named, even where the clock stands still', async () => {
  const imports = await importWorld();
  const id = await imports.send(registerBook(numbered(4)));
  await imports.addAll(id);
  const [first, second] = await imports.rows();
  if (first === undefined || second === undefined) throw new Error('nothing was added');
  await correctRegisterRow(imports.world)(
    asked(people.clerk002, { ...in002, row: first.id }, { ...first.entry, title: '更正后的标题' }),
  );
  await withdrawRegisterRow(imports.world)(
    asked(people.clerk002, { ...in002, row: second.id }, { reason: '重复' }),
  );
  const taken = await imports.takeBack(id);
  expect(taken).toMatchObject({ takenBack: 2, left: 2, import: { status: 'taken-back', added: 2 } });
  expect(taken.leftRows).toEqual(
    expect.arrayContaining([
      { title: '更正后的标题', status: 'current' },
      { title: second.entry.title, status: 'withdrawn' },
    ]),
  );
  expect(current(await imports.rows()).map(({ id: row }) => row)).toEqual([first.id]);
});

test('what was taken back may come again with a file, and what a person withdrew may not', async () => {
  const imports = await importWorld();
  const file = registerBook(numbered(3));
  const id = await imports.send(file);
  await imports.addAll(id);
  await imports.takeBack(id);
  const again = await imports.send(file, '改好的台账.xlsx');
  expect((await imports.check(again)).totals).toMatchObject({ add: 3, withdrawn: 0 });
  expect(await imports.addAll(again)).toMatchObject({ added: 3 });
  expect(current(await imports.rows())).toHaveLength(3);
  const [row] = await imports.rows();
  if (row === undefined) throw new Error('nothing was added');
  await withdrawRegisterRow(imports.world)(
    asked(people.clerk002, { ...in002, row: row.id }, { reason: '不应公开' }),
  );
  const third = await imports.send(file, '又一次.xlsx');
  expect((await imports.check(third)).totals).toMatchObject({ add: 0, already: 2, withdrawn: 1 });
  // The first import has nothing any more: its rows are the second one's.
  expect(await imports.takeBack(id)).toMatchObject({ takenBack: 0 });
  expect(await imports.takeBack(again)).toMatchObject({ takenBack: 2, left: 1 });
});

test('rows that were there before an import are not taken back with it', async () => {
  const imports = await importWorld();
  const one = await imports.send(registerBook(numbered(2)), '一.xlsx');
  await imports.addAll(one);
  const two = await imports.send(registerBook(numbered(5)), '二.xlsx');
  await imports.addAll(two);
  expect(await imports.takeBack(two)).toMatchObject({ takenBack: 3, left: 0 });
  expect(current(await imports.rows())).toHaveLength(2);
});

test('nobody but the unit’s own staff takes an import back, and nothing is taken back after the freeze', async () => {
  const imports = await importWorld();
  const id = await imports.send(registerBook(numbered(1)));
  await imports.addAll(id);
  await expect(imports.takeBack(id, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  await freeze(imports.world, stream002);
  await expect(imports.takeBack(id)).rejects.toMatchObject({ code: 'frozen' });
  expect(current(await imports.rows())).toHaveLength(1);
});
