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
  const encodings =
    marked !== undefined ? [marked[1]] : isBrokenUtf8(bytes) ? ['utf-8'] : ['utf-8', 'gb18030'];
  const decoded = encodings.map((encoding) => decoding(bytes, encoding));
  const text = decoded.find((each) => each !== null && !controls.test(each));
  if (text !== undefined && text !== null) return { text };
  return { fault: decoded.every((each) => each === null) ? 'text-encoding' : 'text-not-text' };
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

function isBrokenUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return broken > 0 && whole > broken * wholeForEachBroken;
}
