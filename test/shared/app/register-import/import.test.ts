import { beforeEach, describe, expect, test } from 'vitest';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { correctRegisterRow } from '../../../../shared/app/register/correct-register-row.ts';
import { countUnitRegister } from '../../../../shared/app/register/count-unit-register.ts';
import { addImportedRows } from '../../../../shared/app/register-import/add-imported-rows.ts';
import { withdrawRegisterRow } from '../../../../shared/app/register/withdraw-register-row.ts';
import {
  getImportHeadings,
  setImportHeadings,
} from '../../../../shared/app/register-import/import-headings.ts';
import { listImports } from '../../../../shared/app/register-import/list-imports.ts';
import { requestImport } from '../../../../shared/app/register-import/request-import.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { sampleEntry } from '../../../support/builders.ts';
import {
  buildWorkbook,
  registerBook,
  registerCells,
  registerCsv,
  registerHeadings,
} from '../../../support/spreadsheets.ts';
import { asked, changes, freeze, in002, people, stream002 } from '../world.ts';
import { importWorld, type ImportWorld } from './import-world.ts';

let imports: ImportWorld;
beforeEach(async () => {
  imports = await importWorld();
});

const numbered = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => registerCells(first + index));

describe('asking for a link', () => {
  const file = {
    name: '台账.xlsx',
    size: 9,
    contentType: 'application/octet-stream',
    sha256: 'a'.repeat(64),
  };
  const ask = (over: Partial<typeof file>) =>
    requestImport(imports.deps)(asked(people.clerk002, in002, { file: { ...file, ...over } }));

  test('gives one for this file in the unit’s own place, and the same call again a fresh one for the same import', async () => {
    const first = await ask({});
    expect(first.link.url).toContain(`/imports/2018/002/${first.import.id}/source`);
    expect(first.import).toMatchObject({ status: 'requested', added: 0 });
    expect((await ask({})).import).toEqual(first.import);
    expect(await changes(imports.world, stream002)).toBe(1);
  });

  test.each([
    ['a workbook of the old kind', { name: '台账.xls' }, 'import-file-not-accepted'],
    ['a workbook with macros', { name: '台账.xlsm' }, 'import-file-not-accepted'],
    ['a picture', { name: '台账.jpg', contentType: 'image/jpeg' }, 'import-file-not-accepted'],
    [
      'a name that says one thing and a type that says another',
      { contentType: 'image/jpeg' },
      'import-file-not-accepted',
    ],
    ['a name that turns around', { name: '台账\u202exslx.csv' }, 'evidence-name-not-accepted'],
    ['a path for a name', { name: '../台账.xlsx' }, 'evidence-name-not-accepted'],
    ['more than 20 MB', { size: 20_971_521 }, 'evidence-too-large'],
  ])('%s is refused before anything is sent', async (_, over, code) => {
    await expect(ask(over)).rejects.toMatchObject({ code });
    expect(await changes(imports.world, stream002)).toBe(0);
  });
});

