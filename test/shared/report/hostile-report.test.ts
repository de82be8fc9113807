import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { restoreText } from '../../../shared/report/csv.ts';
import { hostileTexts, rareCharacters } from './hostile.ts';
import { byClass, byId, byName, bytesOf, parseCsv, parseHtml, textOf, fileText } from './read-back.ts';
import { rendered, sampleInput } from './sample.ts';

/** Every text from a person is hostile here: names of units and bodies, reasons, facts, documents, notes. */
const input = sampleInput({ texts: [...hostileTexts, rareCharacters] });
const files = await rendered(input);
const plain = await rendered(sampleInput());

describe('hostile names and reasons', () => {
  it('leave the structure of every page as it is with harmless ones', () => {
    for (const path of files.keys()) {
      if (!path.endsWith('.html')) continue;
      const tags = (page: string) => (page.match(/<\/?[a-z][a-z0-9]*/g) ?? []).join(' ');
      // Bands and dots depend on the totals, which depend on no text.
      expect(tags(fileText(files, path)), path).toBe(tags(fileText(plain, path)));
    }
  });

  it('come back unchanged from the pages', () => {
    const index = parseHtml(fileText(files, 'index.html'));
    const names = byClass(index, 'overall')
      .flatMap((table) => byName(table, 'bdi'))
      .map(textOf);
    expect(names).toEqual(input.result.units.map((unit) => unit.name));
    for (const unit of input.result.units) {
      const page = parseHtml(fileText(files, `units/${unit.unit}.html`));
      expect(textOf(byName(page, 'h1')[0]!)).toBe(unit.name);
      for (const item of unit.items) {
        expect(textOf(byClass(byId(page, `item-${item.code}`), 'reason')[0]!)).toBe(item.reason.zh);
      }
    }
  });

  it('are isolated, so that a turned writing direction ends with the text', () => {
    for (const path of files.keys()) {
      if (!path.endsWith('.html')) continue;
      const page = parseHtml(fileText(files, path));
      const outside = textOutsideBdi(page);
      expect(outside, path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('come back unchanged from the CSV files, and begin no cell like a formula', () => {
    const [, ...ranking] = parseCsv(fileText(files, 'ranking.csv'));
    expect(ranking.map((row) => restoreText(row[3]!))).toEqual(input.result.units.map((unit) => unit.name));
    for (const path of ['ranking.csv', 'items.csv', 'evidence.csv']) {
      const texts = parseCsv(fileText(files, path))
        .flat()
        .filter((cell) => !/^-?\d+(\.\d+)?$/.test(cell));
      expect(
        texts.filter((cell) => /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell)),
        path,
      ).toEqual([]);
    }
  });

  it('come back unchanged from the workbook', async () => {
    const { sheets } = await readXlsx(bytesOf(files.get('scores.xlsx')!));
    expect(sheets[0]!.rows.slice(1).map((row) => row[1])).toEqual(
      input.result.units.map((unit) => unit.name),
    );
    const facts = sheets
      .find(({ name }) => name === '倒扣分与市级扣分')!
      .rows.slice(1)
      .map((row) => row[6]);
    const stated = input.inputs.units.flatMap((unit) =>
      Object.values(unit.items).flatMap((given) => (given.deductions ?? []).map((line) => line.fact)),
    );
    expect(facts.slice(0, stated.length)).toEqual(stated);
  });

  it('come back unchanged from report.json', () => {
    expect(JSON.parse(fileText(files, 'report.json'))).toMatchObject({
      units: input.result.units.map(({ name }) => ({ name })),
    });
  });
});

/** The text of a page's body that no `bdi` encloses. */
function textOutsideBdi(of: ReturnType<typeof parseHtml>): string {
  if (of.name === 'bdi' || of.name === 'head') return '';
  return of.children.map((child) => (typeof child === 'string' ? child : textOutsideBdi(child))).join('');
}
