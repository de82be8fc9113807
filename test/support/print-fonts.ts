import { readFileSync } from 'node:fs';
import type { PrintFonts } from '../../shared/report/pdf/printing-font.ts';

const folder = new URL('../../node_modules/@expo-google-fonts/noto-serif-sc/', import.meta.url);

/** The printing fonts, from where the package keeps them. */
export const printFonts: PrintFonts = {
  regular: readFileSync(new URL('400Regular/NotoSerifSC_400Regular.ttf', folder)),
  bold: readFileSync(new URL('700Bold/NotoSerifSC_700Bold.ttf', folder)),
};
