import { findings, reason, type Findings } from './inspect-tools.ts';

/** Text is looked at in pieces, so that 100 MB of it never stand in memory as one string. */
const pieceBytes = 1_048_576;

/** Control characters that texts have: tab, line feed, form feed, carriage return, and DOS's end of file. */
const controls = /[\0-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/;

/** Text that nothing marks as such: it must be UTF-8, UTF-16 with its mark, or GB18030, and hold no control characters. */
export function inspectText(bytes: Uint8Array, type: 'txt' | 'csv'): Findings {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  if (!encodings.some((encoding) => isText(bytes, encoding)))
    return findings({ reasons: [reason('text-unreadable')] });
  return findings({
    reasons: type === 'csv' && startsProgram(bytes) ? [reason('table-starts-program')] : [],
  });
}

function isText(bytes: Uint8Array, encoding: string): boolean {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      const last = at + pieceBytes >= bytes.length;
      if (controls.test(decoder.decode(bytes.subarray(at, at + pieceBytes), { stream: !last }))) return false;
    }
    return true;
  } catch (error) {
    // What `fatal` throws on bytes that are no text.
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** What a byte means to a table: tables of 256, for they are asked 100 million times. */
const roles = { other: 0, cellEnd: 1, lineEnd: 2, blank: 3, formulaStart: 4, pipe: 5, item: 6 } as const;
const roleOf = new Uint8Array(256);
for (const [letters, role] of [
  [',;\t', roles.cellEnd],
  ['\n\r', roles.lineEnd],
  [' "', roles.blank],
  ['=+-@', roles.formulaStart],
  ['|', roles.pipe],
  ['!', roles.item],
] as const) {
  for (const letter of letters) roleOf[letter.charCodeAt(0)] = role;
}

/**
 * Whether a cell makes a spreadsheet program start another one, such as `=cmd|'/C calc'!A0`: a formula that names a program, a pipe
 * and behind it, marked off by `!`, an item. Byte by byte, for a pattern over the whole text takes seconds on lines made for it.
 */
function startsProgram(bytes: Uint8Array): boolean {
  let [beforeCell, inFormula, named] = [true, false, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const role = roleOf[bytes[at] ?? 0];
    // What follows a program's name may have commas in it.
    if (role === roles.lineEnd || (role === roles.cellEnd && !named))
      [beforeCell, inFormula, named] = [true, false, false];
    else if (named && role === roles.item) return true;
    else if (inFormula && role === roles.pipe) named = true;
    else if (beforeCell && role !== roles.blank)
      [beforeCell, inFormula] = [false, role === roles.formulaStart];
  }
  return false;
}