describe('the dry run', () => {
  test('says what would be added and changes nothing', async () => {
    const id = await imports.send(registerBook(numbered(1, 3)));
    const checked = await imports.check(id);
    expect(checked.totals).toEqual({
      rows: 3,
      add: 3,
      already: 0,
      withdrawn: 0,
      duplicate: 0,
      error: 0,
      errors: 0,
      notes: 0,
    });
    expect(checked.rows[0]).toEqual({
      sheet: '台账',
      row: 2,
      outcome: 'add',
      title: '第1条信息',
      column: 'notices',
      publishedOn: '2018-03-12',
      of: null,
    });
    expect(await imports.rows()).toEqual([]);
    expect(await changes(imports.world, stream002)).toBe(1);
  });

  test('names every wrong cell by sheet, row and column letter, in two languages', async () => {
    const rows = [registerCells(1), registerCells(2, { 公开日期: '三月', 栏目: '小道消息' })];
    const id = await imports.send(registerBook(rows));
    const { totals, findings } = await imports.check(id);
    expect(totals).toMatchObject({ add: 1, error: 1, errors: 2 });
    expect(findings).toEqual([
      {
        severity: 'error',
        code: 'column-unknown',
        sheet: '台账',
        row: 3,
        column: 'B',
        message: {
          zh: '没有“小道消息”这个栏目。可用的栏目：公告公示、政策文件、规划计划。',
          en: 'There is no column “小道消息”. Columns to choose from: 公告公示、政策文件、规划计划.',
        },
      },
      expect.objectContaining({ code: 'day-unclear', row: 3, column: 'F' }),
    ]);
  });

  test('tells duplicates of the register from duplicates inside the file, each with the row it repeats', async () => {
    const there = await addRegisterRows(imports.world)(
      asked(people.clerk002, in002, { rows: [sampleEntry({ url: 'http://demo.example.cn/1.html' })] }),
    );
    const rows = [
      registerCells(1),
      registerCells(2),
      registerCells(3, { 网址: 'https://www.demo.example.cn/2.html' }),
    ];
    const id = await imports.send(registerBook(rows));
    const checked = await imports.check(id);
    expect(checked.totals).toMatchObject({ add: 1, duplicate: 2 });
    const duplicates = checked.rows.filter((row) => row.outcome === 'duplicate');
    // Rows 3 and 4 have one address and one day: which of them counts is decided by their ids.
    expect(duplicates.map((row) => row.of?.in).sort()).toEqual(['file', 'register']);
    expect(duplicates.find((row) => row.of?.in === 'register')?.of?.row).toBe(there.items[0]!.id);
    expect([3, 4]).toContain(duplicates.find((row) => row.of?.in === 'file')?.of?.row);
  });

  test('waits for the file: before it has come there is nothing to read', async () => {
    const { id } = (await imports.request(registerBook([]))).import;
    await expect(imports.check(id)).rejects.toMatchObject({ code: 'import-not-uploaded' });
  });

  test('shows at most 1,000 findings and counts all of them', async () => {
    const rows = Array.from({ length: 1_200 }, (_, index) => registerCells(index, { 公开日期: '不详' }));
    const id = await imports.send(registerCsv(rows), '台账.csv');
    const checked = await imports.check(id);
    expect(checked.findings).toHaveLength(1_000);
    expect(checked.found).toEqual([{ code: 'day-unclear', severity: 'error', count: 1_200 }]);
  });
});

