/** The title of a page and all its words, as a reader would see them, near enough to look for a sentence. */
export type PageText = Readonly<{ title: string; words: string }>;

/**
 * Takes a page's text out of its source, in one pass: pages are made by strangers, and a pattern that goes back over what
 * it has read takes minutes on a page made for it.
 */
export function pageText(html: string): PageText {
  const lower = html.toLowerCase();
  const words: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) {
      words.push(html.slice(at));
      break;
    }
    words.push(html.slice(at, open));
    at = afterTag(html, lower, open);
  }
  return { title: squeezed(unescaped(titleIn(html, lower))), words: unescaped(words.join(' ')) };
}

/** Elements whose content no reader sees. */
const unseen = ['script', 'style', 'template', 'noscript'];

function afterTag(html: string, lower: string, open: number): number {
  if (html.startsWith('<!--', open)) return after(html, '-->', open + 4);
  const name = unseen.find((each) => lower.startsWith(each, open + 1));
  const close = name === undefined ? -1 : lower.indexOf(`</${name}`, open + 1);
  // One that is never closed hides the rest of the page, as in a browser.
  if (name !== undefined && close === -1) return html.length;
  return after(html, '>', name === undefined ? open : close);
}

function after(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

function titleIn(html: string, lower: string): string {
  const open = lower.indexOf('<title');
  if (open === -1) return '';
  const start = after(html, '>', open);
  const end = lower.indexOf('</title', start);
  return end === -1 ? '' : html.slice(start, end);
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  hellip: '…',
  middot: '·',
};

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, ...parts: unknown[]) => {
    const [decimal, hexadecimal, name] = parts;
    if (typeof name === 'string') return entities[name.toLowerCase()] ?? whole;
    const point = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(String(hexadecimal), 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Whether a page says a title, blanks, punctuation and the width of letters aside. */
export function saysTitle(page: PageText, title: string): boolean {
  const wanted = plain(title);
  return wanted === '' || plain(page.title).includes(wanted) || plain(page.words).includes(wanted);
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}]/gu, '');
}

/** How far into a page its own word on its encoding is looked for: as far as browsers do. */
const declaredWithin = 1_024;

/** Decodes a page by what its server says, else what it says itself, else UTF-8 where it is that, else GB18030. */
export function decodePage(bytes: Uint8Array, contentType: string | null): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, declaredWithin));
  const declared =
    /charset\s*=\s*["']?([\w-]{2,20})/i.exec(contentType ?? '')?.[1] ??
    /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{2,20})/i.exec(start)?.[1];
  const decoder = declared === undefined ? null : decoderFor(declared);
  if (decoder !== null) return decoder.decode(bytes);
  try {
    // The last character may be cut in two.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('gb18030').decode(bytes);
    throw error;
  }
}

function decoderFor(label: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(label);
  } catch (error) {
    // What an unknown label throws.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
