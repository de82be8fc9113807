import { Paper } from '../pdf/paper.ts';
import type { PrintFonts } from '../pdf/printing-font.ts';
import { letterColumns, letterText, type LetterInput } from './letter-text.ts';

/** A unit's problem letter as a PDF. The same letter gives the same bytes. @throws Refusal `glyph-missing` */
export function letterPdf(input: LetterInput, fonts: PrintFonts): Promise<Uint8Array> {
  const text = letterText(input);
  const where = `${input.unit}的问题清单`;
  const paper = new Paper(fonts, {
    title: `${text.title}（${input.unit}）`,
    author: text.issuer,
    madeAt: input.letter.issuedAt,
    runningHead: `${text.title}　${input.unit}`,
  });
  paper.paragraph(text.title, where, { points: 20, weight: 'bold', align: 'center', after: 6 });
  if (text.demonstration !== null)
    paper.paragraph(text.demonstration, where, { points: 10.5, align: 'center', after: 8 });
  paper.paragraph(text.addressee, where, { points: 12, before: 8 });
  paper.paragraph(`　　${text.opening}`, where, { points: 12, after: 10 });
  paper.table(letterColumns, text.rows, (row) => `${where}第 ${row + 1} 项`, 9);
  paper.paragraph(`　　${text.closing}`, where, { points: 12, before: 6, after: 22 });
  paper.need(60);
  paper.paragraph(text.issuer, where, { points: 12, align: 'right' });
  paper.paragraph(text.date, where, { points: 12, align: 'right' });
  return paper.close();
}