describe('adding', () => {
  test('adds the rows with one audit entry for each batch of at most 90, and the chain holds', async () => {
    const id = await imports.send(registerBook(numbered(1, 200)));
    expect(await imports.add(id)).toMatchObject({
      added: 200,
      left: 0,
      import: { status: 'added', added: 200 },
    });
    expect(await imports.rows()).toHaveLength(200);
    const events = await imports.world.store.events(stream002);
    expect(events.map((event) => [event.action, event.details['rows'] ?? null])).toEqual([
      ['register.import-request', null],
      ['register.import', 90],
      ['register.import', 90],
      ['register.import', 20],
    ]);
    expect(verifyChain(events, sha256Hex)).toBeNull();
  });

  test('the same file again, as itself or as another import, adds nothing', async () => {
    const book = registerBook(numbered(1, 5));
    const first = await imports.send(book);
    await imports.addAll(first);
    expect(await imports.add(first)).toMatchObject({ added: 0, left: 0 });
    const second = await imports.send(book);
    expect((await imports.check(second)).totals).toMatchObject({ add: 0, already: 5 });
    expect(await imports.add(second)).toMatchObject({ added: 0, left: 0, import: { status: 'added' } });
    expect(await imports.rows()).toHaveLength(5);
  });

  test('the same rows from a CSV are the same rows: what is said counts, not the file that says it', async () => {
    await imports.addAll(await imports.send(registerBook(numbered(1, 5))));
    const id = await imports.send(registerCsv(numbered(1, 6), { encoding: 'gb18030' }), '台账.csv');
    expect((await imports.check(id)).totals).toMatchObject({ add: 1, already: 5 });
  });

  test('what was interrupted goes on where it stopped: nothing is added twice and nothing is left out', async () => {
    const id = await imports.send(registerBook(numbered(1, 250)));
    const { reading } = await imports.check(id);
    const { commit } = imports.world.store;
    let commits = 0;
    const failing = {
      ...imports.deps,
      store: {
        ...imports.world.store,
        commit: async (change: Parameters<typeof commit>[0]) => {
          commits += 1;
          if (commits === 2) throw new Error('the power went out');
          return commit(change);
        },
      },
    };
    const call = asked(people.clerk002, { ...in002, import: id }, { reading });
    await expect(addImportedRows(failing)(call)).rejects.toThrow('the power went out');
    expect(await imports.rows()).toHaveLength(90);
    expect((await imports.check(id)).import).toMatchObject({ status: 'adding', added: 90 });
    // The reading that the clerk looked at still holds: what has been added since is part of it.
    expect(await imports.add(id, reading)).toMatchObject({ added: 160, left: 0, import: { added: 250 } });
    expect(await imports.rows()).toHaveLength(250);
  });

  test('a large file takes several calls, each of at most 5,400 rows', async () => {
    const id = await imports.send(registerCsv(numbered(1, 5_500)), '台账.csv');
    expect(await imports.add(id)).toMatchObject({ added: 5_400, left: 100, import: { status: 'adding' } });
    expect(await imports.add(id)).toMatchObject({ added: 100, left: 0, import: { status: 'added' } });
    expect(await imports.rows()).toHaveLength(5_500);
  });

  test('rows with errors stay out and the rest goes in', async () => {
    const id = await imports.send(registerBook([registerCells(1), registerCells(2, { 标题: '' })]));
    expect(await imports.add(id)).toMatchObject({ added: 1, left: 0 });
  });

  test('a row that was corrected since is not brought back by its old file, nor one that was withdrawn', async () => {
    const book = registerBook(numbered(1, 2));
    await imports.addAll(await imports.send(book));
    const [first, second] = (await imports.rows()).sort((a, b) => (a.entry.title < b.entry.title ? -1 : 1));
    await correctRegisterRow(imports.world)(
      asked(people.clerk002, { ...in002, row: first!.id }, sampleEntry({ title: '改过的' })),
    );
    await withdrawRegisterRow(imports.world)(
      asked(people.clerk002, { ...in002, row: second!.id }, { reason: '误登' }),
    );
    const { totals } = await imports.check(await imports.send(book));
    expect(totals).toMatchObject({ add: 0, already: 1, withdrawn: 1 });
  });

  test('what is not what was looked at is refused: the columns or the headings have changed since', async () => {
    const id = await imports.send(registerBook([registerCells(1)]));
    await expect(imports.add(id, 'f'.repeat(64))).rejects.toMatchObject({ code: 'import-read-anew' });
    expect(await imports.rows()).toEqual([]);
  });

  test('two who add the same import at once do not add twice: one is told to look again', async () => {
    const id = await imports.send(registerBook(numbered(1, 100)));
    const { reading } = await imports.check(id);
    const outcomes = await Promise.allSettled([imports.add(id, reading), imports.add(id, reading)]);
    expect(outcomes.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await imports.rows()).toHaveLength(100);
  });

  test('outside the window, frozen, and for another unit it is refused', async () => {
    const id = await imports.send(registerBook([registerCells(1)]));
    const { reading } = await imports.check(id);
    await expect(imports.add(id, reading, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    imports.world.clock.set('2019-01-01T00:00:00.000Z');
    await expect(imports.add(id, reading)).rejects.toMatchObject({ code: 'window-closed' });
    imports.world.clock.set('2018-12-31T00:00:00.000Z');
    await freeze(imports.world, stream002);
    await expect(imports.add(id, reading)).rejects.toMatchObject({ code: 'frozen' });
    expect(await imports.rows()).toEqual([]);
  });

  test('an import is the unit’s own: another clerk may not look at it, the county office may', async () => {
    const id = await imports.send(registerBook([registerCells(1)]));
    await expect(imports.check(id, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
    expect((await imports.check(id, people.admin)).totals.add).toBe(1);
  });
});

describe('headings', () => {
  const own = ['事项', ...registerHeadings.slice(1)];
  const book = () => buildWorkbook({ sheets: [{ name: '台账', rows: [own, registerCells(1)] }] });
  const remember = (headings: { heading: string; field: 'title' | 'none' }[]) =>
    setImportHeadings(imports.world)(asked(people.clerk002, in002, { headings }));

  test('that nobody knows keep a sheet out until the unit says what they mean, once for all files', async () => {
    const before = await imports.check(await imports.send(book()));
    expect(before.totals.add).toBe(0);
    expect(before.found.map((each) => each.code).sort()).toEqual(['heading-missing', 'heading-unknown']);
    await remember([{ heading: '事 项', field: 'title' }]);
    const after = await imports.check(await imports.send(book()));
    expect(after.totals.add).toBe(1);
    expect(after.headings[0]).toMatchObject({ heading: '事项', field: 'title', by: 'unit' });
    expect(await getImportHeadings(imports.world)(asked(people.clerk002, in002, undefined))).toEqual({
      headings: [{ heading: '事 项', field: 'title' }],
    });
  });

  test('that the unit told otherwise are what it told, and telling anew replaces it', async () => {
    await remember([{ heading: '标题', field: 'none' }]);
    expect((await imports.check(await imports.send(registerBook([registerCells(1)])))).totals.add).toBe(0);
    await remember([]);
    expect((await imports.check(await imports.send(registerBook([registerCells(1)])))).totals.add).toBe(1);
  });

  test('are each unit’s own', async () => {
    await remember([{ heading: '标题', field: 'none' }]);
    const in015 = { cycle: '2018', unit: '015' };
    expect(await getImportHeadings(imports.world)(asked(people.clerk015, in015, undefined))).toEqual({
      headings: [],
    });
    const foreign = asked(people.clerk015, in002, { headings: [] });
    await expect(setImportHeadings(imports.world)(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
  });
});

describe('what comes back', () => {
  test('the rows with errors, under the unit’s own headings, each with the reason; mended and sent again it is added', async () => {
    const headings = ['文件名称', ...registerHeadings.slice(1), '经办'];
    const rows = [
      [...registerCells(1), '张'],
      [...registerCells(2, { 公开日期: '不详' }), '李'],
    ];
    const id = await imports.send(
      buildWorkbook({ sheets: [{ name: '2018年', rows: [['台账'], headings, ...rows] }] }),
    );
    await imports.addAll(id);
    const again = await imports.send(await imports.mended(id));
    const checked = await imports.check(again);
    // The file speaks for itself: only the row that was wrong, wrong in the same cell, and nothing new to say.
    expect(checked.totals).toMatchObject({ rows: 1, add: 0, error: 1, errors: 1 });
    expect(checked.headings.map((each) => [each.heading, each.field])).toEqual([
      ['文件名称', 'title'],
      ['栏目', 'column'],
      ['文号', 'documentNumber'],
      ['网址', 'url'],
      ['成文日期', 'madeOn'],
      ['公开日期', 'publishedOn'],
      ['责任科室', 'responsibleOffice'],
      ['保密审查人', 'reviewer'],
      ['保密审查日期', 'reviewedOn'],
      ['经办', null],
      ['需要修改的原因', 'none'],
      ['原位置', 'none'],
    ]);
    const file = await imports.deps.readRegisterFile(await imports.mended(id));
    const cells = file.ok
      ? file.file.sheets[0]?.rows[1]?.cells.map((cell) => (cell?.kind === 'text' ? cell.text : null))
      : [];
    expect(cells?.slice(-3)).toEqual(['李', 'F 列：“不详”看不出是哪一天。请写成 2018-04-18 的形式。', '4']);
  });

  test('nothing comes back of a file without errors', async () => {
    const id = await imports.send(registerBook([registerCells(1)]));
    await expect(imports.mend(id)).rejects.toMatchObject({ code: 'import-nothing-to-mend' });
  });

  test('the list of imports says what each has added', async () => {
    await imports.addAll(await imports.send(registerBook(numbered(1, 3))));
    await imports.send(registerBook(numbered(4, 5)));
    const { items } = await listImports(imports.world)({
      ...asked(people.clerk002, in002, undefined),
      query: { limit: 50 },
    });
    expect(items.map((each) => [each.status, each.added]).sort()).toEqual([
      ['added', 3],
      ['requested', 0],
    ]);
  });
});

test('what is imported counts as what is keyed in', async () => {
  await imports.addAll(await imports.send(registerBook(numbered(1, 3))));
  const counted = await countUnitRegister(imports.world)(asked(people.clerk002, in002, undefined));
  expect(counted).toMatchObject({ count: 3, registered: 3 });
});
