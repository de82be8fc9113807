import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

/**
 * Builds files byte by byte, so that a test can make one that is right in everything but the thing it is about. Nothing
 * here is random and nothing reads a clock: a file is the same on every machine.
 */

export function bytesOf(...parts: readonly (string | Uint8Array | readonly number[])[]): Uint8Array {
  return Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes that do not compress, or only as far as their few different values allow; always the same. */
export function noise(size: number, values = 256): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length: size }, () => {
    state = Math.imul(state, 48_271) & 0x7fffffff;
    return (state >>> 11) % values;
  });
}

function numbers(length: number, write: (buffer: Buffer) => void): Uint8Array {
  const buffer = Buffer.alloc(length);
  write(buffer);
  return buffer;
}

const u16 = (value: number) => numbers(2, (buffer) => buffer.writeUInt16LE(value));
const u32 = (value: number) => numbers(4, (buffer) => buffer.writeUInt32LE(value >>> 0));
const u64 = (value: number) => numbers(8, (buffer) => buffer.writeBigUInt64LE(BigInt(value)));
const big16 = (value: number) => numbers(2, (buffer) => buffer.writeUInt16BE(value));
const big32 = (value: number) => numbers(4, (buffer) => buffer.writeUInt32BE(value >>> 0));

/** What one place of an archive says of an entry: its local header or the central directory. */
type ZipClaim = Readonly<{
  name: string | Uint8Array;
  flags: number;
  method: number;
  packedSize: number;
  size: number;
}>;

export type ZipPart = Readonly<{
  name: string | Uint8Array;
  data?: string | Uint8Array;
  /** Packed bytes in place of those that `data` gives. */
  packed?: Uint8Array;
  stored?: boolean;
  /** Untruths told in both places, in the local header only, in the directory only. */
  told?: Partial<ZipClaim>;
  toldLocally?: Partial<ZipClaim>;
  toldCentrally?: Partial<ZipClaim>;
  unixMode?: number;
  extra?: Uint8Array;
  /** The sizes stand after the data, as programs that pack while sending do it. */
  sizesFollow?: boolean;
  /** Points at the local header of an earlier part instead of having its own. */
  sharesPart?: number;
}>;

const utf8Names = 0x0800;
const sizesFollowBit = 0x0008;

export function buildZip(
  parts: readonly ZipPart[],
  options: Readonly<{ entriesTold?: number; comment?: string; slippedIn?: string }> = {},
): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  const places: number[] = [];
  let at = 0;
  for (const part of parts) {
    const data = typeof part.data === 'string' ? utf8(part.data) : (part.data ?? new Uint8Array());
    const packed = part.packed ?? (part.stored === true ? data : deflateRawSync(data));
    const claim: ZipClaim = {
      name: part.name,
      flags:
        (typeof part.name === 'string' ? utf8Names : 0) | (part.sizesFollow === true ? sizesFollowBit : 0),
      method: part.stored === true ? 0 : 8,
      packedSize: packed.length,
      size: data.length,
      ...part.told,
    };
    const locally = { ...claim, ...part.toldLocally };
    const shared = part.sharesPart === undefined ? undefined : places[part.sharesPart];
    const place = shared ?? at;
    places.push(place);
    central.push(centralHeader({ ...claim, ...part.toldCentrally }, crc32(data), place, part));
    if (shared !== undefined) continue;
    const sizes = part.sizesFollow === true ? [0, 0, 0] : [crc32(data), locally.packedSize, locally.size];
    const name = nameBytes(locally.name);
    const whole = bytesOf(
      u32(0x04034b50),
      ...[20, locally.flags, locally.method, 0, 0x21].map(u16),
      ...sizes.map(u32),
      ...[name.length, 0].map(u16),
      name,
      packed,
      part.sizesFollow === true
        ? bytesOf(...[0x08074b50, crc32(data), packed.length, data.length].map(u32))
        : [],
    );
    local.push(whole);
    at += whole.length;
  }
  const directory = bytesOf(...central);
  const entries = options.entriesTold ?? parts.length;
  const comment = utf8(options.comment ?? '');
  return bytesOf(
    ...local,
    // The directory's place, told below, does not count this.
    options.slippedIn ?? '',
    directory,
    u32(0x06054b50),
    ...[0, 0, entries, entries].map(u16),
    u32(directory.length),
    u32(at),
    u16(comment.length),
    comment,
  );
}

