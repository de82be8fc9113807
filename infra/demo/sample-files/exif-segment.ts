import { demonstrationMark } from './sample-file.ts';

/** Tags of TIFF 6.0 and Exif 2.32; every one written here holds text but the one that points to the Exif directory. */
const tags = {
  description: 0x010e,
  software: 0x0131,
  exifDirectory: 0x8769,
  dateTimeOriginal: 0x9003,
} as const;
const types = { ascii: 2, long: 4 } as const;
const entryBytes = 12;

/** The segment of a JPEG that says when the picture was taken and what it shows. */
export function exifSegment(of: Readonly<{ takenAt: string; description: string }>): Uint8Array {
  const description = text(`${demonstrationMark} ${of.description}`.trim());
  const software = text('Biaochi demonstration data');
  const taken = text(of.takenAt.slice(0, 19).replaceAll('-', ':').replace('T', ' '));

  // The header, a directory of three, the Exif directory of one, then the texts.
  const firstAt = 8;
  const exifAt = firstAt + directoryBytes(3);
  const descriptionAt = exifAt + directoryBytes(1);
  const softwareAt = descriptionAt + description.length;
  const takenAt = softwareAt + software.length;
  const tiff = new Uint8Array(takenAt + taken.length);
  const view = new DataView(tiff.buffer);
  tiff.set(new TextEncoder().encode('MM'));
  view.setUint16(2, 42);
  view.setUint32(4, firstAt);
  writeDirectory(view, firstAt, [
    [tags.description, types.ascii, description.length, descriptionAt],
    [tags.software, types.ascii, software.length, softwareAt],
    [tags.exifDirectory, types.long, 1, exifAt],
  ]);
  writeDirectory(view, exifAt, [[tags.dateTimeOriginal, types.ascii, taken.length, takenAt]]);
  tiff.set(description, descriptionAt);
  tiff.set(software, softwareAt);
  tiff.set(taken, takenAt);
  return segment(tiff);
}

type Entry = readonly [tag: number, type: number, count: number, value: number];

function directoryBytes(entries: number): number {
  return 2 + entries * entryBytes + 4;
}

/** Numbers stand with the high byte first; the four bytes after the last entry stay 0: no further directory. */
function writeDirectory(view: DataView, at: number, entries: readonly Entry[]): void {
  view.setUint16(at, entries.length);
  entries.forEach(([tag, type, count, value], index) => {
    const entry = at + 2 + index * entryBytes;
    view.setUint16(entry, tag);
    view.setUint16(entry + 2, type);
    view.setUint32(entry + 4, count);
    view.setUint32(entry + 8, value);
  });
}

function segment(tiff: Uint8Array): Uint8Array {
  const mark = new TextEncoder().encode('Exif\0\0');
  const whole = new Uint8Array(4 + mark.length + tiff.length);
  const view = new DataView(whole.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, whole.length - 2);
  whole.set(mark, 4);
  whole.set(tiff, 4 + mark.length);
  return whole;
}

/** Text as TIFF keeps it: closed by a zero. Readers take bytes beyond ASCII as UTF-8. */
function text(value: string): Uint8Array {
  return new TextEncoder().encode(`${value}\0`);
}
