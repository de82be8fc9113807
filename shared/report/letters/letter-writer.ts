import type { PrintFonts } from '../pdf/printing-font.ts';
import type { LetterInput } from './letter-text.ts';

/**
 * Writes problem letters in both forms. What sets a form is loaded by the first letter in it.
 * @param fonts asked for by each PDF
 */
export function letterWriter(fonts: () => Promise<PrintFonts>) {
  return {
    docx: async (input: LetterInput): Promise<Uint8Array> => {
      const { letterDocx } = await import('./letter-docx.ts');
      return letterDocx(input);
    },
    pdf: async (input: LetterInput): Promise<Uint8Array> => {
      const [{ letterPdf }, printed] = await Promise.all([import('./letter-pdf.ts'), fonts()]);
      return letterPdf(input, printed);
    },
  } as const;
}
