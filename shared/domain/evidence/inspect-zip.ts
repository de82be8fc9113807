import { ByteView, ifReadable, indexOfAscii, Unreadable } from './inspect-bytes.ts';
import { isSafeFileName } from './file-name.ts';
import { reason, type InspectionLimits, type InspectionTools } from './inspect-tools.ts';
import type { QuarantineReason } from './inspection.ts';

/** An entry of a ZIP archive as its central directory tells it. */
export type ZipEntry = Readonly<{
  name: string;
  /** Further names that the same entry goes by in other programs. */
  otherNames: readonly string[];
  stored: boolean;
  packed: Uint8Array;
  /** Bytes when unpacked, as told; nothing has been unpacked yet. */
  size: number;
}>;

/** The directory of an archive. With reasons there are no entries: nothing of such an archive is unpacked. */
export type ZipDirectory = Readonly<{
  names: readonly string[];
  entries: readonly ZipEntry[];
  reasons: readonly QuarantineReason[];
}>;

/** One entry with the facts that only the directory's own checks need. */
type Raw = Readonly<{
  name: string;
  otherNames: readonly string[];
  rawName: Uint8Array;
  flags: number;
  method: number;
  packedSize: number;
  size: number;
  unixMode: number;
  /** Where its local header starts, and where its packed bytes start and end. */
  header: number;
  start: number;
  end: number;
  agreesWithHeader: boolean;
}>;

type Extent = Readonly<{ entries: number; at: number; end: number }>;

const marks = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50 } as const;
const flagBits = {
  encrypted: 1,
  sizesFollow: 8,
  strongEncryption: 64,
  utf8: 2048,
  maskedHeaders: 8192,
} as const;
const methods = { stored: 0, deflated: 8, encrypted: 99 } as const;
const in64Bits = 0xffff_ffff;
const extraFields = { zip64: 0x0001, unicodePath: 0x7075 } as const;

/**
 * Reads the central directory of a ZIP archive (APPNOTE 6.3) and holds it against the local headers. Judged from these
 * alone, before anything is unpacked: how many entries, how large they say they get, names, links, passwords, overlaps.
 * @throws Unreadable when there is no directory, or it does not fill its place exactly
 */
export function readZipDirectory(bytes: Uint8Array, { limits, countEntries }: InspectionTools): ZipDirectory {
  const view = new ByteView(bytes);
  const extent = directoryExtent(view);
  if (extent.entries === 0) return refused([reason('empty')]);
  const counted = countEntries(extent.entries);
  if (counted > limits.entries)
    return refused([reason('archive-too-many-entries', { entries: counted, most: limits.entries })]);
  const entries = readEntries(view, extent);
  const reasons = [
    ...entryReasons(entries),
    ...sizeReasons(entries, limits),
    ...repeatReasons(entries),
    ...overlapReasons(entries, extent.at),
  ];
  const names = entries.map((entry) => entry.name);
  if (reasons.length > 0) return { names, entries: [], reasons };
  return {
    names,
    reasons,
    entries: entries.map(({ name, otherNames, method, size, start, end }) => ({
      name,
      otherNames,
      stored: method === methods.stored,
      packed: bytes.subarray(start, end),
      size,
    })),
  };
}

/** Whether an archive's directory closes the file, so that a program for archives would open it as one. */
export function endsWithArchive(bytes: Uint8Array): boolean {
  return ifReadable(
    () => {
      const view = new ByteView(bytes);
      const { at, entries } = directoryExtent(view, 'after-other-data');
      return entries > 0 && view.u32(at, 'little') === marks.central;
    },
    () => false,
  );
}

function refused(reasons: readonly QuarantineReason[]): ZipDirectory {
  return { names: [], entries: [], reasons };
}

const endRecordBytes = 22;
const longestComment = 65_535;

/**
 * Where the central directory lies, from the record at the end. Offsets count from the start of the archive, so with other
 * data before it the directory is found by its size instead.
 */
function directoryExtent(view: ByteView, place: 'whole-file' | 'after-other-data' = 'whole-file'): Extent {
  const record = endRecord(view);
  const in64 = record >= 20 && view.u32(record - 20, 'little') === 0x07064b50;
  const [end, entries, size, offset] = in64
    ? end64(view, view.u64(record - 12, 'little'), record - 20)
    : ([
        record,
        view.u16(record + 10, 'little'),
        view.u32(record + 12, 'little'),
        view.u32(record + 16, 'little'),
      ] as const);
  if (place === 'whole-file' && offset + size !== end) throw new Unreadable('damaged');
  return { entries, at: end - size, end };
}

