/** Text of a file that somebody's spreadsheet program wrote, or why it is none. */
export type DecodedText = Readonly<{ text: string } | { fault: 'text-encoding' | 'text-not-text' }>;

const marks: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Control characters that tables have: tab, line feed, carriage return, and the form feed of printed ones. */
const controls = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

/**
 * Decodes a text file: by its mark if it has one; else UTF-8 where all of it is UTF-8; else GB18030, which is what Excel
 * and WPS write on Chinese Windows (GBK and GB2312 are parts of it). GB18030 is tried last because it reads nearly any
 * bytes as something; so text that is UTF-8 but for a broken place or two is told as broken, not read as nonsense.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  const text =
    decoding(bytes, marked?.[1] ?? 'utf-8') ??
    (marked !== undefined || isBrokenUtf8(bytes) ? null : decoding(bytes, 'gb18030'));
  if (text === null) return { fault: 'text-encoding' };
  return controls.test(text) ? { fault: 'text-not-text' } : { text };
}

function decoding(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    // What `fatal` throws on bytes that are not of the encoding.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** GB18030 read as UTF-8 is broken in most of its characters; a UTF-8 file that was cut off is in one. */
const wholeForEachBroken = 10;
const replacement = 0xfffd;

function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  let [broken, whole] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === replacement) broken += 1;
    else if (unit > 0x7f) whole += 1;
  }
  return whole > broken * wholeForEachBroken;
}
