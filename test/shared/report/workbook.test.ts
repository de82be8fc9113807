import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsBelow, columnLetter, sheet, sumOf } from '../../../shared/report/sheet.ts';
import { streamWorkbook, writeWorkbook } from '../../../shared/report/workbook.ts';
import { brokenText, hostileTexts, rareCharacters } from './hostile.ts';

type Row = { name: string; points: string | null; count: number };

const about = { title: '得分', creator: '大英县人民政府办公室', madeAt: new Date('2018-12-31T16:00:00Z') };
const rows: Row[] = [...hostileTexts, rareCharacters].map((name, index) => ({
  name,
  points: index === 3 ? null : `-${index}.3`,
  count: 12_360 + index,
}));

const columns = [
  { heading: '单位', width: 20, kind: 'text', value: (row: Row) => row.name },
  { heading: '得分', width: 8, kind: 'points', value: (row: Row) => row.points },
  { heading: '条数', width: 8, kind: 'count', value: (row: Row) => row.count },
] as const;

function write() {
  return writeWorkbook([sheet('排名', columns, rows, { frozenColumns: 1 })], about);
}

async function partOf(bytes: Uint8Array, path: string): Promise<string> {
  return strFromU8(unzipSync(bytes)[path]!);
}

describe('workbooks', () => {
  it('give back every text unchanged and every number as a number', async () => {
    const { sheets } = await readXlsx(await write());
    expect(sheets[0]?.name).toBe('排名');
    expect(sheets[0]?.rows).toEqual([
      ['单位', '得分', '条数'],
      ...rows.map((row) => [row.name, row.points === null ? null : Number(row.points), row.count]),
    ]);
  });

  it('make no formula of a text, whatever it begins with, and name every cell, because some readers count on it', async () => {
    const part = await partOf(await write(), 'xl/worksheets/sheet1.xml');
    expect(part).not.toMatch(/<f[ >]/);
    const cells = [...part.matchAll(/<c( [^>]*)>/g)].map(([, attributes]) => attributes!);
    expect(cells.length).toBe((rows.length + 1) * 3);
    expect(cells.every((attributes) => /\br="[A-C]\d+"/.test(attributes))).toBe(true);
  });

  it('keep the heading in sight, offer filters and repeat the heading on every printed page', async () => {
    const bytes = await write();
    const part = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(part).toContain('xSplit="1" ySplit="1"');
    expect(part).toContain(`<autoFilter ref="A1:C${rows.length + 1}"`);
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
  });

  it('give a row the height that its wrapped text takes, because programs that only print do not work it out', async () => {
    const texts = ['短', '一'.repeat(60), '第一行\n第二行\n第三行', 'a'.repeat(19), '长'.repeat(5000)];
    const wrapped = { heading: '理由', width: 23, kind: 'wrapped', value: (text: string) => text } as const;
    const bytes = await writeWorkbook([sheet('理由', [wrapped], texts)], about);
    const part = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    const heights = [...part.matchAll(/<row r="\d+"(?: ht="(\d+)" customHeight="1")?>/g)].map(([, ht]) => ht);
    expect(heights).toEqual([undefined, undefined, '105', '45', '30', '300']);
  });

  it('print on A4, and on A3 where A4 would print too small to read', async () => {
    const wide = { heading: '理由', width: 90, kind: 'text', value: (text: string) => text } as const;
    const paper = async (columns: number) => {
      const all = Array.from({ length: columns }, () => wide);
      return partOf(await writeWorkbook([sheet('理由', all, ['短'])], about), 'xl/worksheets/sheet1.xml');
    };
    expect(await paper(2)).toContain('paperSize="9"');
    expect(await paper(3)).toContain('paperSize="8"');
  });

  it('are the same bytes each time, because their dates come from the report', async () => {
    expect(await write()).toEqual(await write());
    const bytes = await write();
    expect(await partOf(bytes, 'docProps/core.xml')).toContain('2018-12-31T16:00:00Z');
  });

  it('are XML that any parser takes: no character that XML forbids', async () => {
    const bytes = await writeWorkbook(
      [sheet('排名', columns, [{ name: brokenText, points: '0', count: 0 }, ...rows])],
      about,
    );
    const part = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(part).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(part).toContain('半个\ufffd字');
  });

  it('carry the exact digits of a figure, which a number of JavaScript would shorten', async () => {
    const digits = ['0.1', '12345678.123456', '-0.300001', '87.650000'];
    const column = { heading: '得分', width: 8, kind: 'points', value: (row: string) => row } as const;
    const part = await partOf(
      await writeWorkbook([sheet('分', [column], digits)], about),
      'xl/worksheets/sheet1.xml',
    );
    expect([...part.matchAll(/<v>([^<]*)<\/v>/g)].map(([, value]) => value)).toEqual(digits);
  });

  it('refuse a text in a column of figures, which a reader’s program would leave out of its sums', async () => {
    const column = { heading: '得分', width: 8, kind: 'points', value: (row: string) => row } as const;
    await expect(writeWorkbook([sheet('分', [column], ['1', '=1+1'])], about)).rejects.toThrow(
      'which is not a decimal number',
    );
  });

  it('write totals as formulas that carry the value shown, below the filter and inside what is printed', async () => {
    const figures = [
      { a: '1.5', b: '2.25', sum: '3.75' },
      { a: '0.1', b: '0.2', sum: '0.3' },
    ];
    const of = sheet<(typeof figures)[number]>(
      '合',
      [
        { heading: '甲', width: 8, kind: 'points', value: (row) => row.a },
        { heading: '乙', width: 8, kind: 'points', value: (row) => row.b, total: 2.45 },
        {
          heading: '计',
          width: 8,
          kind: 'points',
          value: (row) => row.sum,
          formula: sumOf(['甲', '乙']),
        },
      ],
      figures,
    );
    const bytes = await writeWorkbook([of], about);
    const part = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(part).toContain('<f>ROUND(SUM(A3,B3),6)</f><v>0.3</v>');
    expect(part).toContain('<f>SUM(B2:B3)</f><v>2.45</v>');
    expect(part).toContain('<autoFilter ref="A1:C3"/>');
    expect(await partOf(bytes, 'xl/workbook.xml')).toContain("'合'!$A$1:$C$4</definedName>");
    expect(cellsBelow(of, '乙', 2)).toBe("'合'!$B$2:$B$3");
    expect(() => cellsBelow(of, '丙', 2)).toThrow('no column is called 丙');
  });

  it('ask for a row only when its turn comes, so that a hundred thousand rows need no memory', async () => {
    let made = 0;
    function* many() {
      for (; made < 100_000; made += 1) yield { name: `第${made}个单位`, points: '1.5', count: made };
    }
    let first = 0;
    let size = 0;
    for await (const chunk of streamWorkbook([sheet('排名', columns, many())], about)) {
      if (size === 0) first = made;
      size += chunk.byteLength;
    }
    expect(first).toBe(0);
    expect(made).toBe(100_000);
    expect(size).toBeGreaterThan(100_000);
  }, 60_000);

  it('give back any text', async () => {
    const column = { heading: '文', width: 8, kind: 'text', value: (row: string) => row } as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1 }),
        async (texts) => {
          const { sheets } = await readXlsx(await writeWorkbook([sheet('文', [column], texts)], about));
          expect(sheets[0]?.rows.slice(1).map((row) => row[0])).toEqual(texts);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('letters of columns', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('%i is %s', (place, letters) => {
    expect(columnLetter(place)).toBe(letters);
  });
});
