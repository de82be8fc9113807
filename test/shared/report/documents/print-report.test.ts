import { describe, expect, it } from 'vitest';
import { defaultCircularTemplate } from '../../../../shared/domain/circular/circular-template.ts';
import { ReportModel } from '../../../../shared/report/model.ts';
import { PrintingFont } from '../../../../shared/report/pdf/printing-font.ts';
import { mostPrintedSheets, printReport } from '../../../../shared/report/pdf/print-report.ts';
import { renderDocuments } from '../../../../shared/report/render-documents.ts';
import { showChange, showCount, showPoints, showTaken } from '../../../../shared/report/show.ts';
import { className } from '../../../../shared/report/words.ts';
import { printFonts } from '../../../support/print-fonts.ts';
import { readPdf, unspaced } from '../../../support/read-pdf.ts';
import { hostileTexts } from '../hostile.ts';
import { correctedInput, sampleInput } from '../sample.ts';

const input = sampleInput();
const { result, inputs } = input;
const bytes = await printReport(new ReportModel(input), printFonts);
const pdf = await readPdf(bytes);
const font = new PrintingFont(printFonts.regular);

/** The pages on which a unit's sheet stands, as one text. */
function sheetOf(read: typeof pdf, order: number, names: readonly string[]): string {
  const starts = names.map((name, at) =>
    read.pages.findIndex(
      (text, page) => page > 2 && unspaced(text).includes(`${unspaced(name)}总分`) && at >= 0,
    ),
  );
  const from = starts[order]!;
  const to = starts[order + 1] ?? read.pages.length;
  return unspaced(read.pages.slice(from, to).join('\n'));
}

describe('the printed report', () => {
  it('is A4, tagged, in Chinese, with its title, bookmarks and page numbers', () => {
    for (const [width, height] of pdf.sizes) expect([width, height]).toEqual([595.28, 841.89]);
    expect(pdf.tagged).toBe(true);
    expect(pdf.info).toMatchObject({
      Title: '【演示数据】大英县2018年度政务公开考核结果',
      Language: 'zh-CN',
      CreationDate: 'D:20190114160000Z',
    });
    expect(pdf.outline).toEqual(['概况与排名', '评分办法', '各单位逐项得分']);
    pdf.pages.slice(1).forEach((text, at) => {
      expect(unspaced(text)).toContain(`${at + 2}/${pdf.pages.length}`);
      expect(text).toContain('演示数据');
    });
  });

  it('embeds the characters it uses and not the font', () => {
    expect(bytes.byteLength).toBeLessThan(2_000_000);
    expect(bytes.byteLength).toBeLessThan(printFonts.regular.byteLength / 5);
  });

  it('ranks as the result does', () => {
    const overview = unspaced(pdf.pages.join('\n'));
    for (const unit of result.units)
      expect(overview).toContain(
        [unit.rank, unit.name, className(unit.class)].join('') +
          [unit.total, ...unit.parts.map(({ points }) => points)].map(showPoints).join(''),
      );
  });

  it('shows each unit’s every item with its points and reason, its deductions, its register', () => {
    const names = inputs.units.map(({ name }) => name);
    for (const unit of result.units) {
      const sheet = sheetOf(pdf, unit.order - 1, names);
      expect(sheet).toContain(`总分${showPoints(unit.total)}`);
      expect(sheet).toContain(`总名次${unit.rank}/${result.units.length}`);
      for (const part of unit.parts)
        expect(sheet).toContain(unspaced(`${part.code} ${part.label.zh}${showPoints(part.points)}`));
      for (const item of unit.items) {
        expect(sheet).toContain(unspaced(item.code));
        expect(sheet).toContain(unspaced(item.reason.zh));
        if (item.raise !== null) expect(sheet).toContain(unspaced(item.raise.change.zh));
        if (item.steps.length > 1 && item.maximum !== '0')
          for (const step of item.steps)
            expect(sheet).toContain(unspaced(`${step.text.zh} ${showChange(step.points)}`));
      }
      const facts = inputs.units[unit.order - 1]!;
      for (const { deductions = [] } of Object.values(facts.items))
        for (const line of deductions) {
          expect(sheet).toContain(unspaced(line.fact));
          expect(sheet).toContain(showTaken(line.points));
        }
      expect(sheet).toContain(`计入${showCount(facts.measures.register!.count)}条`);
    }
  });

  it('gives every item its points beside its name', () => {
    const names = inputs.units.map(({ name }) => name);
    for (const unit of result.units) {
      const sheet = sheetOf(pdf, unit.order - 1, names);
      const after = sheet.slice(sheet.indexOf('逐项得分'));
      let from = 0;
      for (const item of unit.items) {
        const at = after.indexOf(item.code, from);
        expect([unit.name, item.code, at]).toEqual([unit.name, item.code, expect.any(Number)]);
        expect(after.slice(at, at + 80)).toContain(showPoints(item.points));
        from = at;
      }
    }
  });

  it('says what a re-evaluation changed', async () => {
    const corrected = correctedInput();
    const read = await readPdf(await printReport(new ReportModel(corrected), printFonts));
    const text = unspaced(read.pages.join('\n'));
    expect(read.outline).toContain('更正说明');
    for (const { name, total } of corrected.changes!.difference.units)
      expect(text).toContain(`${name}${showPoints(total.after)}${showChange(total.gained)}`);
  });
});

