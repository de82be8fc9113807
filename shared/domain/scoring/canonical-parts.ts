import { utf8Of } from '../utf8.ts';
import { toCanonicalJson } from './canonical-json.ts';

/**
 * Canonical JSON put together from parts that are canonical already: the records of a list that is a member of one file, moved as
 * the bytes they are into a list of another, so that thousands of them are not read and written again at each step. It goes by the
 * lines alone: no line break stands inside a JSON string, and every level begins its lines with two spaces more.
 */

const [lineBreak, space, comma, quote, colon, brace] = [10, 32, 44, 34, 58, 123];

/** The bytes of the records in a file's list `name`. A file with another member, or without records, has none. */
export function recordsOf(file: Uint8Array, name: string): readonly Uint8Array[] {
  const before = utf8Of(`{\n  ${JSON.stringify(name)}: [\n    `);
  const after = utf8Of('\n  ]\n}\n');
  const ends = file.length - after.length;
  if (ends < before.length || !stands(file, before, 0) || !stands(file, after, ends)) return [];
  return between(file.subarray(before.length, ends), 4, brace);
}

/** A record's bytes with more members; none may be there already, and names are plain words. */
export function withMembers(record: Uint8Array, more: Readonly<Record<string, unknown>>): Uint8Array {
  const [one, two] = [membersOf(record), membersOf(utf8Of(inList(toCanonicalJson(more))))];
  // Both are in the order of their names already.
  const members: Uint8Array[] = [];
  for (let [left, right] = [0, 0]; left < one.length || right < two.length;) {
    const [mine, other] = [one[left], two[right]];
    if (other === undefined || (mine !== undefined && nameOf(mine) < nameOf(other))) {
      if (mine !== undefined) members.push(mine);
      left += 1;
    } else {
      members.push(other);
      right += 1;
    }
  }
  if (members.length === 0) return utf8Of('{}');
  return joined([utf8Of('{\n      '), ...withBetween(members, utf8Of(',\n      ')), utf8Of('\n    }')]);
}

/** The file of a record with one more member `name`: a list of the records whose bytes are given. */
export function fileWithRecords(
  of: Readonly<Record<string, unknown>>,
  name: string,
  records: readonly Uint8Array[],
): Uint8Array {
  const file = toCanonicalJson({ ...of, [name]: [] });
  const member = `\n  ${JSON.stringify(name)}: [`;
  const begins = file.indexOf(`${member}]`) + member.length;
  if (records.length === 0) return utf8Of(file);
  return joined([
    utf8Of(`${file.slice(0, begins)}\n    `),
    ...withBetween(records, utf8Of(',\n    ')),
    utf8Of(`\n  ${file.slice(begins)}`),
  ]);
}

/**
 * A file's text with the list `name` empty, for who needs what is beside thousands of records; null where the list is not the
 * file's last member, and then whoever wants it reads the whole.
 */
export function withoutRecords(file: Uint8Array, name: string): string | null {
  const member = utf8Of(`\n  ${JSON.stringify(name)}: [`);
  const after = utf8Of('\n  ]\n}\n');
  if (!stands(file, after, file.length - after.length)) return null;
  for (let at = 0; at < file.length; at += 1) {
    if (file[at] !== lineBreak || !stands(file, member, at)) continue;
    const begins = at + member.length;
    // Another list at this level would end where the file seems to end the one that is looked for.
    const rest = file.subarray(begins, file.length - after.length);
    return hasMember(rest) ? null : `${utf8Text.decode(file.subarray(0, begins))}]\n}\n`;
  }
  return null;
}

/** Whether a line of the file's own level stands in it. */
function hasMember(part: Uint8Array): boolean {
  for (let at = 0; at < part.length; at += 1)
    if (part[at] === lineBreak && part[at + 3] !== space) return true;
  return false;
}

function membersOf(record: Uint8Array): readonly Uint8Array[] {
  // `{}` has none; any other begins its first member in a line of its own.
  const [opening, closing] = [8, 6];
  return record.length <= opening + closing
    ? []
    : between(record.subarray(opening, record.length - closing), 6, quote);
}

/**
 * What stands between commas whose next line begins with exactly so many spaces and then the sign. It is looked for by its last
 * byte, which tells how far ahead it can end at the soonest (Horspool): most of a file of many megabytes is stepped over.
 */
function between(text: Uint8Array, spaces: number, sign: number): readonly Uint8Array[] {
  const size = spaces + 3;
  const parts: Uint8Array[] = [];
  let begins = 0;
  for (let end = size - 1; end < text.length;) {
    const last = text[end];
    // Deeper lines begin with more spaces, so the line break at its place and the sign tell it.
    if (last === sign && text[end - spaces - 1] === lineBreak && text[end - size + 1] === comma) {
      parts.push(text.subarray(begins, end - size + 1));
      begins = end;
    }
    if (last === space) end += 1;
    else if (last === lineBreak) end += size - 2;
    else if (last === comma) end += size - 1;
    else end += size;
  }
  parts.push(text.subarray(begins));
  return parts;
}

function nameOf(member: Uint8Array): string {
  return utf8Text.decode(member.subarray(1, member.indexOf(colon) - 1));
}

function stands(file: Uint8Array, part: Uint8Array, at: number): boolean {
  return at >= 0 && part.every((byte, place) => file[at + place] === byte);
}

function* withBetween(parts: readonly Uint8Array[], between: Uint8Array): Generator<Uint8Array> {
  for (const [place, part] of parts.entries()) {
    if (place > 0) yield between;
    yield part;
  }
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

const utf8Text = new TextDecoder('utf-8', { fatal: true });