function centralHeader(claim: ZipClaim, crc: number, place: number, part: ZipPart): Uint8Array {
  const name = nameBytes(claim.name);
  const extra = part.extra ?? new Uint8Array();
  const mode = part.unixMode ?? 0;
  return bytesOf(
    u32(0x02014b50),
    ...[mode === 0 ? 20 : 0x0314, 20, claim.flags, claim.method, 0, 0x21].map(u16),
    ...[crc, claim.packedSize, claim.size].map(u32),
    ...[name.length, extra.length, 0, 0, 0].map(u16),
    u32(mode << 16),
    u32(place),
    name,
    extra,
  );
}

function nameBytes(name: string | Uint8Array): Uint8Array {
  return typeof name === 'string' ? utf8(name) : name;
}

/** The extra field in which Zip64 gives the real sizes. */
export function zip64Extra(size: number, packedSize: number): Uint8Array {
  return bytesOf(u16(0x0001), u16(16), u64(size), u64(packedSize));
}

/** The extra field in which Info-ZIP gives a second name. */
export function unicodeNameExtra(name: string): Uint8Array {
  const bytes = utf8(name);
  return bytesOf(u16(0x7075), u16(5 + bytes.length), [1], u32(0), bytes);
}

const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export type OfficeKind = 'word' | 'xl' | 'ppt';

const mainParts = { word: 'word/document.xml', xl: 'xl/workbook.xml', ppt: 'ppt/presentation.xml' } as const;

/** An Office package of the smallest kind that is told as one, with further parts. A part given again replaces the first. */
export function buildOffice(
  kind: OfficeKind,
  parts: Readonly<Record<string, string | Uint8Array>> = {},
): Uint8Array {
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${xml}<Types><Override PartName="/${mainParts[kind]}" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `${xml}<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="${mainParts[kind]}"/></Relationships>`,
    [mainParts[kind]]: `${xml}<root><p>县政府信息公开</p></root>`,
    ...parts,
  };
  return buildZip(Object.entries(all).map(([name, data]) => ({ name, data })));
}

type CompoundEntry = Readonly<{ name: string; type: number; child: number; right: number }>;

export type CompoundOptions = Readonly<{
  /** Names inside a storage of its own, one level down. */
  within?: Readonly<{ storage: string; names: readonly string[] }>;
  /** Where the directory's chain goes after its last sector. */
  directoryGoesTo?: number;
  /** A sector that the table says is in use. */
  alsoInUse?: number;
}>;

const endOfChain = 0xfffffffe;
const free = 0xffffffff;

/** A compound file (the container of DOC, XLS, PPT, MSI …) with streams of these names at its top. */
export function buildCompound(names: readonly string[], options: CompoundOptions = {}): Uint8Array {
  const entries: CompoundEntry[] = [{ name: 'Root Entry', type: 5, child: 1, right: free }];
  const inner = options.within?.names ?? [];
  const top = [...names, ...(options.within === undefined ? [] : [options.within.storage])];
  top.forEach((name, index) => {
    const last = index === top.length - 1;
    const storage = last && options.within !== undefined;
    const child = storage && inner.length > 0 ? 1 + top.length : free;
    entries.push({ name, type: storage ? 1 : 2, child, right: last ? free : index + 2 });
  });
  inner.forEach((name, index) => {
    const right = index === inner.length - 1 ? free : 2 + top.length + index;
    entries.push({ name, type: 2, child: free, right });
  });
  const sectors = Math.ceil(entries.length / 4);
  const directory = Buffer.alloc(sectors * 512);
  entries.forEach((entry, index) => directory.set(compoundEntry(entry), index * 128));

  // Sector 0 is the table, then the directory.
  const table = Buffer.alloc(512, 0xff);
  table.writeUInt32LE(0xfffffffd, 0);
  for (let sector = 1; sector <= sectors; sector += 1) {
    const next = sector === sectors ? (options.directoryGoesTo ?? endOfChain) : sector + 1;
    table.writeUInt32LE(next, sector * 4);
  }
  if (options.alsoInUse !== undefined) table.writeUInt32LE(endOfChain, options.alsoInUse * 4);

  const header = Buffer.alloc(512, 0);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  header.writeUInt16LE(0x3e, 24);
  header.writeUInt16LE(3, 26);
  header.writeUInt16LE(0xfffe, 28);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(1, 44); // sectors of the table
  header.writeUInt32LE(1, 48); // where the directory starts
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(endOfChain, 60);
  header.writeUInt32LE(endOfChain, 68);
  header.fill(0xff, 76);
  header.writeUInt32LE(0, 76);
  return bytesOf(header, table, directory);
}

