import { ByteView, ifReadable, type ByteOrder } from './inspect-bytes.ts';
import type { ImageFacts } from './inspection.ts';

export type ExifFacts = Pick<ImageFacts, 'takenAt' | 'place' | 'orientation'>;

export const noExif: ExifFacts = { takenAt: null, place: null, orientation: 1 };

/** Tags of TIFF 6.0 and Exif 2.32. */
const tags = {
  orientation: 0x0112,
  exifDirectory: 0x8769,
  gpsDirectory: 0x8825,
  dateTimeOriginal: 0x9003,
  latitudeReference: 1,
  latitude: 2,
  longitudeReference: 3,
  longitude: 4,
} as const;

/** A directory of a real camera has under 100 tags. */
const mostTags = 512;

/**
 * Reads when and where a picture was taken and how the camera was held, from a TIFF block (the content of Exif). A picture is worth
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
  const taken = exif.get(tags.dateTimeOriginal);
  return {
    takenAt: taken === undefined ? null : dateTime(view.ascii(view.u32(taken, order), 19)),
    // A place that makes no sense must not take the date with it.
    place: ifReadable(
      () => placeOf(view, subdirectory(view, first.get(tags.gpsDirectory), order), order),
      () => null,
    ),
    orientation: orientationOf(view, first.get(tags.orientation), order),
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

/** 1 to 8; what is not said, or is none of them, is upright. */
function orientationOf(view: ByteView, at: number | undefined, order: ByteOrder): number {
  const told = at === undefined ? 1 : view.u16(at, order);
  return told >= 1 && told <= 8 ? told : 1;
}

/** Degrees to five decimals, about a metre. Null unless both are there and on the globe. */
function placeOf(view: ByteView, gps: ReadonlyMap<number, number>, order: ByteOrder): ImageFacts['place'] {
  const degrees = (value: number, reference: number, negative: string, most: number): number | null => {
    const [at, sign] = [gps.get(value), gps.get(reference)];
    if (at === undefined || sign === undefined) return null;
    const start = view.u32(at, order);
    const [whole, minutes, seconds] = [0, 8, 16].map(
      (part) => view.u32(start + part, order) / view.u32(start + part + 4, order),
    );
    const size = (whole ?? NaN) + (minutes ?? NaN) / 60 + (seconds ?? NaN) / 3600;
    if (!(size <= most)) return null;
    return Math.round((view.ascii(sign, 1) === negative ? -size : size) * 1e5) / 1e5;
  };
  const latitude = degrees(tags.latitude, tags.latitudeReference, 'S', 90);
  const longitude = degrees(tags.longitude, tags.longitudeReference, 'W', 180);
  return latitude === null || longitude === null ? null : { latitude, longitude };
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
