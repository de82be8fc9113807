import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { inputs as inputsShape } from '../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../shared/domain/scoring/score.ts';
import { restoreText } from '../../../shared/report/csv.ts';
import { ReportModel } from '../../../shared/report/model.ts';
import { printReport } from '../../../shared/report/pdf/print-report.ts';
import { printFonts } from '../../support/print-fonts.ts';
import { readPdf, unspaced } from '../../support/read-pdf.ts';
import { hostileTexts, rareCharacters } from './hostile.ts';
import { byClass, byId, byName, bytesOf, fileText, parseCsv, parseHtml, textOf } from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

/** Evidence that was chosen for the public, on the pages and on paper. */

const shownIn = ({ inputs }: ReturnType<typeof sampleInput>) =>
  inputs.units.flatMap(({ unit, items }) =>
    Object.entries(items).flatMap(([code, { publicEvidence = [] }]) =>
      publicEvidence.map((piece) => ({ unit, code, piece })),
    ),
  );

const plain = (cell: unknown) =>
  typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '';

/** What the table says, worked out from the inputs alone. */
const linesOf = (input: ReturnType<typeof sampleInput>) =>
  shownIn(input).flatMap(({ unit, code, piece }) => {
    const number = input.inputs.units
      .find((each) => each.unit === unit)!
      .items[code]!.publicEvidence!.indexOf(piece);
    const of = [unit, code, String(number + 1), piece.title, piece.note ?? ''];
    return [
      ...piece.links.map(({ url, title }) => [...of, 'link', url, title ?? '', '', '', '']),
      ...piece.files.map((file) => [
        ...of,
        ...['file', '', '', file.contentType, String(file.size), file.sha256],
      ]),
    ];
  });

describe.each([
  ['harmless texts', sampleInput()],
  ['hostile texts', sampleInput({ texts: [...hostileTexts, rareCharacters] })],
] as const)('evidence named to the public, with %s', (_, input) => {
  it('stands at its item with title, note, links and each file’s kind, size and hash, as it was frozen', async () => {
    const files = await rendered(input);
    const shown = shownIn(input);
    expect(shown.length).toBeGreaterThan(2);
    for (const { unit, code, piece } of shown) {
      const [block] = byClass(
        byId(parseHtml(fileText(files, `units/${unit}.html`)), `item-${code}`),
        'public-evidence',
      );
      expect(byName(block!, 'bdi').map(textOf)).toEqual([
        piece.title,
        piece.note,
        ...piece.links.map((link) => link.title ?? link.url),
      ]);
      expect(byName(block!, 'a').map(({ attributes }) => attributes.href)).toEqual(
        piece.links.map(({ url }) => url),
      );
      expect(byName(block!, 'code').map(textOf)).toEqual(piece.files.map(({ sha256 }) => sha256));
      expect(textOf(block!)).toContain('PDF 文件，812 KB');
    }
    const without = input.inputs.units.flatMap(({ unit, items }) =>
      Object.keys(items).flatMap((code) =>
        items[code]?.publicEvidence === undefined ? [[unit, code] as const] : [],
      ),
    );
    for (const [unit, code] of without) {
      const page = parseHtml(fileText(files, `units/${unit}.html`));
      expect(byClass(byId(page, `item-${code}`), 'public-evidence')).toEqual([]);
    }
  });

  it('is a line for each link and each file in the CSV file and in the workbook, word for word', async () => {
    const files = await rendered(input);
    const lines = linesOf(input);
    expect(lines.length).toBeGreaterThan(shownIn(input).length);
    const [, ...rows] = parseCsv(fileText(files, 'evidence.csv'));
    expect(
      rows.map(([unit, , item, , piece, title, note, kind, url, linkTitle, type, size, sha256]) => [
        ...[unit, item, piece].map(String),
        ...[title, note, kind, url, linkTitle, type, size, sha256].map((cell) => restoreText(cell ?? '')),
      ]),
    ).toEqual(lines);
    const { sheets } = await readXlsx(bytesOf(files.get('scores.xlsx')!));
    const [, ...inSheet] = sheets.find(({ name }) => name === '公开的佐证材料')!.rows;
    expect(
      inSheet.map((row) => [row[2], row[4], row[5], row[6], row[8], row[9], row[10], row[11]].map(plain)),
    ).toEqual(
      lines.map(([, item, piece, title, note, , url, linkTitle, , size, sha256]) => [
        ...[item, piece, title, note, linkTitle, url, size, sha256],
      ]),
    );
  });

  it('moves no points: the same inputs without it give the same totals', () => {
    const units = input.inputs.units.map((unit) => ({
      ...unit,
      items: Object.fromEntries(
        Object.entries(unit.items).map(([code, { publicEvidence: _, ...rest }]) => [code, rest]),
      ),
    }));
    expect(score(input.rubric, { ...input.inputs, units })).toEqual(input.result);
  });
});

it('is on paper too', async () => {
  const input = sampleInput();
  const { pages } = await readPdf(await printReport(new ReportModel(input), printFonts));
  const text = unspaced(pages.join('\n'));
  for (const { piece } of shownIn(input)) {
    expect(text).toContain(unspaced(`公开的佐证材料：${piece.title}`));
    for (const { url } of piece.links) expect(text).toContain(url);
    for (const { sha256 } of piece.files) expect(text).toContain(sha256);
  }
});

it('links to nothing but pages of the web: an address that runs something is no input', () => {
  const { inputs } = sampleInput();
  const [first] = inputs.units;
  const link = { url: 'javascript:alert(1)', title: null };
  const piece = { title: '纪要', note: null, links: [link], files: [] };
  const units = [{ ...first!, items: { A1: { evidence: 1, publicEvidence: [piece] } } }];
  expect(inputsShape.safeParse({ ...inputs, units }).success).toBe(false);
});
