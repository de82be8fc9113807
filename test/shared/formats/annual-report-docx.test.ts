import { describe, expect, test } from 'vitest';
import type { AnnualReportView } from '../../../shared/contracts/request-views.ts';
import { formatFor } from '../../../shared/domain/requests/annual-report-format.ts';
import { annualReportDocx } from '../../../shared/formats/annual-report-docx.ts';
import type { AnnualReportDraft } from '../../../shared/ports/annual-report-writer.ts';
import { readDocx } from '../../support/read-docx.ts';

const format = formatFor(2021);
const total = { id: 'total', label: { zh: '总计', en: 'Total' } };

/** Every cell has a number of its own, so that two that changed places would show. */
function report(over: Partial<AnnualReportView> = {}): AnnualReportView {
  return {
    format: format.id,
    year: '2021',
    unit: '002',
    name: '商务局',
    dueOn: '2022-01-31',
    asOf: '2022-01-10',
    requests: {
      columns: [...format.columns.map(({ id, label }) => ({ id, label })), total],
      rows: format.rows.map(({ id, under, label }, row) => ({
        id,
        under: [...under],
        label,
        cells: Array.from({ length: 7 }, (_, column) => 1000 + row * 7 + column),
      })),
    },
    contests: {
      columns: [...format.contestOutcomes.map(({ id, label }) => ({ id, label })), total],
      rows: format.contests.map(({ id, label }, row) => ({
        id,
        label,
        cells: Array.from({ length: 5 }, (_, column) => 2000 + row * 5 + column),
      })),
    },
    balance: [],
    findings: [],
    ...over,
  };
}

const write = async (over: Partial<AnnualReportDraft> = {}) =>
  readDocx(
    await annualReportDocx({ report: report(), format, published: 321, demonstration: false, ...over }),
  );
const said = (of: Awaited<ReturnType<typeof write>>) => of.paragraphs.map(({ text }) => text).join('\n');

