import { character, sizes } from '../docx/measures.ts';
import { body, emptyLines, paragraph, run, table, title } from '../docx/wordml.ts';
import { writeDocx } from '../docx/write-docx.ts';
import { letterColumns, letterText, type LetterInput } from './letter-text.ts';

/** A unit's problem letter as a Word file on the sheet of official documents. The same letter gives the same bytes. */
export function letterDocx(input: LetterInput): Uint8Array {
  const text = letterText(input);
  return writeDocx({
    title: `${text.title}（${input.unit}）`,
    creator: text.issuer,
    subject: text.title,
    madeAt: input.letter.issuedAt,
    sections: [
      {
        grid: true,
        blocks: [
          title(text.title),
          ...(text.demonstration === null
            ? []
            : [paragraph(run(text.demonstration, { face: 'script' }), { align: 'center' })]),
          ...emptyLines(1),
          paragraph(run(text.addressee)),
          body(text.opening),
          paragraph(run(''), { line: 200 }),
          table(letterColumns, text.rows, sizes.小五),
          paragraph(run(''), { line: 200 }),
          body(text.closing, '', true),
          ...emptyLines(2, true),
          paragraph(run(text.issuer), { align: 'right', right: character * 2, keepNext: true }),
          paragraph(run(text.date), { align: 'right', right: character * 4 }),
        ],
      },
    ],
  });
}
