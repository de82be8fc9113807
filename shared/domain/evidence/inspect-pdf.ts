import { indexOfAscii, startsWithAscii, Unreadable } from './inspect-bytes.ts';
import { findings, type Findings, type InspectionTools } from './inspect-tools.ts';
import type { InspectionFlag } from './inspection.ts';

/** Names in a PDF (ISO 32000) after which a reader runs, opens, sends or unpacks something. */
const tellingNames: ReadonlyMap<string, readonly InspectionFlag[]> = new Map<
  string,
  readonly InspectionFlag[]
>([
  ['JavaScript', ['active-content']],
  ['Launch', ['active-content']],
  ['OpenAction', ['active-content']],
  ['RichMedia', ['active-content']],
  ['SubmitForm', ['active-content']],
  ['ImportData', ['active-content']],
  ['XFA', ['active-content']],
  ['EmbeddedFile', ['active-content', 'embedded-files']],
  ['EmbeddedFiles', ['active-content', 'embedded-files']],
  ['Encrypt', ['password-protected']],
]);
const packedObjects = 'ObjStm';

/** Adobe's readers look for the end mark in the last 1,024 bytes; some scanners write a little more after it. */
const endMarkBytes = 4_096;

/**
 * Notes what a PDF would do when opened. Names are found wherever they stand, also inside text, so a hidden one is not
 * missed; objects packed into streams (usual since PDF 1.5) are unpacked, up to the limits. What cannot be unpacked counts
 * as active: it was not seen to be harmless.
 */
export function inspectPdf(bytes: Uint8Array, tools: InspectionTools): Findings {
  const end = endOfText(bytes);
  if (indexOfAscii(bytes, '%%EOF', Math.max(0, end - endMarkBytes), end) === -1)
    throw new Unreadable('truncated');

  const flags = new Set<InspectionFlag>();
  const note = (name: string) => tellingNames.get(name)?.forEach((flag) => flags.add(flag));
  let [streams, packedUpTo] = [0, 0];
  eachName(bytes, (name, at) => {
    if (name !== packedObjects) return note(name);
    if (at < packedUpTo) return;
    streams += 1;
    const stream = streams > mostStreams ? null : streamAfter(bytes, at);
    packedUpTo = stream?.end ?? at;
    const objects = stream && unpackObjects(bytes.subarray(stream.start, stream.end), tools);
    if (objects === null) flags.add('active-content');
    else eachName(objects, note);
  });
  return findings({ flags: [...flags] });
}

/** The length without the blanks and zeros that some systems fill the last block with. */
function endOfText(bytes: Uint8Array): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) <= 0x20) end -= 1;
  return end;
}

const slash = '/'.charCodeAt(0);
const hash = '#'.charCodeAt(0);
const watchedNames = [...tellingNames.keys(), packedObjects];
/** An escaped letter takes three bytes. */
const longestName = 3 * Math.max(...watchedNames.map((name) => name.length));

/** Bytes that end a name, and bytes that a watched one can begin with: tables, for they are asked 100 million times. */
const endsName = byteTable('\0\t\n\v\f\r ()<>[]{}/%');
const beginsName = byteTable([...watchedNames.map((name) => name.charAt(0)), '#'].join(''));

/** The watched names that can take so many bytes: plain, and with one to all of their letters escaped. */
const plainNames = namesByLength((name, length) => length === name.length);
const escapedNames = namesByLength((name, length) => length >= name.length + 2 && length <= 3 * name.length);

function namesByLength(fits: (name: string, length: number) => boolean): readonly (readonly string[])[] {
  return Array.from({ length: longestName + 1 }, (_, length) =>
    watchedNames.filter((name) => fits(name, length)),
  );
}

function byteTable(letters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const letter of letters) table[letter.charCodeAt(0)] = 1;
  return table;
}

/** Calls back for each watched name, however it is written: `/J#61vaScript` is `JavaScript`. */
function eachName(bytes: Uint8Array, found: (name: string, at: number) => void): void {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== slash || beginsName[bytes[at + 1] ?? 0] === 0) continue;
    const name = nameAt(bytes, at + 1);
    if (name !== null) found(name, at);
  }
}

function nameAt(bytes: Uint8Array, from: number): string | null {
  let length = 0;
  let escaped = false;
  for (; length <= longestName; length += 1) {
    const byte = bytes[from + length];
    if (byte === undefined || endsName[byte] === 1) break;
    escaped ||= byte === hash;
  }
  for (const name of (escaped ? escapedNames : plainNames)[length] ?? []) {
    const same = escaped ? isEscaped(name, bytes, from, length) : startsWithAscii(bytes, name, from);
    if (same) return name;
  }
  return null;
}

/** Whether the bytes are this name with one or more of its letters written as `#` and two hexadecimal digits. */
function isEscaped(name: string, bytes: Uint8Array, from: number, length: number): boolean {
  let at = from;
  for (let index = 0; index < name.length; index += 1) {
    const escape = bytes[at] === hash;
    const letter = escape ? hexPair(bytes, at + 1) : bytes[at];
    if (letter !== name.charCodeAt(index)) return false;
    at += escape ? 3 : 1;
  }
  return at === from + length;
}

const hexValues = Uint8Array.from({ length: 256 }, (_, byte) => {
  const value = '0123456789abcdef'.indexOf(String.fromCharCode(byte).toLowerCase());
  return value === -1 ? 255 : value;
});

/** Two hexadecimal digits as a number; above 255, so no letter, when they are none. */
function hexPair(bytes: Uint8Array, at: number): number {
  const [high = 255, low = 255] = [hexValues[bytes[at] ?? 0], hexValues[bytes[at + 1] ?? 0]];
  return low === 255 ? 256 : 16 * high + low;
}

/** A stream of packed objects holds some 100 objects and takes a few kilobytes. */
const longestStream = 262_144;
const longestDictionary = 1_024;
const mostStreams = 2_000;
const mostObjectBytes = 4_194_304;

function streamAfter(bytes: Uint8Array, at: number): Readonly<{ start: number; end: number }> | null {
  const keyword = indexOfAscii(bytes, 'stream', at, at + longestDictionary);
  if (keyword === -1) return null;
  let start = keyword + 'stream'.length;
  if (bytes[start] === 0x0d) start += 1;
  if (bytes[start] === 0x0a) start += 1;
  const limit = Math.min(start + longestStream, bytes.length);
  const end = indexOfAscii(bytes, 'endstream', start, limit);
  return { start, end: end === -1 ? limit : end };
}

/** The objects of one stream; null is what could not be looked into. */
function unpackObjects(stream: Uint8Array, { inflate }: InspectionTools): Uint8Array | null {
  // Objects that are not packed begin with a number; they were looked at where they stand.
  if (/[\s\d]/.test(String.fromCharCode(stream[0] ?? 0))) return new Uint8Array();
  const objects = isZlib(stream) ? inflate(stream.subarray(2), mostObjectBytes) : 'broken';
  return typeof objects === 'string' ? null : objects;
}

/** A zlib header (RFC 1950): deflate, and the two bytes a multiple of 31. */
function isZlib(stream: Uint8Array): boolean {
  const [first = 0, second = 0] = stream;
  return (first & 15) === 8 && (first * 256 + second) % 31 === 0;
}
