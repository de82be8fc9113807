import { readXlsx, writeXlsx } from 'hucre/xlsx';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { boundedInflate } from '../../../functions/adapters/inspection/bounded-inflate.ts';
import { rubric, type Rubric } from '../../../shared/domain/rubric/rubric.ts';
import { readDocument } from '../../../shared/formats/read-document.ts';
import {
  printCellFaults,
  readRubricWorkbook,
  RubricTooLong,
  writeRubricWorkbook,
} from '../../../shared/formats/rubric-workbook.ts';
import { readRubricSheets } from '../../../shared/formats/rubric-workbook/read-rubric-workbook.ts';
import { buildCompound, buildOffice, buildZip, utf8 } from '../../support/file-builders.ts';
import { rubricSheets, withCells } from '../../support/rubric-sheets.ts';
import { itemsOf } from '../../../shared/domain/rubric/rubric.ts';
import { libraryRubric, rubric2018, scheme2018 } from '../../support/scoring.ts';
import { someRubric } from '../../support/some-rubric.ts';

async function throughAll(of: Rubric): Promise<Rubric> {
  const json = readDocument(JSON.stringify(of), rubric);
  if (!json.ok) throw new Error(JSON.stringify(json.faults));
  const yaml = readDocument(stringify(json.value), rubric);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.faults));
  const read = await readRubricWorkbook(await writeRubricWorkbook(yaml.value), boundedInflate);
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  return rubric.parse(JSON.parse(JSON.stringify(read.value)));
}

describe('from JSON to YAML to a workbook and back', () => {
  test('the rubric of 2018 stays the same', async () => {
    expect(await throughAll(rubric2018)).toEqual(rubric2018);
  });

  test.each(['ten-points', 'hundred-down', 'two-parts'])('%s stays the same', async (name) => {
    expect(await throughAll(libraryRubric(name))).toEqual(libraryRubric(name));
  });

  test('every rubric that there can be stays the same', async () => {
    await fc.assert(
      fc.asyncProperty(someRubric, async (each) => {
        expect(await throughAll(each)).toEqual(each);
      }),
      { seed: 2018, numRuns: 500 },
    );
  }, 120_000);
});

/** The rubric of 2018 with another text in place of the first item's guidance. */
const withGuidance = (zh: string): Rubric => ({
  ...rubric2018,
  schemes: [
    {
      ...scheme2018,
      parts: scheme2018.parts.map((part) => ({
        ...part,
        items: part.items.map((item) =>
          item.code === 'A1' ? { ...item, guidance: { ...item.guidance, zh } } : item,
        ),
      })),
    },
  ],
});

describe('texts that are hard to keep', () => {
  test.each([
    ['several lines', '第一行\n第二行\n第三行'],
    ['empty lines', '第一行\n\n第三行'],
    ['what looks like a sentence of the notation', '每少 1 条扣 0.3 分；满 10 条加 1 分'],
    ['what looks like a formula', '=HYPERLINK("http://x")'],
    ['what looks like an escape of workbooks', '_x000D_ 和 _x0041_'],
    ['controls and half of a character', 'a\u0000b\u0007\ud83d\uffff'],
    ['quotation marks and backslashes', '“\\n” "\\" „“'],
    ['blanks at the ends', ' \u3000前后\u00a0 '],
    ['a mark of byte order', '\ufeff说明'],
  ])('%s', async (_, zh) => {
    const of = withGuidance(zh);
    const read = await readRubricWorkbook(await writeRubricWorkbook(of), boundedInflate);
    expect(read).toEqual({ ok: true, value: of });
  });

  test('a rule that is longer than a cell goes on in the next row', async () => {
    const causes = Array.from({ length: 40 }, (_, index) => ({
      id: `cause-${index}`,
      label: { zh: '长'.repeat(900), en: 'Long' },
      points: '0.01',
      each: false,
    }));
    const of: Rubric = {
      ...rubric2018,
      schemes: [
        {
          ...scheme2018,
          parts: scheme2018.parts.map((part) => ({
            ...part,
            items: part.items.map((item) => (item.code === 'C2' ? { ...item, causes } : item)),
          })),
        },
      ],
    };
    const read = await readRubricWorkbook(await writeRubricWorkbook(of), boundedInflate);
    expect(read).toEqual({ ok: true, value: of });
  });

  test('a text that no cell can hold is refused, and named', async () => {
    await expect(writeRubricWorkbook(withGuidance('长'.repeat(33_000)))).rejects.toThrow(RubricTooLong);
    await expect(writeRubricWorkbook(withGuidance('长'.repeat(33_000)))).rejects.toThrow(/全部单位.*32767/);
  });
});

