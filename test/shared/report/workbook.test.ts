import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { sheet, writeWorkbook } from '../../../shared/report/workbook.ts';
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

  it('hold no formula, whatever a text begins with, and name every cell, because some readers count on it', async () => {
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
    const part = await partOf(bytes, 'xl/sharedStrings.xml');
    expect(part).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    expect(part).toContain('半个\ufffd字');
  });
});
