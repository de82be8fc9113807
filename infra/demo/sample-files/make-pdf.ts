import { demonstrationMark, madeAt, type SampleFile } from './sample-file.ts';
import { seededRandom } from './seeded-random.ts';
import { intoPages, wrapLines } from './wrap-lines.ts';

/** A4 in points, and where text stands on it. */
const page = {
  width: 595,
  height: 842,
  left: 72,
  top: 760,
  size: 14,
  pitch: 24,
  lines: 26,
  letters: 32,
} as const;

/**
 * A PDF of one or more A4 pages in Chinese. The font is named, not embedded: the characters are those of Adobe-GB1, which
 * every PDF reader maps to a Chinese font it has, so a file takes 3 KB and no font work.
 */
export function makePdf(
  seed: string,
  content: Readonly<{ title: string; lines: readonly string[] }>,
): SampleFile {
  const pages = intoPages(wrapLines(content.lines, page.letters), page.lines);
  // Objects 1 to 4 are fixed; then come two for each page: the page and what stands on it.
  const numberOf = (index: number) => 5 + 2 * index;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, index) => `${numberOf(index)} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)' +
      ' /Supplement 4 >> /DW 1000 /W [1 95 500] /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light' +
      ' /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>',
    ...pages.flatMap((lines, index) => {
      const drawing = drawPage(content.title, lines, index + 1, pages.length);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}]` +
          ` /Resources << /Font << /F1 3 0 R >> >> /Contents ${numberOf(index) + 1} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
    `<< /Title <${utf16(content.title)}> /Subject <${utf16(demonstrationMark)}> /CreationDate (${pdfDate}) >>`,
  ];
  return {
    bytes: assemble(objects, seededRandom(`pdf ${seed}`).id()),
    extension: 'pdf',
    contentType: 'application/pdf',
  };
}

const pdfDate = `D:${madeAt.local.replace(/[-:T]/g, '')}+08'00'`;

function drawPage(title: string, lines: readonly string[], number: number, of: number): string {
  const text = (x: number, y: number, size: number, grey: number, what: string) =>
    `BT ${grey} g /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codes(what)}> Tj ET`;
  return [
    text(page.left, 800, 10, 0.5, `${demonstrationMark} DEMONSTRATION DATA`),
    ...(number === 1 ? [text(page.left, page.top + 6, 18, 0, title)] : []),
    ...lines.map((line, index) => text(page.left, page.top - (index + 1) * page.pitch, page.size, 0.1, line)),
    text(page.width / 2 - 20, 60, 10, 0.5, `${number} / ${of}`),
  ].join('\n');
}

/** Writes the objects one after the other with the table of where each begins. Everything is ASCII: a letter is a byte. */
function assemble(objects: readonly string[], id: string): Uint8Array {
  let file = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const trailer = `<< /Size ${count} /Root 1 0 R /Info ${objects.length} 0 R /ID [<${id}> <${id}>] >>`;
  const tableAt = file.length;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n${trailer}\nstartxref\n${tableAt}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}

/** UTF-16 in hexadecimal: what the font's encoding reads. */
function codes(text: string): string {
  let hex = '';
  for (let at = 0; at < text.length; at += 1) hex += text.charCodeAt(at).toString(16).padStart(4, '0');
  return hex;
}

/** The same with the mark in front that document information wants. */
function utf16(text: string): string {
  return `feff${codes(text)}`;
}
