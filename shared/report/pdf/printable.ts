import { refuse } from '../../domain/errors.ts';
import type { PrintingFont } from './printing-font.ts';

/** What draws nothing: marks that turn the writing direction, joiners, a byte order mark. */
const invisible = /[\p{Cf}\u{fe00}-\u{fe0f}]/gu;

/** A text as it is drawn, and as it is when the two differ: the exact text stands in the PDF beside what is drawn. */
export type Printable = Readonly<{ drawn: string; exact: string | null }>;

/**
 * Makes a text ready for print. What is invisible is not drawn, tabs are spaces, a carriage return ends a line.
 * @param where whose text it is, in words
 * @throws Refusal `glyph-missing` for a character that the font cannot show: it would be an empty box on a published page
 */
export function printable(text: string, font: PrintingFont, where: string): Printable {
  const whole = text.toWellFormed();
  const drawn = whole.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(invisible, '');
  const missing = font.firstMissing(drawn.replaceAll('\n', ''));
  if (missing !== null) {
    const code = `U+${(missing.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    throw refuse.wrongState('glyph-missing', { where, character: missing, code });
  }
  return { drawn, exact: drawn === whole ? null : whole };
}
