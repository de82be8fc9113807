import { describe, expect, test } from 'vitest';
import type { CellFile, CellSheet } from '../../../shared/domain/register-import/sheet-cells.ts';
import type { CellFault } from '../../../shared/formats/rubric-workbook.ts';
import { readRubricSheets } from '../../../shared/formats/rubric-workbook/read-rubric-workbook.ts';
import { rubricSheets, textAt, withCells, withSheet, type Put } from '../../support/rubric-sheets.ts';
import { libraryRubric, rubric2018 } from '../../support/scoring.ts';

const file = await rubricSheets(rubric2018);
const down = await rubricSheets(libraryRubric('hundred-down'));
const two = await rubricSheets(libraryRubric('two-parts'));

const faultsOf = (of: CellFile): readonly CellFault[] => {
  const read = readRubricSheets(of);
  return read.ok ? [] : read.faults;
};
const said = (of: CellFile) =>
  faultsOf(of).map(({ sheet, cell, code, message }) => [`${sheet ?? ''}!${cell ?? ''}`, code, message.zh]);
const s = '全部单位';
const c1 = textAt(file, `${s}!B14`);
const c8 = textAt(file, `${s}!B21`);

describe('one thing wrong is one fault, at its cell', () => {
  test.each<[string, CellFile, Record<string, Put>, [string, string, string]]>([
    // What a sentence says
    [
      'a sentence without its last word',
      file,
      { [`${s}!B14`]: c1.replace('扣 0.3 分', '扣 0.3') },
      [
        `${s}!B14`,
        'not-understood',
        '“每少 1 条扣 0.3”后面应为“分”，但没有写。写法：“每少几条扣几分”，例如“每少 1 条扣 0.3 分”',
      ],
    ],
    [
      'a number in words',
      file,
      { [`${s}!B14`]: c1.replace('每少 1 条', '每少一条') },
      [
        `${s}!B14`,
        'not-understood',
        '“每少”后面应为“几条扣几分”，写的是“一条扣 0.3 分”。写法：“每少几条扣几分”，例如“每少 1 条扣 0.3 分”',
      ],
    ],
    [
      'a sentence that there is none of',
      file,
      { [`${s}!B6`]: `${textAt(file, `${s}!B6`)}\n表现突出的酌情加分` },
      [`${s}!B6`, 'not-understood', '看不懂“表现突出的酌情加分”。最接近的写法：'],
    ],
    [
      'points on top without a limit',
      file,
      { [`${s}!B14`]: c1.replace('，最多加 4 分', '') },
      [`${s}!B14`, 'rubric', '加分要写明最多加几分'],
    ],
    [
      'a sentence written twice',
      file,
      { [`${s}!B14`]: `${c1}\n每少 2 条扣 1 分` },
      [`${s}!B14`, 'said-twice', '“每少 2 条扣 1 分”：这一点前面已经写过，请只留一处'],
    ],
    [
      'two ways of giving points',
      file,
      { [`${s}!B15`]: `${textAt(file, `${s}!B15`)}\n按事实逐笔扣分` },
      [`${s}!B15`, 'said-twice', '“按事实逐笔扣分”：这一点前面已经写过，请只留一处'],
    ],
    [
      'a sentence that does nothing beside such a rule',
      file,
      { [`${s}!B15`]: `${textAt(file, `${s}!B15`)}\n每少 1 条扣 1 分` },
      [`${s}!B15`, 'does-not-fit', '“每少 1 条扣 1 分”与本项的得分办法不配，写在这里不起作用'],
    ],
    [
      'no way of getting points',
      file,
      { [`${s}!B14`]: c1.replace('按台账对照本单位目标任务\n', '') },
      [`${s}!B14`, 'missing', '没有写怎样得分，例如“按台账对照本单位目标任务”'],
    ],
    [
      'a count that says not how much each gives',
      file,
      { [`${s}!B12`]: textAt(file, `${s}!B12`).replace('每有 1 个得 2 分\n', '') },
      [`${s}!B12`, 'missing', '没有写每有多少得几分，例如“每有 1 个得 2 分”、“满 3 个得 2 分”'],
    ],
    [
      'nothing about evidence',
      file,
      { [`${s}!B15`]: textAt(file, `${s}!B15`).replace(/佐证材料：.*\n/, '') },
      [`${s}!B15`, 'missing', '没有写要不要佐证材料，例如“佐证材料：必须有”'],
    ],
    [
      'no guidance in English',
      file,
      { [`${s}!B15`]: textAt(file, `${s}!B15`).replace(/\nGuidance.*$/, '') },
      [`${s}!B15`, 'missing', '没有写英文说明，例如“Guidance: Minutes or a document.”'],
    ],
    // What the left column says
    [
      'an item without points',
      file,
      { [`${s}!A6`]: 'A1 有具体负责人\nA leader' },
      [`${s}!A6`, 'missing', '没有写分值，例如“（2 分）”'],
    ],
    [
      'an item without a code',
      file,
      { [`${s}!A6`]: '有具体负责人（2 分）\nA leader' },
      [`${s}!A6`, 'not-understood', '应当以编号开头（一个大写字母，可以带数字），例如“A1 有具体负责人”'],
    ],
    [
      'an item without a name in English',
      file,
      { [`${s}!A6`]: 'A1 有具体负责人（2 分）' },
      [`${s}!A6`, 'missing', '没有写英文名称；请在名称下面另起一行写（Alt+Enter 换行）'],
    ],
    [
      'an item without anything on the right',
      file,
      { [`${s}!B6`]: null },
      [`${s}!A6`, 'missing', '右边没有写怎样得分'],
    ],
    [
      'a part that says another sum than its items make',
      file,
      { [`${s}!A5`]: 'A 组织保障（共 7 分）\nOrganisation' },
      [`${s}!A5`, 'sum-differs', '写的是共 7 分，各项合计是 6 分'],
    ],
    [
      'points with five decimals',
      file,
      { [`${s}!A21`]: textAt(file, `${s}!A21`).replace('5 分', '5.00001 分') },
      [`${s}!A21`, 'rubric', '分数最多六位整数、四位小数，前面不多写 0'],
    ],
    [
      'causes that take more than the item has',
      file,
      { [`${s}!B21`]: c8.replace('扣 2 分', '扣 9 分') },
      [`${s}!B21`, 'rubric', '所列扣分合计超过该项分值'],
    ],
    [
      'evidence that is counted and not needed',
      file,
      { [`${s}!B6`]: textAt(file, `${s}!B6`).replace('必须有', '可以交') },
      [`${s}!B6`, 'rubric', '按佐证材料评分的项目，材料必须是“必须”（required）'],
    ],
    [
      'a number of nothing',
      file,
      { [`${s}!B12`]: textAt(file, `${s}!B12`).replace('每有 1 个', '每有 0 个') },
      [`${s}!B12`, 'rubric', '太小了，最小 1'],
    ],
    // What stands above the table
    [
      'full marks that are not the sum of the parts',
      file,
      { [`${s}!A2`]: '全部单位（All units，all），满分 110 分' },
      [`${s}!A2`, 'rubric', '各给分类别合计 100 分，与满分 110 分不符'],
    ],
    [
      'another title than in the first sheet',
      file,
      { [`${s}!A1`]: '2019年细则' },
      [
        `${s}!A1`,
        'title-differs',
        '这一行应当与总则里的标题一致（“2018年大英县政务公开绩效评价细则”），或者删掉',
      ],
    ],
    [
      'nothing about which units',
      file,
      { [`${s}!A3`]: '总分最低 0 分' },
      [`${s}!A2`, 'missing', '表格上方没有写用于哪些单位，例如“用于全部单位”'],
    ],
    // The sheet 总则
    ['no rounding', file, { '总则!B7': null }, ['总则!A7', 'missing', '没有写“取整”']],
    [
      'rounding in other words',
      file,
      { '总则!B7': '每项取整，保留 2 位小数，进一法' },
      [
        '总则!B7',
        'not-understood',
        '“每项取整，保留 2 位小数，”后面应为“四舍五入或四舍六入五成双或直接舍去”，写的是“进一法”。写法：',
      ],
    ],
    [
      'a version 0',
      file,
      { '总则!B4': { kind: 'number', number: 0 } },
      ['总则!B4', 'rubric', '太小了，最小 1'],
    ],
    [
      'a title without English',
      file,
      { '总则!C5': null },
      ['总则!B5', 'missing', '没有写英文；请写在右边“英文”一列'],
    ],
    ['a factor too large', file, { '总则!B8': '按 11 倍扣' }, ['总则!B8', 'rubric', '太大了，最大 10']],
    [
      'another format',
      file,
      { '总则!B2': 'biaochi-rubric/2' },
      ['总则!B2', 'not-understood', '格式要写 biaochi-rubric/1'],
    ],
    [
      'English where there is none',
      file,
      { '总则!C7': 'each item, two places' },
      ['总则!C7', 'outside-table', '这一行不用写英文；请把这一格清空'],
    ],
    [
      'a line that does not say what it is',
      file,
      { '总则!A9': null },
      ['总则!B9', 'missing', '左边没有写事项'],
    ],
    // Effects and bands
    [
      'a band without a name',
      down,
      { '等次!A3': null },
      ['等次!B3', 'missing', '没有写名称，例如“优秀（Excellent，excellent）”'],
    ],
    [
      'a part that is not there',
      down,
      { '特殊情形!C3': 'Z 计 0 分' },
      ['特殊情形!C3', 'rubric', '没有类别或项目 Z'],
    ],
    [
      'a condition in other words',
      down,
      { '特殊情形!B4': 'B 少于 30 分' },
      [
        '特殊情形!B4',
        'not-understood',
        '“B”后面应为“低于几分”，写的是“少于 30 分”。写法：“总分或编号低于几分”，例如“B 低于 30 分”',
      ],
    ],
    [
      'an effect without a consequence',
      down,
      { '特殊情形!C4': null },
      ['特殊情形!A4', 'missing', '没有写有什么后果'],
    ],
    [
      'an effect without a condition',
      down,
      { '特殊情形!B4': null },
      ['特殊情形!A4', 'missing', '没有写什么条件'],
    ],
    [
      'an effect without its id',
      down,
      { '特殊情形!A4': '信息公开类不到 30 分' },
      ['特殊情形!A4', 'not-understood', '看不懂“信息公开类不到 30 分”。最接近的写法：“…（…，代号）”'],
    ],
    [
      'a line above all points',
      down,
      { '特殊情形!B4': 'B 低于 51 分' },
      ['特殊情形!B4', 'rubric', '最高只有 50 分，达不到 51 分'],
    ],
    [
      'bands that do not begin at 0',
      down,
      { '等次!B5': '10 分起' },
      ['等次!B5', 'rubric', '最后一个等次要从 0 分起，否则有的单位没有等次'],
    ],
    ['bands out of order', down, { '等次!B2': '70 分起' }, ['等次!A2', 'rubric', '等次要从高到低写']],
    [
      'a band without its points',
      down,
      { '等次!B3': null },
      ['等次!A3', 'missing', '没有写从几分起，例如“90 分起”'],
    ],
    // Kinds of cells, places of cells
    [
      'points that became a date',
      file,
      { '总则!B3': { kind: 'day', day: '2018-01-02' } },
      ['总则!B3', 'cell-not-text', '这一格成了日期；请先把单元格设为“文本”，再填写'],
    ],
    [
      'a formula that failed',
      file,
      { [`${s}!B6`]: { kind: 'error', text: '#REF!' } },
      [`${s}!B6`, 'cell-not-text', '这一格的公式出错；请改为文字'],
    ],
    [
      'a note beside the table',
      file,
      { [`${s}!D9`]: '待定' },
      [`${s}!D9`, 'outside-table', '这一格在表格外面，没有读；不需要就请删掉'],
    ],
    [
      'a column that nobody knows',
      file,
      { [`${s}!C4`]: '备注', [`${s}!C9`]: '待定' },
      [`${s}!C4`, 'heading-unknown', '不认得这个表头，这一列没有读；不需要的列请删掉'],
    ],
    [
      'a text longer than a cell can be',
      file,
      { [`${s}!B6`]: '长'.repeat(40_000) },
      [`${s}!B6`, 'cell-too-long', '这一格的文字太长，没有读'],
    ],
  ])('%s', (_, of, changes, [place, code, message]) => {
    const found = said(withCells(of, changes));
    expect(found).toHaveLength(1);
    expect(found[0]?.slice(0, 2)).toEqual([place, code]);
    expect(found[0]?.[2]?.startsWith(message)).toBe(true);
  });
});