describe('the workbook', () => {
  test('is the same bytes for the same rubric', async () => {
    expect(await writeRubricWorkbook(rubric2018)).toEqual(await writeRubricWorkbook(rubric2018));
  });

  test('has the two columns that offices use, headings that stay, and A4 across', async () => {
    const { sheets } = await readXlsx(await writeRubricWorkbook(rubric2018));
    expect(sheets.map((sheet) => sheet.name)).toEqual(['总则', '全部单位', '特殊情形', '等次', '填写说明']);
    const [, scheme] = sheets;
    expect(scheme?.rows[3]).toEqual(['评价内容', '评分标准']);
    expect(scheme?.rows[5]?.[0]).toBe('A1 有具体负责人和承办科室（2 分）\nA responsible leader and office');
    // The title, the scheme, its classes and four parts go over both columns.
    expect(scheme?.merges).toHaveLength(7);
    expect(scheme).toMatchObject({
      freezePane: { rows: 4 },
      pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToWidth: 1, printTitlesRow: '$4:$4' },
    });
    expect(scheme?.rows).toHaveLength(4 + 4 + itemsOf(scheme2018).length);
  });

  test('holds no formula, whatever the rubric says', async () => {
    const { sheets } = await readXlsx(await writeRubricWorkbook(withGuidance('=1+1')));
    const cells = sheets.flatMap((sheet) => [...(sheet.cells?.values() ?? [])]);
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([]);
  });

  test('has a sheet for each scheme, under names that spreadsheets allow, whatever the schemes are called', async () => {
    const names = ['总则', 'a/b:c*d?[e]', '长'.repeat(60), '长'.repeat(61), '!!', 'HISTORY', 'A/B:C*D?[E]'];
    const of: Rubric = {
      ...rubric2018,
      schemes: names.map((zh, index) => ({
        ...scheme2018,
        id: `s${index}`,
        classes: [`c${index}`],
        label: { zh, en: 'x' },
      })),
    };
    const bytes = await writeRubricWorkbook(of);
    const { sheets } = await readXlsx(bytes);
    const found = sheets.map((sheet) => sheet.name);
    expect(new Set(found.map((name) => name.toLowerCase())).size).toBe(names.length + 4);
    expect(found.every((name) => name.length <= 31 && !/[\[\]:*?/\\]/.test(name))).toBe(true);
    expect(await readRubricWorkbook(bytes, boundedInflate)).toEqual({ ok: true, value: of });
  });
});

