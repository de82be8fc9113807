import { ByteView, startsWithAscii, Unreadable } from './inspect-bytes.ts';
import { noExif, readExif, type ExifFacts } from './inspect-exif.ts';
import { hasPageMarks } from './inspect-magic.ts';
import { findings, reason, type Findings, type InspectionLimits } from './inspect-tools.ts';

/** More segments or chunks than any camera or program writes; it bounds the walk over a file made of empty ones. */
const mostSegments = 100_000;

const exifMark = 'Exif\0\0';

/** Walks a JPEG from marker to marker up to its end; no pixel is decoded. */
export function inspectJpeg(bytes: Uint8Array, limits: InspectionLimits): Findings {
  const view = new ByteView(bytes);
  let size = { width: 0, height: 0 };
  let exif = noExif;
  let hidesPage = false;
  let at = 2;
  for (let segment = 0; ; segment += 1) {
    if (segment === mostSegments || view.u8(at) !== 0xff) throw new Unreadable('damaged');
    const marker = view.u8(at + 1);
    if (marker === 0xff) {
      at += 1; // a fill byte
      continue;
    }
    if (marker === 0xd9) break;
    if (isAlone(marker)) {
      at += 2;
      continue;
    }
    const length = view.u16(at + 2, 'big');
    if (length < 2) throw new Unreadable('damaged');
    const content = view.slice(at + 4, length - 2);
    if (isFrame(marker)) size = larger(size, frameSize(content));
    if (marker === 0xe1 && exif === noExif && startsWithAscii(content, exifMark, 0))
      exif = readExif(content.subarray(exifMark.length));
    if (marker === 0xfe) hidesPage ||= hasPageMarks(content);
    at += 2 + length;
    if (marker === 0xda) at = endOfScan(bytes, at);
  }
  const found = pictureFindings(size, exif, at + 2 < bytes.length, limits);
  return hidesPage
    ? { ...found, reasons: [...found.reasons, reason('two-types-at-once', { other: 'HTML' })] }
    : found;
}

/** Walks a PNG from chunk to chunk up to its end; nothing is unpacked. */
export function inspectPng(bytes: Uint8Array, limits: InspectionLimits): Findings {
  const view = new ByteView(bytes);
  if (view.u32(8, 'big') !== 13 || view.ascii(12, 4) !== 'IHDR') throw new Unreadable('damaged');
  const size = { width: view.u32(16, 'big'), height: view.u32(20, 'big') };
  let exif = noExif;
  let at = 8;
  for (let chunk = 0; ; chunk += 1) {
    if (chunk === mostSegments) throw new Unreadable('damaged');
    const length = view.u32(at, 'big');
    const type = view.ascii(at + 4, 4);
    const content = view.slice(at + 8, length);
    if (type === 'eXIf') exif = readExif(content);
    view.slice(at + 8 + length, 4); // the checksum must be there
    at += 12 + length;
    if (type === 'IEND') break;
  }
  return pictureFindings(size, exif, at < bytes.length, limits);
}

/** What every picture is held to, from its header. @throws Unreadable when it has no size. */
export function pictureFindings(
  size: Readonly<{ width: number; height: number }>,
  exif: ExifFacts,
  trailing: boolean,
  limits: InspectionLimits,
): Findings {
  if (size.width === 0 || size.height === 0) throw new Unreadable('damaged');
  const tooLarge = size.width * size.height > limits.pixels;
  return findings({
    reasons: tooLarge ? [reason('image-too-large', { ...size, most: limits.pixels })] : [],
    flags: trailing ? ['trailing-data'] : [],
    image: { ...size, ...exif },
  });
}

/** Markers without a length: TEM and the restart markers. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** Start-of-frame markers; among them stand three that are none (huffman tables, arithmetic tables, an extension). */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function frameSize(content: Uint8Array): { width: number; height: number } {
  const view = new ByteView(content);
  return { height: view.u16(1, 'big'), width: view.u16(3, 'big') };
}

/** Programs differ in whether the first or the last frame counts, so the larger one is judged. */
function larger<Size extends Readonly<{ width: number; height: number }>>(left: Size, right: Size): Size {
  return left.width * left.height >= right.width * right.height ? left : right;
}

/** The next marker after compressed picture data, in which FF is followed by 00 or a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !isAlone(next)) return at;
  }
  throw new Unreadable('truncated');
}