/** The end record whose comment reaches exactly to the end of the file; it stands in the last 64 KB. */
function endRecord(view: ByteView): number {
  const from = Math.max(0, view.length - endRecordBytes - longestComment);
  let at = indexOfAscii(view.bytes, 'PK\x05\x06', from);
  while (at !== -1 && at + endRecordBytes <= view.length) {
    if (at + endRecordBytes + view.u16(at + 20, 'little') === view.length) return at;
    at = indexOfAscii(view.bytes, 'PK\x05\x06', at + 1);
  }
  throw new Unreadable('truncated');
}

function end64(view: ByteView, at: number, locator: number): readonly [number, number, number, number] {
  if (at >= locator || view.u32(at, 'little') !== marks.end64) throw new Unreadable('damaged');
  return [at, view.u64(at + 32, 'little'), view.u64(at + 40, 'little'), view.u64(at + 48, 'little')];
}

function readEntries(view: ByteView, { entries: count, at: from, end }: Extent): readonly Raw[] {
  const entries: Raw[] = [];
  let at = from;
  while (entries.length < count) {
    if (view.u32(at, 'little') !== marks.central) throw new Unreadable('damaged');
    const [nameBytes, extraBytes, commentBytes] = [
      view.u16(at + 28, 'little'),
      view.u16(at + 30, 'little'),
      view.u16(at + 32, 'little'),
    ];
    entries.push(readEntry(view, at, nameBytes, extraBytes));
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  if (at !== end) throw new Unreadable('damaged');
  return entries;
}

function readEntry(view: ByteView, at: number, nameBytes: number, extraBytes: number): Raw {
  const flags = view.u16(at + 8, 'little');
  const method = view.u16(at + 10, 'little');
  const rawName = view.slice(at + 46, nameBytes);
  const extra = new ByteView(view.slice(at + 46 + nameBytes, extraBytes));
  // Zip64 gives those of the three, in this order, that the directory leaves at their highest value.
  const wide = extraField(extra, extraFields.zip64);
  let wideAt = 0;
  const number = (told: number): number => {
    if (told !== in64Bits || wide === null) return told;
    wideAt += 8;
    return wide.u64(wideAt - 8, 'little');
  };
  const size = number(view.u32(at + 24, 'little'));
  const packedSize = number(view.u32(at + 20, 'little'));
  const header = number(view.u32(at + 42, 'little'));

  const start = header + 30 + view.u16(header + 26, 'little') + view.u16(header + 28, 'little');
  view.slice(start, packedSize);
  const unicodeName = extraField(extra, extraFields.unicodePath);
  return {
    name: nameOf(rawName, (flags & flagBits.utf8) !== 0),
    otherNames: unicodeName === null ? [] : [nameOf(unicodeName.bytes.subarray(5), true)],
    rawName,
    flags,
    method,
    packedSize,
    size,
    unixMode: view.u16(at + 40, 'little'),
    header,
    start,
    end: start + packedSize,
    agreesWithHeader: localAgrees(view, header, { rawName, flags, method, size, packedSize }),
  };
}

/** Whether the local header says the same; sizes may be left for later, or for the Zip64 field. */
function localAgrees(
  view: ByteView,
  at: number,
  told: Pick<Raw, 'rawName' | 'flags' | 'method' | 'size' | 'packedSize'>,
): boolean {
  if (view.u32(at, 'little') !== marks.local) return false;
  const name = view.slice(at + 30, view.u16(at + 26, 'little'));
  const sameName =
    name.length === told.rawName.length && name.every((byte, index) => byte === told.rawName[index]);
  const flags = view.u16(at + 6, 'little');
  const sizesFollow = (flags & flagBits.sizesFollow) !== 0;
  const agrees = (local: number, central: number) =>
    local === central || local === in64Bits || (sizesFollow && local === 0);
  return (
    sameName &&
    view.u16(at + 8, 'little') === told.method &&
    (flags & flagBits.encrypted) === (told.flags & flagBits.encrypted) &&
    agrees(view.u32(at + 18, 'little'), told.packedSize) &&
    agrees(view.u32(at + 22, 'little'), told.size)
  );
}

/** The content of one field of an entry's extra data. Some programs pad the data with a few odd bytes. */
function extraField(extra: ByteView, id: number): ByteView | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.u16(at + 2, 'little');
    if (at + 4 + length > extra.length) break;
    if (extra.u16(at, 'little') === id) return new ByteView(extra.slice(at + 4, length));
    at += 4 + length;
  }
  return null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const lenientUtf8 = new TextDecoder('utf-8');
