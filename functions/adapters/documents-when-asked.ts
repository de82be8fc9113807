import { letterWriter } from '../../shared/report/letters/letter-writer.ts';
import type { CircularWriter, LetterWriter } from '../../shared/ports/documents.ts';
import { once } from './once.ts';

/** What sets documents is loaded by the first call for one: it is up to three times all else, and the fonts are 30 MB. */

export const circularWhenAsked: CircularWriter = async (input, template) => {
  const { writeCircular } = await import('../../shared/report/circular/write-circular.ts');
  return writeCircular(input, template);
};

export function lettersWhenAsked(): LetterWriter {
  const fonts = once(async () => {
    const { printFonts } = await import('./print-fonts.ts');
    return printFonts();
  });
  return letterWriter(fonts);
}
