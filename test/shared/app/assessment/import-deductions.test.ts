import { beforeEach, describe, expect, test } from 'vitest';
import { registerFiles } from '../../../../functions/api-import/register-files.ts';
import { importDeductions } from '../../../../shared/app/assessment/import-deductions.ts';
import { listDeductions } from '../../../../shared/app/assessment/list-deductions.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { buildWorkbook, type SheetCell } from '../../../support/spreadsheets.ts';
import { asked, changes, freeze, people, sampleWorld, type World } from '../world.ts';

const place = { cycle: '2018', body: 'civil-affairs' } as const;
const stream = streams.body('2018', 'civil-affairs');
let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const heading = ['序号', '单位名称', '扣分', '扣分事实', '发生日期', '文号', '链接'];
const sheet = (...rows: readonly (readonly SheetCell[])[]) =>
  Buffer.from(
    buildWorkbook({ sheets: [{ name: '扣分', rows: [['民政局扣分表'], heading, ...rows] }] }),
  ).toString('base64');
const bring = (file: string, dryRun = false, member: Member = people.civilAffairs) =>
  importDeductions({ ...world, readSheet: registerFiles.readRegisterFile })(
    asked(member, place, { file, dryRun }),
  );
const drafts = async () =>
  (await listDeductions(world)({ ...asked(people.civilAffairs, place, undefined), query: { limit: 200 } }))
    .items;
const good = [1, '商务局', 1.5, '公开栏空置', '2018年5月2日', '民发〔2018〕3号', 'https://demo.example.cn/1'];

describe('a sheet of deductions', () => {
  test('is looked through first; then each row is a draft, with its number, day, document and page', async () => {
    const file = sheet(good, [2, 48, '0.5分', '更新不及时', { serial: 43_222 }, null, null]);
    expect(await bring(file, true)).toMatchObject({
      added: 0,
      rows: [
        { row: 3, outcome: 'add', unit: '002', points: '1.5' },
        { row: 4, outcome: 'add', unit: '048', points: '0.5' },
      ],
    });
    expect(await drafts()).toEqual([]);
    expect((await bring(file)).added).toBe(2);
    expect(await drafts()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          unit: '002',
          item: 'D3',
          status: 'draft',
          fact: '公开栏空置',
          happenedOn: '2018-05-02',
          document: '民发〔2018〕3号',
          links: [{ url: 'https://demo.example.cn/1', title: null }],
        }),
        expect.objectContaining({ unit: '048', happenedOn: '2018-05-02' }),
      ]),
    );
  });

  test('brought twice adds nothing; with a row more, that row alone', async () => {
    await bring(sheet(good));
    expect(await bring(sheet(good))).toMatchObject({ added: 0, rows: [{ outcome: 'already' }] });
    const more = sheet(good, [2, '商务局', 1, '又一次', '2018-05-03', null, null]);
    expect((await bring(more)).added).toBe(1);
    expect(await changes(world, stream)).toBe(2);
  });

  test('of many rows goes in by parts, each with one audit entry', async () => {
    const rows = Array.from({ length: 95 }, (_, index) => [
      index,
      '商务局',
      0.1,
      `事实 ${index}`,
      '2018-05-02',
      null,
      null,
    ]);
    expect((await bring(sheet(...rows))).added).toBe(95);
    expect(await changes(world, stream)).toBe(2);
  });

  test.each<[string, SheetCell[], string]>([
    ['a unit that is not evaluated', [1, '没有局', 1, '事实', '2018-05-02', null, null], 'unit-unknown'],
    ['the importer’s own unit', [1, '015', 1, '事实', '2018-05-02', null, null], 'unit-own'],
    ['points of nothing', [1, '商务局', 0, '事实', '2018-05-02', null, null], 'points-unclear'],
    ['points in words', [1, '商务局', '一分', '事实', '2018-05-02', null, null], 'points-unclear'],
    ['points of five decimals', [1, '商务局', '0.00001', '事实', '2018-05-02', null, null], 'points-unclear'],
    [
      'more points than the item has',
      [1, '商务局', '8.1', '事实', '2018-05-02', null, null],
      'points-out-of-range',
    ],
    ['no fact', [1, '商务局', 1, null, '2018-05-02', null, null], 'fact-missing'],
    [
      'a fact of 2,001 letters',
      [1, '商务局', 1, '长'.repeat(2001), '2018-05-02', null, null],
      'text-too-long',
    ],
    ['no day', [1, '商务局', 1, '事实', null, null, null], 'day-unclear'],
    ['a day of another year', [1, '商务局', 1, '事实', '2017-12-31', null, null], 'day-outside-year'],
    [
      'a page that cannot be opened',
      [1, '商务局', 1, '事实', '2018-05-02', null, 'file:///etc/passwd'],
      'link-unclear',
    ],
  ])('with %s: the row says so, and the others go on', async (_, row, code) => {
    const answer = await bring(sheet(row, good));
    expect(answer).toMatchObject({
      added: 1,
      rows: [
        { row: 3, outcome: 'fault', faults: [{ code }] },
        { row: 4, outcome: 'add' },
      ],
    });
    expect(await drafts()).toHaveLength(1);
  });

  test('says all that is wrong with a row at once', async () => {
    const [row] = (await bring(sheet([1, '没有局', '一分', null, '昨天', null, null]))).rows;
    expect(row).toMatchObject({
      faults: [
        { code: 'unit-unknown' },
        { code: 'points-unclear' },
        { code: 'fact-missing' },
        { code: 'day-unclear' },
      ],
    });
  });

  test('with the same row twice keeps the first: one fact is taken for once', async () => {
    expect(await bring(sheet(good, good))).toMatchObject({
      added: 1,
      rows: [{ outcome: 'add' }, { faults: [{ code: 'row-repeated' }] }],
    });
  });

  test.each([
    ['that is no spreadsheet', Buffer.from('%PDF-1.4').toString('base64'), 'file-not-spreadsheet'],
    ['without our headings', Buffer.from('甲,乙\n丙,丁\n').toString('base64'), 'no-headings'],
  ])('a file %s is refused with the reason', async (_, file, code) => {
    await expect(bring(file)).rejects.toMatchObject({ code: 'sheet-not-read', findings: [{ code }] });
  });

  test('is its body’s own affair, and comes too late in a frozen year', async () => {
    await expect(bring(sheet(good), false, people.tradeUnion)).rejects.toMatchObject({
      code: 'not-your-body',
    });
    await freeze(world, stream);
    await expect(bring(sheet(good))).rejects.toMatchObject({ code: 'frozen' });
    expect((await bring(sheet(good), true)).rows).toMatchObject([{ outcome: 'add' }]);
  });
});
