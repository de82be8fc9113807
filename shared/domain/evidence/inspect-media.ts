import { ByteView, ifReadable, Unreadable } from './inspect-bytes.ts';
import { noExif, readExif, type ExifFacts } from './inspect-exif.ts';
import { pictureFindings } from './inspect-image.ts';
import { findings, type Findings, type InspectionLimits } from './inspect-tools.ts';

/** A box of the ISO base media format (ISO/IEC 14496-12): where its content starts and ends. */
type Box = Readonly<{ type: string; start: number; end: number }>;

/** An hour of video in one-second fragments has 7,200 boxes. */
const mostBoxes = 50_000;

/** Films: the boxes must fill the file, and the index and the data must both be there. */
export function inspectMp4(bytes: Uint8Array): Findings {
  const types = new Set(boxesIn(new ByteView(bytes), 0, bytes.length).map((box) => box.type));
  if (!types.has('moov') || !types.has('mdat')) throw new Unreadable('truncated');
  return findings();
}

/** HEIC pictures: size from the largest item, Exif through the item tables; nothing is decoded. */
export function inspectHeic(bytes: Uint8Array, limits: InspectionLimits): Findings {
  const view = new ByteView(bytes);
  const meta = boxesIn(view, 0, bytes.length).find((box) => box.type === 'meta');
  if (meta === undefined) throw new Unreadable('truncated');
  const parts = boxesIn(view, meta.start + 4, meta.end);
  // As in readExif: a picture is worth keeping when its Exif is not.
  const exif = ifReadable(
    () => heicExif(view, parts),
    () => noExif,
  );
  return pictureFindings(largestItem(view, parts), exif, false, limits);
}

function boxesIn(view: ByteView, start: number, end: number): readonly Box[] {
  const boxes: Box[] = [];
  let at = start;
  while (at < end) {
    if (boxes.length === mostBoxes) throw new Unreadable('damaged');
    const short = view.u32(at, 'big');
    // 1: the size stands after the type, in 64 bits. 0: up to the end.
    const header = short === 1 ? 16 : 8;
    const size = short === 1 ? view.u64(at + 8, 'big') : short === 0 ? end - at : short;
    if (size < header) throw new Unreadable('damaged');
    if (at + size > end) throw new Unreadable('truncated');
    boxes.push({ type: view.ascii(at + 4, 4), start: at + header, end: at + size });
    at += size;
  }
  return boxes;
}

function inside(view: ByteView, boxes: readonly Box[], type: string): readonly Box[] {
  const box = boxes.find((each) => each.type === type);
  return box === undefined ? [] : boxesIn(view, box.start, box.end);
}

/** A HEIC is often a grid of tiles; the picture itself is the largest item. */
function largestItem(view: ByteView, parts: readonly Box[]): Readonly<{ width: number; height: number }> {
  const sizes = inside(view, inside(view, parts, 'iprp'), 'ipco')
    .filter((box) => box.type === 'ispe')
    .map((box) => ({ width: view.u32(box.start + 4, 'big'), height: view.u32(box.start + 8, 'big') }));
  return sizes.reduce((most, size) => (size.width * size.height > most.width * most.height ? size : most), {
    width: 0,
    height: 0,
  });
}

function heicExif(view: ByteView, parts: readonly Box[]): ExifFacts {
  const item = exifItem(view, parts);
  const place = item === null ? null : itemPlace(view, parts, item);
  if (place === null) return noExif;
  const block = new ByteView(view.slice(place.at, place.length));
  // The block begins with the distance to the TIFF header.
  const tiff = 4 + block.u32(0, 'big');
  return readExif(block.slice(tiff, block.length - tiff));
}

/** The number of the item that the item-information box says is Exif. */
function exifItem(view: ByteView, parts: readonly Box[]): number | null {
  const box = parts.find((each) => each.type === 'iinf');
  if (box === undefined) return null;
  const countBytes = view.u8(box.start) === 0 ? 2 : 4;
  for (const entry of boxesIn(view, box.start + 4 + countBytes, box.end)) {
    const wide = view.u8(entry.start) === 3;
    const id = wide ? view.u32(entry.start + 4, 'big') : view.u16(entry.start + 4, 'big');
    if (view.ascii(entry.start + (wide ? 10 : 8), 4) === 'Exif') return id;
  }
  return null;
}

/** Where the item-location box puts the first extent of an item, when it lies in this file. */
function itemPlace(
  view: ByteView,
  parts: readonly Box[],
  item: number,
): Readonly<{ at: number; length: number }> | null {
  const box = parts.find((each) => each.type === 'iloc');
  if (box === undefined) return null;
  const version = view.u8(box.start);
  const [offsetBytes, lengthBytes] = nibbles(view.u8(box.start + 4));
  const [baseBytes, indexNibble] = nibbles(view.u8(box.start + 5));
  const indexBytes = version === 0 ? 0 : indexNibble;

  let at = box.start + 6;
  const next = (bytes: number): number => {
    at += bytes;
    return number(view, at - bytes, bytes);
  };
  const wide = version === 2 ? 4 : 2;
  const items = Math.min(next(wide), mostBoxes);
  for (let index = 0; index < items; index += 1) {
    const id = next(wide);
    const construction = version === 0 ? 0 : next(2) & 15;
    next(2);
    const base = next(baseBytes);
    const extents = next(2);
    if (id === item) {
      if (extents === 0 || construction !== 0) return null;
      next(indexBytes);
      return { at: base + next(offsetBytes), length: next(lengthBytes) };
    }
    at += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return null;
}

function nibbles(byte: number): readonly [number, number] {
  return [byte >> 4, byte & 15];
}

/** A number of as many bytes as the box's header says: none, four or eight, or two for counts. */
function number(view: ByteView, at: number, bytes: number): number {
  switch (bytes) {
    case 0:
      return 0;
    case 2:
      return view.u16(at, 'big');
    case 4:
      return view.u32(at, 'big');
    case 8:
      return view.u64(at, 'big');
    default:
      throw new Unreadable('damaged');
  }
}