const places = (of: CellFile) => said(of).map(([place, code]) => `${place} ${code}`);

describe('everything wrong is told at once', () => {
  test('nine things in three sheets, in the order of the workbook', () => {
    const broken = withCells(down, {
      '总则!B4': '第一版',
      '总则!C6': null,
      [`${s}!A2`]: '全部单位（All units，all），满分 90 分',
      [`${s}!A6`]: 'A1 机构和人员\nOffice and people',
      [`${s}!B7`]: textAt(down, `${s}!B7`).replace('必须有', '可以交'),
      [`${s}!B9`]: textAt(down, `${s}!B9`).replace('每少 1 条', '每少 0 条'),
      [`${s}!B10`]: '逐笔扣分\n佐证材料：随便\n评分单位：县政府办\n说明：无\nGuidance: None',
      '特殊情形!B4': 'B 低于 51 分',
      '特殊情形!C8': '总分最高按 79 分计\nA 计 0 分',
      '等次!B3': '九十分',
    });
    expect(places(broken)).toEqual([
      '总则!B4 not-understood',
      '总则!B6 missing',
      `${s}!A6 missing`,
      `${s}!B7 rubric`,
      `${s}!B9 rubric`,
      `${s}!B10 not-understood`,
      `${s}!B10 not-understood`,
      '等次!B3 not-understood',
    ]);
  });

  test('sums and lines that go over something unreadable are not told until it is mended', () => {
    const broken = withCells(down, {
      [`${s}!A2`]: '全部单位（All units，all），满分 90 分',
      '特殊情形!B4': 'B 低于 51 分',
    });
    expect(places(broken)).toEqual([`${s}!A2 rubric`, '特殊情形!B4 rubric']);
    const worse = withCells(broken, { [`${s}!A9`]: 'B1 主动公开\nOn own initiative' });
    expect(places(worse)).toEqual([`${s}!A9 missing`]);
  });

  test('what stands beside the heading of a part is not lost in silence', () => {
    expect(places(withCells(file, { [`${s}!B5`]: '由评分人评分' }))).toEqual([`${s}!B5 outside-table`]);
  });

  test('a code that is there twice is told at the second', () => {
    const broken = withCells(file, {
      [`${s}!A7`]: textAt(file, `${s}!A7`).replace('A2', 'A1'),
      [`${s}!A9`]: textAt(file, `${s}!A9`).replace('B ', 'A '),
    });
    expect(places(broken)).toEqual([`${s}!A7 said-twice`, `${s}!A9 said-twice`]);
  });

  test('a line that nobody knows is told, and so is the one that is missing for it', () => {
    expect(said(withCells(file, { '总则!A8': '市里扣分' }))).toEqual([
      ['总则!A1', 'missing', '没有写“市级扣分”'],
      ['总则!A8', 'unknown-name', '没有这个事项；有：格式、编号、版本、标题、依据、取整、市级扣分、说明'],
    ]);
  });

  test('a line that is there twice is told', () => {
    expect(places(withCells(file, { '总则!A9': '编号', '总则!B9': '2019' }))).toEqual(['总则!A9 said-twice']);
  });

  test('a thousand are listed, and then that there are more', () => {
    const rows = Array.from({ length: 400 }, (_, index): [string, Put][] => [
      [`${s}!A${index + 40}`, `第${index}项`],
      [`${s}!B${index + 40}`, '甲\n乙\n丙'],
    ]);
    const found = faultsOf(withCells(file, Object.fromEntries(rows.flat())));
    expect(found).toHaveLength(1_001);
    expect(found.filter((each) => each.code === 'too-many')).toHaveLength(1);
  });

  test('of a cell in which nothing is understood twenty sentences are told', () => {
    const lines = Array.from({ length: 500 }, (_, index) => `第${index}条`).join('\n');
    const found = said(withCells(file, { [`${s}!B6`]: lines }));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toEqual([`${s}!B6`, 'not-understood', '这一格还有别的句子看不懂']);
  });

  test('with several schemes each row must say which it is for', () => {
    expect(places(two)).toEqual([]);
    const broken = withCells(two, {
      '特殊情形!B2': '漏报（Left out，left-out）',
      '特殊情形!C2': '发生 left-out',
      '特殊情形!D2': '总分扣 5 分',
      '等次!A2': 'offices',
      '等次!B2': '优秀（Excellent，excellent）',
      '等次!C2': '0',
      '等次!A3': 'schools',
      '等次!B3': '合格（Passed，passed）',
      '等次!C3': '0',
    });
    expect(said(broken)).toEqual([
      ['特殊情形!B2', 'missing', '有几套规则，要在“规则”一列写明是哪一套：offices、towns'],
      ['等次!A3', 'unknown-name', '没有这套规则；有：offices、towns'],
    ]);
  });

  test('a class in two schemes is told where classes are written', () => {
    const broken = withCells(two, { '乡镇规则!A3': '用于这些类别的单位：部门、社区' });
    expect(said(broken)).toEqual([['乡镇规则!A3', 'rubric', '“department”用了两次']]);
  });
});

