import type { Sheet } from './sheet.ts';
import { packageParts, type About } from './workbook-package.ts';
import { zipStream } from './zip-stream.ts';

/**
 * Writes an XLSX workbook piece by piece: memory does not grow with its rows. Every cell carries its reference, numbers are
 * number cells of exactly the digits given, texts are strings and never formulas, dates inside the package come from `madeAt`.
 * The same sheets give the same bytes.
 */
export function streamWorkbook(
  sheets: readonly Sheet[],
  about: About,
): AsyncGenerator<Uint8Array, void, undefined> {
  return zipStream(packageParts(sheets, about), about.madeAt);
}

/** The same workbook in one piece. */
export async function writeWorkbook(sheets: readonly Sheet[], about: About): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of streamWorkbook(sheets, about)) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
