import { findings, reason, type Findings } from './inspect-tools.ts';

/** Text is looked at in pieces, so that 100 MB of it never stand in memory as one string. */
const pieceBytes = 1_048_576;

/** Control characters that texts have: tab, line feed, form feed, carriage return, and DOS's end of file. */
const controls = /[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/;

/** A cell that makes a spreadsheet program start another one, such as `=cmd|'/C calc'!A0`. */
const startsProgram = /(?:^|[\n,;\t"])[ \t]{0,8}[=+\-@][^\n,;|]{0,64}\|/;

/** Text that nothing marks as such: it must be UTF-8, UTF-16 with its mark, or GB18030, and hold no control characters. */
export function inspectText(bytes: Uint8Array, type: 'txt' | 'csv'): Findings {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const text = readText(bytes, encoding);
    if (text !== null)
      return findings({ flags: type === 'csv' && text.startsProgram ? ['active-content'] : [] });
  }
  return findings({ reasons: [reason('text-unreadable')] });
}

function readText(bytes: Uint8Array, encoding: string): Readonly<{ startsProgram: boolean }> | null {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let found = false;
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const last = at + pieceBytes >= bytes.length;
      const text = decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: !last });
      if (controls.test(text)) return null;
      found ||= startsProgram.test(text);
    }
  } catch (error) {
    // What `fatal` throws on bytes that are no text.
    if (error instanceof TypeError) return null;
    throw error;
  }
  return { startsProgram: found };
}
