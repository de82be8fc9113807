import { strToU8, zipSync } from 'fflate';

/** The earliest time that a ZIP archive can tell, by the wall clock of whichever machine packs: fflate writes local time. */
const earliest = new Date(1980, 0, 1);

/** Packs texts into a ZIP archive, in the given order, the same bytes on every machine. */
export function packed(parts: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: earliest, level: 6 });
}

/** Text for the content or an attribute of XML. */
export function xmlEscaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
