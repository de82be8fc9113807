import { ByteView, ifReadable, type ByteOrder } from './inspect-bytes.ts';
import type { ImageFacts } from './inspection.ts';

export type ExifFacts = Pick<ImageFacts, 'takenAt' | 'hasGps'>;

export const noExif: ExifFacts = { takenAt: null, hasGps: false };

/** Tags of TIFF 6.0 and Exif 2.32. */
const tags = {
  exifDirectory: 0x8769,
  gpsDirectory: 0x8825,
  dateTimeOriginal: 0x9003,
  latitude: 2,
  longitude: 4,
} as const;

/** A directory of a real camera has under 100 tags. */
const mostTags = 512;

/**
 * Reads when a picture was taken and whether it says where, from a TIFF block (the content of Exif). A picture is worth
 * keeping when its Exif is not, so damage here means that nothing is known, never that the picture is refused.
 */
export function readExif(tiff: Uint8Array): ExifFacts {
  return ifReadable(
    () => exifOf(new ByteView(tiff)),
    () => noExif,
  );
}

function exifOf(view: ByteView): ExifFacts {
  const mark = view.ascii(0, 2);
  if (mark !== 'II' && mark !== 'MM') return noExif;
  const order: ByteOrder = mark === 'II' ? 'little' : 'big';
  if (view.u16(2, order) !== 42) return noExif;

  const first = directory(view, view.u32(4, order), order);
  const exif = subdirectory(view, first.get(tags.exifDirectory), order);
  const gps = subdirectory(view, first.get(tags.gpsDirectory), order);
  const taken = exif.get(tags.dateTimeOriginal);
  return {
    takenAt: taken === undefined ? null : dateTime(view.ascii(view.u32(taken, order), 19)),
    hasGps: gps.has(tags.latitude) && gps.has(tags.longitude),
  };
}

/** Where each tag's value (or the value's place) stands. */
function directory(view: ByteView, at: number, order: ByteOrder): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  const count = Math.min(view.u16(at, order), mostTags);
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    places.set(view.u16(entry, order), entry + 8);
  }
  return places;
}

function subdirectory(
  view: ByteView,
  place: number | undefined,
  order: ByteOrder,
): ReadonlyMap<number, number> {
  return place === undefined ? new Map() : directory(view, view.u32(place, order), order);
}

/** Exif's `2018:05:03 10:11:12` as an ISO date and time, or null: cameras whose clock was never set write zeros. */
function dateTime(text: string): string | null {
  const match = /^(\d{4}):(\d\d):(\d\d) ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(text);
  if (match === null) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = ''] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  // A day that does not exist, such as 30 February, rolls over into another.
  const exists = date.toISOString().startsWith(`${year}-${month}-${day}`);
  return exists && Number(year) > 0 ? `${year}-${month}-${day}T${hour}:${minute}:${second}` : null;
}
