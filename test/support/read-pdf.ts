import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as z from 'zod/mini';

const textItem = z.object({ str: z.string(), transform: z.array(z.number()).check(z.length(6)) });
const outlineItem = z.object({ title: z.string() });

/** A reader of PDF files for tests, by another library than the one that writes them. */
export async function readPdf(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  /** Each page's lines, by where their letters stand. */
  const lines: string[][] = [];
  const sizes: (readonly [number, number])[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    sizes.push([width, height]);
    const { items } = await page.getTextContent();
    const found = items.flatMap((item) => textItem.safeParse(item).data ?? []);
    pages.push(found.map(({ str }) => str).join('\n'));
    const byHeight = new Map<number, string>();
    for (const { str, transform } of found.filter((each) => each.str.trim() !== '')) {
      const height = Math.round(transform[5] ?? 0);
      byHeight.set(height, (byHeight.get(height) ?? '') + str);
    }
    lines.push([...byHeight.values()]);
  }
  const { info } = await document.getMetadata();
  const outline = z.nullable(z.array(outlineItem)).parse(await document.getOutline()) ?? [];
  await task.destroy();
  return {
    pages,
    lines,
    sizes,
    info,
    outline: outline.map(({ title }) => title),
    tagged: ['/Marked true', '/StructTreeRoot'].every((mark) => Buffer.from(bytes).includes(mark)),
  };
}

/** Text without what lines and columns do to it. */
export function unspaced(text: string): string {
  return text.replace(/\s+/g, '');
}
