import { packed, xmlEscaped } from './packed.ts';
import { demonstrationMark, madeAt, type SampleFile } from './sample-file.ts';
import { seededRandom } from './seeded-random.ts';
import { intoPages, letterWidth, wrapLines } from './wrap-lines.ts';

/** A4 in millimetres, and where text stands on it. */
const page = {
  width: 210,
  height: 297,
  left: 28,
  top: 60,
  size: 5.6,
  pitch: 9.8,
  lines: 22,
  letters: 27,
} as const;

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
/** Ids are counted through the whole document; the font has the first one. */
const fontId = 1;

/** A fixed-layout document after GB/T 33190-2016 with one or more pages of text. */
export function makeOfd(
  seed: string,
  content: Readonly<{ title: string; lines: readonly string[] }>,
): SampleFile {
  const pages = intoPages(wrapLines(content.lines, page.letters), page.lines);
  const nextId = counter(fontId);
  const pageParts = pages.map((lines, index) => {
    const id = nextId();
    return { id, at: `Pages/Page_${index}/Content.xml`, xml: pagePart(content.title, lines, index, nextId) };
  });
  const bytes = packed({
    'OFD.xml': entryPart(content.title, seededRandom(`ofd ${seed}`).id()),
    'Doc_0/Document.xml': documentPart(pageParts, nextId()),
    'Doc_0/PublicRes.xml':
      `${declaration}<ofd:Res ${namespace} BaseLoc="Res"><ofd:Fonts>` +
      `<ofd:Font ID="${fontId}" FontName="宋体" FamilyName="宋体"/></ofd:Fonts></ofd:Res>`,
    ...Object.fromEntries(pageParts.map(({ at, xml }) => [`Doc_0/${at}`, xml])),
  });
  return { bytes, extension: 'ofd', contentType: 'application/ofd' };
}

function entryPart(title: string, id: string): string {
  return (
    `${declaration}<ofd:OFD ${namespace} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>` +
    `<ofd:DocID>${id}</ofd:DocID><ofd:Title>${xmlEscaped(title)}</ofd:Title><ofd:Subject>${demonstrationMark}</ofd:Subject>` +
    `<ofd:CreationDate>${madeAt.local.slice(0, 10)}</ofd:CreationDate></ofd:DocInfo>` +
    '<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>'
  );
}

function documentPart(pages: readonly Readonly<{ id: number; at: string }>[], maxId: number): string {
  const list = pages.map(({ id, at }) => `<ofd:Page ID="${id}" BaseLoc="${at}"/>`).join('');
  return (
    `${declaration}<ofd:Document ${namespace}><ofd:CommonData><ofd:MaxUnitID>${maxId}</ofd:MaxUnitID>` +
    `<ofd:PageArea><ofd:PhysicalBox>0 0 ${page.width} ${page.height}</ofd:PhysicalBox></ofd:PageArea>` +
    `<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${list}</ofd:Pages></ofd:Document>`
  );
}

function pagePart(title: string, lines: readonly string[], index: number, nextId: () => number): string {
  const layer = nextId();
  const texts = [
    text(nextId(), 20, 3.5, `${demonstrationMark} DEMONSTRATION DATA`),
    ...(index === 0 ? [text(nextId(), 40, 7.8, title)] : []),
    ...lines
      .map((line, row) => ({ line, y: page.top + row * page.pitch }))
      .filter(({ line }) => line !== '')
      .map(({ line, y }) => text(nextId(), y, page.size, line)),
  ];
  return (
    `${declaration}<ofd:Page ${namespace}><ofd:Area><ofd:PhysicalBox>0 0 ${page.width} ${page.height}</ofd:PhysicalBox>` +
    `</ofd:Area><ofd:Content><ofd:Layer ID="${layer}" Type="Body">${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`
  );
}

/** One line of text: the box that it fills, its baseline, and how far each letter is from the one before. */
function text(id: number, y: number, size: number, what: string): string {
  const steps = Array.from(what, (letter) => millimetres(letterWidth(letter) * size)).slice(0, -1);
  const spacing = steps.length === 0 ? '' : ` DeltaX="${steps.join(' ')}"`;
  const width = millimetres(page.width - 2 * page.left);
  return (
    `<ofd:TextObject ID="${id}" Boundary="${page.left} ${millimetres(y)} ${width} ${millimetres(size * 1.3)}" Font="${fontId}"` +
    ` Size="${size}"><ofd:TextCode X="0" Y="${millimetres(size)}"${spacing}>` +
    `${xmlEscaped(what)}</ofd:TextCode></ofd:TextObject>`
  );
}

function millimetres(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

function counter(from: number): () => number {
  let last = from;
  return () => (last += 1);
}
