import { readFileSync } from 'node:fs';
// The bundler puts the files beside the bundle and gives their places, seen from it.
import bold from '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf';
import regular from '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf';

/** Noto Serif SC (SIL Open Font License), of which a document embeds the characters that it uses. Some 30 MB, read once. */
export function printFonts(): Readonly<{ regular: Uint8Array; bold: Uint8Array }> {
  return { regular: fileBeside(regular), bold: fileBeside(bold) };
}

function fileBeside(place: string): Uint8Array {
  return readFileSync(new URL(place, import.meta.url));
}