it('is the same bytes for the same result', async () => {
  expect(Buffer.from(await printReport(new ReportModel(sampleInput()), printFonts)).equals(bytes)).toBe(true);
});

describe('what a person typed', () => {
  it('comes back as it was: formula leads, markup, and 500 rare characters that the font has', async () => {
    const rare = Array.from({ length: 0x4dc0 - 0x3400 + 0x2fa1e - 0x20000 }, (_, at) =>
      at < 0x4dc0 - 0x3400 ? 0x3400 + at : 0x20000 + at - (0x4dc0 - 0x3400),
    )
      .filter((code) => font.has(code))
      .reverse()
      .slice(0, 500)
      .map((code) => String.fromCodePoint(code))
      .join('');
    expect(Array.from(rare)).toHaveLength(500);
    const settable = hostileTexts.filter(
      (text) => font.firstMissing(text.replace(/[\t\n\r\p{Cf}]/gu, '')) === null,
    );
    expect(settable.length).toBeGreaterThan(20);
    const texts = [...settable, rare];
    const read = await readPdf(await printReport(new ReportModel(sampleInput({ texts })), printFonts));
    const all = unspaced(read.pages.join('\n'));
    // Characters that draw nothing are not drawn.
    for (const text of texts) expect(all).toContain(unspaced(text.replace(/\p{Cf}/gu, '')));
  });

  it('keeps beside the drawn text the exact one, where something in it is invisible', async () => {
    const name = '\u202e倒过来\u2066文字';
    const made = await printReport(new ReportModel(sampleInput({ texts: [name] })), printFonts);
    const exact = Buffer.from(`\ufeff${name}`, 'utf16le').swap16();
    const raw = Buffer.from(made);
    expect(raw.includes('/ActualText')).toBe(true);
    expect(raw.includes(exact)).toBe(true);
  });

  it('stops publication where the font has no glyph, and says which character in whose text', async () => {
    const missing = '\u{2a6d6}';
    expect(font.has(missing.codePointAt(0)!)).toBe(false);
    const units = [
      { name: '政府办', class: 'department', target: 240 },
      { name: `信${missing}局`, class: 'department', target: 70 },
    ];
    const render = async () => {
      const made: string[] = [];
      for await (const { path } of renderDocuments(printFonts)(
        sampleInput({ units }),
        defaultCircularTemplate,
      ))
        made.push(path);
      return made;
    };
    await expect(render()).rejects.toMatchObject({
      code: 'glyph-missing',
      details: { character: missing, code: 'U+2A6D6' },
    });
  });
});

describe('the printed report of more units than one book holds', () => {
  it('ranks every unit and says where their sheets are found', async () => {
    const units = Array.from({ length: mostPrintedSheets + 1 }, (_, at) => ({
      name: `第${at + 1}号单位`,
      class: 'department',
      target: 20,
    }));
    const many = sampleInput({ units });
    const read = await readPdf(await printReport(new ReportModel(many), printFonts));
    const text = unspaced(read.pages.join('\n'));
    for (const { name } of many.result.units) expect(text).toContain(name);
    expect(read.outline).toEqual(['概况与排名', '评分办法', '各单位逐项得分']);
    expect(unspaced(read.pages.at(-1) ?? '')).toContain('每个单位都有自己的网页');
    expect(unspaced(read.pages[1] ?? '')).not.toContain(many.result.units[0]?.name);
  }, 60_000);
});