describe('the draft, opened again', () => {
  test('is a Word document whose six parts are headings in their order', async () => {
    const draft = await write();
    expect(draft.names).toContain('[Content_Types].xml');
    expect(draft.paragraphs[0]?.text).toBe('商务局2021年政府信息公开工作年度报告');
    const headings = draft.paragraphs.filter(({ style }) => style === 'Heading1').map(({ text }) => text);
    expect(headings).toEqual([
      '一、总体情况',
      '二、主动公开政府信息情况',
      '三、收到和处理政府信息公开申请情况',
      '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
      '五、存在的主要问题及改进情况',
      '六、其他需要报告的事项',
      '填报提示（正式公布前请删除本页）',
    ]);
  });

  test('has all 25 rows of part 3 with their seven numbers, each under its own headings', async () => {
    const table = (await write()).tables.at(-2)!;
    expect(table).toHaveLength(3 + 25);
    for (const row of table) expect(row).toHaveLength(10);
    expect(table[2]!.slice(3)).toEqual([
      '自然人',
      '商业企业',
      '科研机构',
      '社会公益组织',
      '法律服务机构',
      '其他',
      '总计',
    ]);
    expect(table[1]!.slice(4, 9)).toEqual(Array(5).fill('法人或其他组织'));
    table.slice(3).forEach((row, at) => {
      const wanted = report().requests.rows[at]!;
      expect(row.slice(3)).toEqual(wanted.cells.map(String));
      expect([...new Set(row.slice(0, 3))]).toEqual([...wanted.under.map(({ zh }) => zh), wanted.label.zh]);
    });
  });

  test('has the fifteen numbers of part 4 in one row, each under its outcome and its heading', async () => {
    const table = (await write()).tables.at(-1)!;
    const [top, headings, outcomes, numbers] = table;
    expect(numbers).toEqual(Array.from({ length: 15 }, (_, place) => String(2000 + place)));
    expect(outcomes).toEqual(Array(3).fill(['结果维持', '结果纠正', '其他结果', '尚未审结', '总计']).flat());
    expect([...new Set(top)]).toEqual(['行政复议', '行政诉讼']);
    expect([...new Set(headings)]).toEqual(['行政复议', '未经复议直接起诉', '复议后起诉']);
    for (const row of table) expect(row).toHaveLength(15);
  });

  test('leaves part 2 for the unit to fill, and says what only it can write', async () => {
    const draft = await write();
    expect(draft.tables).toHaveLength(4 + 2);
    const empty = draft.tables.slice(0, 4).flatMap((table) => table.slice(2).flatMap((row) => row.slice(1)));
    expect(empty.every((cell) => cell === '')).toBe(true);
    expect(said(draft).match(/【请填写/g)).toHaveLength(3);
    expect(said(draft)).toContain('主动公开政府信息321条');
    expect(said(draft)).toContain(
      '新收政府信息公开申请1006件，上年结转1013件，办结1167件，结转下年度继续办理1174件',
    );
  });

  test('lists what looks wrong on a last page of its own, and says so when nothing does', async () => {
    const findings = [
      { code: 'balance', weight: 'error' as const, words: { zh: '“自然人”一列不平。', en: 'x' } },
      { code: 'overdue', weight: 'look' as const, words: { zh: '有2件申请已逾期仍未答复。', en: 'x' } },
    ];
    const draft = await write({ report: report({ findings }) });
    expect(said(draft)).toContain('须更正：“自然人”一列不平。');
    expect(said(draft)).toContain('请核对：有2件申请已逾期仍未答复。');
    expect(said(draft)).toContain('本报告应于2022-01-31前公布');
    expect(draft.xml).toContain('<w:pageBreakBefore/>');
    expect(said(await write())).toContain('各列数字平衡，没有需要核对的地方。');
  });

  test('of a demonstration says on its first page and its last that the data is made up', async () => {
    const draft = await write({ demonstration: true });
    expect(draft.paragraphs[1]?.text).toBe('（草稿，演示数据）');
    expect(said(draft)).toContain('本年度为演示数据，不得对外公布。');
    expect(said(await write())).not.toContain('演示');
  });

  test('has the measures of GB/T 9704: A4, margins of 37, 35, 28 and 26 mm, 22 lines a page', async () => {
    const { xml } = await write();
    const page = /<w:pgSz[^>]*>/.exec(xml)?.[0] ?? '';
    expect(page).toContain('w:w="11906"');
    expect(page).toContain('w:h="16838"');
    const margins = /<w:pgMar[^>]*>/.exec(xml)?.[0] ?? '';
    for (const each of ['w:top="2098"', 'w:bottom="1984"', 'w:left="1587"', 'w:right="1474"']) {
      expect(margins).toContain(each);
    }
    expect(xml).toContain('w:line="580" w:lineRule="exact"');
    for (const font of ['方正小标宋简体', '黑体', '仿宋']) expect(xml).toContain(`w:eastAsia="${font}"`);
  });

  test('gives every name back as it was written, whatever is in it', async () => {
    const name = '“甲&乙”<w:t>局=1+1\u202e\ud842\udfb7';
    const draft = await write({ report: report({ name }) });
    expect(draft.paragraphs[0]?.text).toBe(`${name}2021年政府信息公开工作年度报告`);
  });
});

test('a form without groups and headings is laid out by the same code', async () => {
  const plain = {
    ...format,
    columns: format.columns.map((column) => ({ ...column, group: null })),
    contests: format.contests.map((contest) => ({ ...contest, group: null })),
    rows: format.rows.map((row) => ({ ...row, under: [] })),
  };
  const flat = report();
  const rows = flat.requests.rows.map((row) => ({ ...row, under: [] }));
  const draft = await write({ format: plain, report: { ...flat, requests: { ...flat.requests, rows } } });
  const table = draft.tables.at(-2)!;
  expect(table).toHaveLength(2 + 25);
  for (const row of table) expect(row).toHaveLength(8);
  expect(table.at(-1)!.slice(1)).toEqual(rows.at(-1)!.cells.map(String));
});