function compoundEntry({ name, type, child, right }: CompoundEntry): Uint8Array {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 'utf16le');
  entry.writeUInt16LE(2 * name.length + 2, 64);
  entry.writeUInt8(type, 66);
  entry.writeUInt32LE(free, 68);
  entry.writeUInt32LE(right, 72);
  entry.writeUInt32LE(child, 76);
  return entry;
}

/** A TIFF block as Exif has it, low bytes first. */
export function buildExif(
  of: Readonly<{ takenAt?: string; gps?: boolean; orientation?: number }>,
): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: Uint8Array) =>
    bytesOf(u16(tag), u16(type), u32(count), value);
  const directory = (entries: readonly Uint8Array[]) => bytesOf(u16(entries.length), ...entries, u32(0));
  const [firstAt, exifAt, gpsAt, textAt, northAt, eastAt] = [8, 64, 96, 192, 216, 240];
  const block = Buffer.alloc(eastAt + 24);
  block.set(bytesOf('II', u16(42), u32(firstAt)));
  block.set(
    directory([
      ...(of.orientation === undefined ? [] : [entry(0x0112, 3, 1, bytesOf(u16(of.orientation), u16(0)))]),
      ...(of.takenAt === undefined ? [] : [entry(0x8769, 4, 1, u32(exifAt))]),
      ...(of.gps === true ? [entry(0x8825, 4, 1, u32(gpsAt))] : []),
    ]),
    firstAt,
  );
  block.set(directory([entry(0x9003, 2, 20, u32(textAt))]), exifAt);
  block.set(
    directory([
      entry(1, 2, 2, bytesOf('N\0\0\0')),
      entry(2, 5, 3, u32(northAt)),
      entry(3, 2, 2, bytesOf('E\0\0\0')),
      entry(4, 5, 3, u32(eastAt)),
    ]),
    gpsAt,
  );
  // 28° 41' 24.36" north, 115° 54' 30" east.
  block.set(bytesOf(...[28, 1, 41, 1, 2436, 100].map(u32)), northAt);
  block.set(bytesOf(...[115, 1, 54, 1, 30, 1].map(u32)), eastAt);
  block.set(utf8(`${of.takenAt ?? ''}\0`), textAt);
  return block;
}

export type JpegOptions = Readonly<{
  width?: number;
  height?: number;
  exif?: Uint8Array;
  comment?: string;
  withoutFrame?: boolean;
  emptySegments?: number;
}>;