describe('sheets and rows', () => {
  const without = (name: string): CellFile => ({
    ...file,
    sheets: file.sheets.filter((sheet) => sheet.name !== name),
  });

  test('a sheet that must be there and is not is told once', () => {
    expect(said(without('总则'))).toEqual([
      ['!', 'sheet-missing', '没有找到“总则”这张表（表头是事项、内容、英文）'],
    ]);
    expect(said(without(s)).map(([, code]) => code)).toEqual(['sheet-missing']);
  });

  test('sheets of effects, bands and instructions may be missing', () => {
    const few = ['特殊情形', '等次', '填写说明'].reduce<CellFile>(
      (before, name) => ({ ...before, sheets: before.sheets.filter((sheet) => sheet.name !== name) }),
      file,
    );
    const read = readRubricSheets(few);
    expect(read.ok && read.value.schemes[0]?.parts).toEqual(rubric2018.schemes[0]?.parts);
  });

  test('a second sheet of a kind, one that nobody knows and hidden ones are told', () => {
    const general = file.sheets[0]!;
    const broken: CellFile = {
      ...file,
      sheets: [
        ...file.sheets,
        { ...general, name: '总则 (2)' },
        {
          ...general,
          name: '草稿',
          rows: [{ number: 1, hidden: false, cells: [null, { kind: 'text', text: '待办' }] }],
        },
        { ...general, name: '空', rows: [] },
      ],
      hiddenSheets: ['旧规则'],
    };
    expect(places(broken)).toEqual([
      '总则 (2)!A1 sheet-twice',
      '草稿!B1 sheet-unknown',
      '旧规则!A1 sheet-hidden',
    ]);
  });

  test('a heading that is missing is told in its row, and one that is there twice', () => {
    expect(places(withCells(file, { [`${s}!A4`]: '内容' }))).toContain(`${s}!B4 heading-missing`);
    expect(places(withCells(file, { [`${s}!C4`]: '评分办法' }))).toEqual([`${s}!C4 heading-twice`]);
  });

  test('a hidden row that says something is told', () => {
    const hidden = withSheet(file, s, (sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => (row.number === 6 ? { ...row, hidden: true } : row)),
    }));
    expect(places(hidden)).toEqual([`${s}!A6 row-hidden`]);
  });

  test('a rule without an item, an item without a part, a part without items', () => {
    const [title, scheme, classes, headings, part, item] = file.sheets[1]!.rows;
    const rows = [title!, scheme!, classes!, headings!];
    const cut = (of: typeof rows) =>
      withSheet({ ...file, sheets: file.sheets.slice(0, 2) }, s, (sheet) => ({
        ...sheet,
        rows: of.map((row, index) => ({ ...row, number: index + 1 })),
      }));
    expect(places(cut([...rows, { ...item!, cells: [null, item!.cells[1]!] }]))).toEqual([
      `${s}!A4 missing`,
      `${s}!B5 missing`,
    ]);
    const noPart = withSheet(cut([...rows, item!]), s, (sheet) => ({ ...sheet, merged: [] }));
    expect(places(noPart)).toContain(`${s}!A5 missing`);
    expect(places(cut([...rows, part!]))).toContain(`${s}!A5 missing`);
  });

  test('a sheet that goes on beyond what is read is told', () => {
    const large = withSheet(file, s, (sheet) => ({ ...sheet, beyond: 'rows' }));
    expect(places(large)).toEqual([`${s}!A1 sheet-too-large`]);
  });
});

