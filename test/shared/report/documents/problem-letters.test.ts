import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../../shared/domain/problems/problem-letter.ts';
import { letterWriter } from '../../../../shared/report/letters/letter-writer.ts';
import { PrintingFont } from '../../../../shared/report/pdf/printing-font.ts';
import { showTaken } from '../../../../shared/report/show.ts';
import { printFonts } from '../../../support/print-fonts.ts';
import { readDocx } from '../../../support/read-docx.ts';
import { readPdf, unspaced } from '../../../support/read-pdf.ts';
import { hostileTexts } from '../hostile.ts';
import { sampleInput } from '../sample.ts';

const { cycle, result } = sampleInput();
const unit = result.units.at(-1)!;
const problems = problemsOf(unit);
const input = {
  cycle,
  unit: unit.name,
  letter: {
    ...{ cycle: cycle.id, unit: unit.unit, run: '0001', revision: 1, mendBy: '2019-03-31' },
    ...{ issuedAt: '2019-01-20T02:00:00.000Z', issuedBy: 'admin-1', problems },
  },
};
const letters = letterWriter(async () => printFonts);

it('as a Word file lists every problem with what it cost, why, and what to mend, and by when', async () => {
  const { paragraphs, tables } = readDocx(await letters.docx(input));
  expect(tables[0]!.slice(1).map((row) => row.slice(0, 5))).toEqual(
    problems.map(({ code, label, lost, reason, mend }, at) => [
      String(at + 1),
      `${code} ${label.zh}`,
      showTaken(lost),
      reason.zh,
      mend?.zh ?? '请对照评分办法查找原因',
    ]),
  );
  const text = paragraphs.map((each) => each.text).join('\n');
  expect(text).toContain(`${unit.name}：`);
  expect(text).toContain(`有${problems.length}项失分`);
  expect(text).toContain('2019年3月31日前');
  expect(text).toContain('演示数据');
  expect(text).not.toContain('admin-1');
});

it('as a PDF says the same', async () => {
  const { pages, tagged } = await readPdf(await letters.pdf(input));
  const text = unspaced(pages.join('\n'));
  expect(tagged).toBe(true);
  for (const { lost, reason, mend } of problems)
    for (const part of [showTaken(lost), reason.zh, mend?.zh ?? '']) expect(text).toContain(unspaced(part));
  expect(text).toContain('2019年3月31日前');
});

it('is the same bytes for the same letter, in both forms', async () => {
  expect(await letters.docx(input)).toEqual(await letters.docx(input));
  expect(Buffer.from(await letters.pdf(input)).equals(await letters.pdf(input))).toBe(true);
});

describe('a letter to a unit of hostile name with hostile reasons', () => {
  const font = new PrintingFont(printFonts.regular);
  const settable = hostileTexts.filter(
    (text) => font.firstMissing(text.replace(/[\t\n\r\p{Cf}]/gu, '')) === null,
  );
  const reasoned = problems.map((each, at) => ({
    ...each,
    reason: { ...each.reason, zh: settable[at % settable.length]! },
    mend: { zh: settable[(at + 7) % settable.length]!, en: 'x' },
  }));
  const [name] = settable;
  const hostile = { ...input, unit: name!, letter: { ...input.letter, problems: reasoned } };

  it('gives every text back as a Word file, formula leads, markup and turned directions and all', async () => {
    const { paragraphs, tables } = readDocx(await letters.docx(hostile));
    // Word counts a carriage return as a line's end.
    const kept = (text: string) => text.replace(/\r\n?/g, '\n');
    expect(tables[0]!.slice(1).map((row) => row.slice(3, 5))).toEqual(
      reasoned.map(({ reason, mend }) => [kept(reason.zh), kept(mend.zh)]),
    );
    expect(paragraphs.map(({ text }) => text)).toContain(`${name}：`);
  });

  it('and as a PDF', async () => {
    const { pages } = await readPdf(await letters.pdf(hostile));
    const text = unspaced(pages.join('\n'));
    // Characters that draw nothing are not drawn.
    for (const { reason, mend } of reasoned)
      for (const each of [reason.zh, mend.zh]) expect(text).toContain(unspaced(each.replace(/\p{Cf}/gu, '')));
  });
});
