import { toCanonicalJson } from './canonical-json.ts';

/**
 * Canonical JSON put together from texts that are canonical already: the records of a list that is a member of one file, moved as
 * they stand into a list of another, so that thousands of them are not read and written again at each step. It goes by the lines
 * alone: no line break stands inside a JSON string, and every level begins its lines with two spaces more.
 */

/** Records to a piece of a file: long enough to be written at once, short enough to be forgotten soon. */
const recordsPerPiece = 100;

/** The texts of the records in a file's list `name`. A file with another member, or without records, has none. */
export function recordsOf(file: string, name: string): readonly string[] {
  const before = `{\n  ${JSON.stringify(name)}: [\n    `;
  const after = '\n  ]\n}\n';
  if (!file.startsWith(before) || !file.endsWith(after)) return [];
  return file.slice(before.length, -after.length).split(/,\n {4}(?! )/);
}

/** A record's text with more members; none may be there already, and names are plain words. */
export function withMembers(record: string, more: Readonly<Record<string, unknown>>): string {
  const added = membersOf(inList(toCanonicalJson(more)));
  // A name ends with its quotation mark, which is below every letter: texts sort as their names do.
  const members = [...membersOf(record), ...added].sort();
  return members.length === 0 ? '{}' : `{\n      ${members.join(',\n      ')}\n    }`;
}

/** The file of a record with one more member `name`: a list of the records whose texts are given. */
export function fileWithRecords(
  of: Readonly<Record<string, unknown>>,
  name: string,
  records: readonly string[],
): Uint8Array {
  const file = toCanonicalJson({ ...of, [name]: [] });
  const member = `\n  ${JSON.stringify(name)}: [`;
  const begins = file.indexOf(`${member}]`) + member.length;
  const pieces = [utf8.encode(file.slice(0, begins))];
  for (let start = 0; start < records.length; start += recordsPerPiece) {
    const text = records.slice(start, start + recordsPerPiece).join(',\n    ');
    pieces.push(utf8.encode(`${start === 0 ? '' : ','}\n    ${text}`));
  }
  pieces.push(utf8.encode(`${records.length === 0 ? '' : '\n  '}${file.slice(begins)}`));
  return joined(pieces);
}

function membersOf(record: string): readonly string[] {
  if (record === '{}') return [];
  return record.slice('{\n      '.length, -'\n    }'.length).split(/,\n {6}(?! )/);
}

/** The text of a record's own file, as it stands in a list. */
function inList(file: string): string {
  return file.slice(0, -1).replace(/\n/g, '\n    ');
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((size, piece) => size + piece.byteLength, 0));
  let place = 0;
  for (const piece of pieces) {
    whole.set(piece, place);
    place += piece.byteLength;
  }
  return whole;
}

const utf8 = new TextEncoder();