describe('files that are no rubric’s workbook', () => {
  test.each<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['nothing', () => new Uint8Array(), 'file-empty'],
    ['text', () => utf8('评价内容,评分标准\n'), 'file-not-spreadsheet'],
    ['the old kind of workbook', () => buildCompound(['Workbook']), 'file-old-excel'],
    [
      'a workbook behind a password',
      () => buildCompound(['EncryptedPackage', 'EncryptionInfo']),
      'file-password',
    ],
    ['a Word document', () => buildOffice('word'), 'file-not-spreadsheet'],
    ['an archive', () => buildZip([{ name: 'a.txt', data: 'a' }]), 'file-not-spreadsheet'],
    ['a workbook with macros', () => buildOffice('xl', { 'xl/vbaProject.bin': 'macro' }), 'file-macros'],
    [
      'a workbook that swells',
      () => buildOffice('xl', { 'xl/worksheets/sheet1.xml': ' '.repeat(40_000_000) }),
      'file-unsafe',
    ],
    ['half a workbook', async () => (await writeRubricWorkbook(rubric2018)).slice(0, 4_000), 'file-damaged'],
  ])('%s is told as one fault of the file', async (_, bytes, code) => {
    const read = await readRubricWorkbook(await bytes(), boundedInflate);
    expect(read.ok ? [] : read.faults.map((each) => [each.sheet, each.cell, each.code])).toEqual([
      [null, null, code],
    ]);
  });

  test('a workbook that somebody else made, with the columns the other way round, is read cell by cell', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            ['事项', '内容', '英文'],
            ['格式', 'biaochi-rubric/1', null],
            ['编号', 2019, null],
            ['版本', 1, null],
            ['标题', '二〇一九年细则', 'Rules of 2019'],
            ['依据', '县政府办通知', 'A notice'],
            ['取整', '每项取整,保留2位小数,四舍五入', null],
            ['市级扣分', '不扣', null],
          ],
        },
        {
          name: '考核表',
          rows: [
            ['全部单位（All units，all），满分10分；用于全部单位'],
            [],
            [null, '评分标准', '分值', '考核内容'],
            [null, null, null, 'A 组织保障\nOrganisation'],
            [
              null,
              '由评分人评分\n佐证材料：可以交\n评分单位：县政府办\n说明：看文件。\nGuidance: Documents.',
              4,
              'A1 领导\nLeader',
            ],
            [null, '每少1条扣0.3', '6分', 'A2 公开\nPublication'],
          ],
        },
      ],
    });
    const read = await readRubricWorkbook(bytes, boundedInflate);
    expect(printCellFaults('细则.xlsx', read.ok ? [] : read.faults)).toBe(
      '细则.xlsx!考核表!B6: “每少1条扣0.3”后面应为“分”，但没有写。写法：“每少几条扣几分”，例如“每少 1 条扣 0.3 分” / ' +
        '“分” is expected after “每少1条扣0.3”, but nothing follows; the form is “每少几条扣几分”\n',
    );
  });
});

describe('whatever somebody writes into a workbook', () => {
  test('every fault names a cell that there is, and a rubric that is read is a valid one', async () => {
    const file = await rubricSheets(libraryRubric('hundred-down'));
    const cells = file.sheets
      .slice(0, 4)
      .flatMap((sheet) =>
        sheet.rows.flatMap((row) =>
          ['A', 'B', 'C', 'D'].map((column) => `${sheet.name}!${column}${row.number}`),
        ),
      );
    const texts = file.sheets.flatMap((sheet) =>
      sheet.rows.flatMap((row) => row.cells.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []))),
    );
    const someCell = fc.oneof(
      fc.constant(null),
      fc.constantFrom(...texts),
      fc
        .tuple(fc.constantFrom(...texts), fc.nat(200), fc.string({ unit: 'binary', maxLength: 3 }))
        .map(
          ([text, at, put]) =>
            text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1),
        ),
      fc.record({ kind: fc.constant('number' as const), number: fc.double({ noNaN: true }) }),
      fc.constant({ kind: 'error' as const, text: '#N/A' }),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...cells), someCell, { maxKeys: 6 }), (changes) => {
        const read = readRubricSheets(withCells(file, changes));
        if (read.ok) expect(rubric.parse(read.value)).toEqual(read.value);
        for (const { sheet, cell, message } of read.ok ? [] : read.faults) {
          expect(file.sheets.some((each) => each.name === sheet) || sheet === null).toBe(true);
          expect(cell === null || /^[A-D]\d+$/.test(cell)).toBe(true);
          expect(message.zh.length > 0 && message.en.length > 0).toBe(true);
        }
      }),
      { seed: 2018, numRuns: 1_000 },
    );
  }, 60_000);
});