/** What Chinese Windows writes names in without saying so. It reads any bytes as something. */
const gb18030 = new TextDecoder('gb18030');

/** A name of this many bytes is longer than a path may be, in any encoding; what comes after need not be decoded. */
const longestName = 4_200;

function nameOf(whole: Uint8Array, saysUtf8: boolean): string {
  const bytes = whole.subarray(0, longestName);
  try {
    return utf8.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return (saysUtf8 ? lenientUtf8 : gb18030).decode(bytes);
    throw error;
  }
}

const unixTypes = { mask: 0xf000, none: 0, file: 0x8000, directory: 0x4000 } as const;

function entryReasons(entries: readonly Raw[]): readonly QuarantineReason[] {
  const locked = flagBits.encrypted | flagBits.strongEncryption | flagBits.maskedHeaders;
  return entries.flatMap((entry) => {
    const { name } = entry;
    if ((entry.flags & locked) !== 0 || entry.method === methods.encrypted)
      return [reason('password-protected', { entry: name })];
    if (entry.method !== methods.stored && entry.method !== methods.deflated)
      return [reason('archive-method', { entry: name })];
    const type = entry.unixMode & unixTypes.mask;
    if (type !== unixTypes.none && type !== unixTypes.file && type !== unixTypes.directory)
      return [reason('archive-link', { entry: name })];
    const unsafe = [name, ...entry.otherNames].find((each) => !isSafePath(each));
    if (unsafe !== undefined) return [reason('archive-name-unsafe', { entry: unsafe })];
    const contradicts =
      !entry.agreesWithHeader ||
      (entry.method === methods.stored && entry.size !== entry.packedSize) ||
      (name.endsWith('/') && entry.size !== 0);
    return contradicts ? [reason('archive-contradicts', { entry: name })] : [];
  });
}

/** In UTF-16 units; Windows allows 260, other systems some thousands. */
const longestPath = 1_024;

/** A path inside the archive, each of its steps a name that a desktop can save. */
function isSafePath(path: string): boolean {
  if (path.length > longestPath) return false;
  const steps = path.replace(/[/\\]$/, '').split(/[/\\]/);
  return steps.every(isSafeFileName);
}

function sizeReasons(entries: readonly Raw[], limits: InspectionLimits): readonly QuarantineReason[] {
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  const packed = entries.reduce((sum, entry) => sum + entry.packedSize, 0);
  const swells = (size: number, from: number) => size >= limits.ratioFromBytes && size > from * limits.ratio;
  const swollen = entries.find((entry) => swells(entry.size, entry.packedSize));
  const reasons: QuarantineReason[] = [];
  if (total > limits.unpackedBytes)
    reasons.push(reason('archive-too-big', { bytes: total, most: limits.unpackedBytes }));
  if (swollen !== undefined || swells(total, packed))
    reasons.push(reason('archive-ratio', { entry: swollen?.name ?? '*', most: limits.ratio }));
  return reasons;
}

/** Programs differ in which of two equal names they open; on Windows and macOS case makes no difference. */
function repeatReasons(entries: readonly Raw[]): readonly QuarantineReason[] {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const key = name.normalize('NFC').toLowerCase();
    if (seen.has(key)) return [reason('archive-name-repeats', { entry: name })];
    seen.add(key);
  }
  return [];
}

/** Every entry must have its bytes to itself, before the directory: shared bytes are how a small file unpacks to terabytes. */
function overlapReasons(entries: readonly Raw[], directoryAt: number): readonly QuarantineReason[] {
  const inOrder = [...entries].sort((left, right) => left.header - right.header);
  const overlapping = inOrder.find((entry, index) => entry.end > (inOrder[index + 1]?.header ?? directoryAt));
  return overlapping === undefined ? [] : [reason('archive-overlaps', { entry: overlapping.name })];
}