/** A JPEG whose markers are all there; its one scan holds no picture worth seeing. */
export function buildJpeg(options: JpegOptions = {}): Uint8Array {
  const { width = 640, height = 480, exif, comment } = options;
  const segment = (marker: number, ...content: (string | Uint8Array | readonly number[])[]) => {
    const body = bytesOf(...content);
    return bytesOf([0xff, marker], big16(body.length + 2), body);
  };
  return bytesOf(
    [0xff, 0xd8],
    segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]),
    exif === undefined ? [] : segment(0xe1, 'Exif\0\0', exif),
    comment === undefined ? [] : segment(0xfe, comment),
    Buffer.alloc(4 * (options.emptySegments ?? 0), Buffer.from([0xff, 0xe2, 0x00, 0x02])),
    options.withoutFrame === true ? [] : segment(0xc0, [8], big16(height), big16(width), [1, 1, 0x11, 0]),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    [0x12, 0x34, 0xff, 0x00, 0x56, 0xff, 0xd0, 0x78],
    [0xff, 0xd9],
  );
}

/** A grey PNG; its header may tell any size. */
export function buildPng(
  of: Readonly<{ width?: number; height?: number; exif?: Uint8Array }> = {},
): Uint8Array {
  const chunk = (type: string, content: Uint8Array) => {
    const body = bytesOf(type, content);
    return bytesOf(big32(content.length), body, big32(crc32(body)));
  };
  return bytesOf(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', bytesOf(big32(of.width ?? 4), big32(of.height ?? 4), [8, 0, 0, 0, 0])),
    of.exif === undefined ? [] : chunk('eXIf', of.exif),
    chunk('IDAT', deflateSync(Buffer.alloc(20))),
    chunk('IEND', new Uint8Array()),
  );
}

function box(type: string, ...content: (string | Uint8Array | readonly number[])[]): Uint8Array {
  const body = bytesOf(...content);
  return bytesOf(big32(body.length + 8), type, body);
}

/** A film of `seconds` frames of nothing. */
export function buildMp4(brand = 'isom', dataBytes = 64): Uint8Array {
  return bytesOf(
    box('ftyp', brand, big32(512), brand === 'qt  ' ? 'qt  ' : 'isomiso2avc1mp41'),
    box('moov', box('mvhd', Buffer.alloc(100))),
    box('mdat', Buffer.alloc(dataBytes)),
  );
}

/** A HEIC picture of one item, with its Exif where the item tables say. */
export function buildHeic(of: Readonly<{ width: number; height: number; exif?: Uint8Array }>): Uint8Array {
  const start = box('ftyp', 'heic', big32(0), 'mif1heic');
  const exif = of.exif === undefined ? new Uint8Array() : bytesOf(big32(6), 'Exif\0\0', of.exif);
  const full = (type: string, version: number, ...content: (string | Uint8Array | readonly number[])[]) =>
    box(type, [version, 0, 0, 0], ...content);
  const meta = (exifAt: number) =>
    full(
      'meta',
      0,
      full(
        'iinf',
        0,
        big16(2),
        full('infe', 2, big16(1), big16(0), 'hvc1\0'),
        full('infe', 2, big16(2), big16(0), 'Exif\0'),
      ),
      full(
        'iloc',
        1,
        [0x44, 0x00],
        big16(2),
        bytesOf(big16(1), big16(0), big16(0), big16(1), big32(exifAt), big32(0)),
        bytesOf(big16(2), big16(0), big16(0), big16(1), big32(exifAt), big32(exif.length)),
      ),
      box(
        'iprp',
        box(
          'ipco',
          full('ispe', 0, big32(512), big32(512)),
          full('ispe', 0, big32(of.width), big32(of.height)),
        ),
      ),
    );
  const exifAt = start.length + meta(0).length + 8;
  return bytesOf(start, meta(exifAt), box('mdat', exif));
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function buildPdf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const numbered = objects.map((object, index) => bytesOf(`${index + 1} 0 obj\n`, object, '\nendobj\n'));
  const body = bytesOf('%PDF-1.7\n', ...numbered);
  return bytesOf(
    body,
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\n`,
    `startxref\n${body.length}\n%%EOF\n`,
  );
}

/** A stream of packed objects, as PDF programs write them since version 1.5. */
export function packedPdfObjects(objects: string): Uint8Array {
  const packed = deflateSync(Buffer.from(`10 0 ${objects}`, 'latin1'));
  return bytesOf(
    `<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`,
    packed,
    '\nendstream',
  );
}
