import type { PrintFonts } from '../pdf/printing-font.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPdf } from './letter-pdf.ts';
import type { LetterInput } from './letter-text.ts';

/** Writes problem letters in both forms. */
export function letterWriter(fonts: PrintFonts) {
  return {
    docx: letterDocx,
    pdf: (input: LetterInput): Promise<Uint8Array> => letterPdf(input, fonts),
  } as const;
}