describe('small disorder is read as it was meant', () => {
  const same = (of: CellFile) => {
    const read = readRubricSheets(of);
    expect(read.ok ? [] : read.faults).toEqual([]);
    expect(read.ok && read.value).toEqual(rubric2018);
  };
  const moved = (sheet: CellSheet, by: number): CellSheet => ({
    ...sheet,
    rows: sheet.rows.map((row) => ({
      ...row,
      cells: [...Array.from({ length: by }, () => null), ...row.cells],
    })),
    merged: sheet.merged.map((each) => ({
      ...each,
      firstColumn: each.firstColumn + by,
      lastColumn: each.lastColumn + by,
    })),
  });

  test('columns that stand elsewhere, or the other way round', () => {
    same(withSheet(file, s, (sheet) => moved(sheet, 3)));
    same(
      withSheet(file, s, (sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row) => {
          const [left = null, right = null] = row.cells;
          return { ...row, cells: right === null ? [left] : [right, left] };
        }),
      })),
    );
  });

  test('empty rows between, above and below', () => {
    same(
      withSheet(file, s, (sheet) => ({
        ...sheet,
        rows: [
          ...sheet.rows.flatMap((row) => [
            {
              number: row.number * 2 - 1,
              hidden: false,
              cells: [null, { kind: 'text' as const, text: '  ' }],
            },
            { ...row, number: row.number * 2 },
          ]),
          { number: 999, hidden: true, cells: [] },
        ],
        merged: sheet.merged.map((each) => ({
          ...each,
          firstRow: each.firstRow * 2,
          lastRow: each.lastRow * 2,
        })),
      })),
    );
  });

  test('sheets with other names, in another order', () => {
    same({
      ...file,
      sheets: [...file.sheets].reverse().map((sheet, index) => ({ ...sheet, name: `Sheet${index + 1}` })),
    });
  });

  test('points in a column of their own, as numbers or as text', () => {
    const points = withSheet(file, s, (sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => {
        const [left = null, right = null] = row.cells;
        if (row.number === 4)
          return { ...row, cells: [left, { kind: 'text' as const, text: ' 分 值 ' }, right] };
        const found = left?.kind === 'text' && right !== null ? /（(\d+) 分）/.exec(left.text) : null;
        if (left?.kind !== 'text' || found === null) return { ...row, cells: [left, null, right] };
        const number = row.number % 2 === 0;
        return {
          ...row,
          cells: [
            { kind: 'text' as const, text: left.text.replace(found[0], '') },
            number
              ? { kind: 'number' as const, number: Number(found[1]) }
              : { kind: 'text' as const, text: `${found[1]}分` },
            right,
          ],
        };
      }),
      merged: sheet.merged.map((each) => ({ ...each, lastColumn: 2 })),
    }));
    same(points);
  });

  test('merged headings that somebody took apart, and rules over several rows', () => {
    same(
      withSheet(file, s, (sheet) => ({ ...sheet, merged: sheet.merged.filter((each) => each.firstRow < 4) })),
    );
    const [first = '', ...others] = textAt(file, `${s}!B28`).split('\n');
    const last = others.join('\n');
    same(withCells(file, { [`${s}!B28`]: first, [`${s}!B29`]: last }));
  });

  test('the sum of a part in the column of points, which must be right', () => {
    const withColumn = (sum: string) =>
      withSheet(file, s, (sheet) => ({
        ...sheet,
        rows: sheet.rows.map((row) => {
          const [left = null, right = null] = row.cells;
          if (row.number === 4)
            return { ...row, cells: [left, right, { kind: 'text' as const, text: '分值' }] };
          const text = 'A 组织保障\nOrganisation';
          return row.number === 5
            ? { ...row, cells: [{ kind: 'text' as const, text }, null, { kind: 'text' as const, text: sum }] }
            : row;
        }),
        merged: sheet.merged.filter((each) => each.firstRow !== 5),
      }));
    same(withColumn('6'));
    expect(said(withColumn('7'))).toEqual([[`${s}!C5`, 'sum-differs', '写的是共 7 分，各项合计是 6 分']]);
  });

  test('the title left out, signs of the other width, blanks at the ends, numbers in front', () => {
    same(
      withCells(file, {
        [`${s}!A1`]: null,
        [`${s}!A3`]: '用于全部单位 ；总分最低0分',
        [`${s}!A6`]: ' Ａ１．有具体负责人和承办科室 （２分）\r\n\r\n A responsible leader and office ',
        [`${s}!B14`]:
          '1、按台账对照本单位全年目标任务；\n2、每少1条,扣０．３分，\n3. 每超过10条\n加0.2分,最多加4分。\n佐证材料:不收; 评分单位:county-office\n' +
          c1.split('\n').slice(-2).join('\n'),
        '总则!B4': { kind: 'number', number: 1 },
        '总则!B3': { kind: 'number', number: 2018 },
        '总则!A5': ' 标 题： ',
        '特殊情形!C2': 'A类、C类计0分',
      }),
    );
  });
});
