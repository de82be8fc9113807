import jpeg from 'jpeg-js';
import { createCanvas, type Canvas } from './canvas.ts';
import { exifSegment } from './exif-segment.ts';
import { dateStampStrokes, demonstrationMarkStrokes } from './letter-strokes.ts';
import { drawScene, photoScenes, type PhotoScene } from './photo-scenes.ts';
import type { SampleFile } from './sample-file.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

const size = { width: 320, height: 240 } as const;
/** Of 100; makes files of 9 to 20 KB in 15 ms, nearly all of it the encoder. */
const quality = 55;

/** What a photograph is to show; without a scene the seed chooses one. */
export type Photo = Readonly<{
  scene?: PhotoScene;
  /** Goes into the Exif description: what a person would write on the back. */
  caption?: string;
  /** The camera's local time, `2018-05-03T10:11:12`. */
  takenAt: string;
}>;

/** A small JPEG as a clerk's camera would make it, with the demonstration mark and the date across the bottom. */
export function makePhoto(seed: string, photo: Photo): SampleFile {
  const random = seededRandom(`photo ${seed}`);
  const canvas = createCanvas(size.width, size.height);
  drawScene(canvas, photo.scene ?? random.pick(photoScenes), random);
  addGrain(canvas, random);
  stamp(canvas, photo.takenAt);
  const encoded = jpeg.encode({ ...size, data: canvas.pixels }, quality).data;
  return {
    bytes: withExif(encoded, exifSegment({ takenAt: photo.takenAt, description: photo.caption ?? '' })),
    extension: 'jpg',
    contentType: 'image/jpeg',
  };
}

/** Grain of a cheap sensor: without it the picture is a few flat areas and compresses to nothing. */
function addGrain({ pixels }: Canvas, random: SeededRandom): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const grain = random.between(-3, 3);
    for (let channel = at; channel < at + 3; channel += 1) {
      pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] ?? 0) + grain));
    }
  }
}

function stamp(canvas: Canvas, takenAt: string): void {
  const top = size.height - 30;
  canvas.fill(0, top - 4, size.width, 34, 0x0c0c0c);
  demonstrationMarkStrokes.forEach((strokes, index) => {
    canvas.strokes(strokes, 10 + index * 27, top, 22, 2, 0xfafafa);
  });
  Array.from(takenAt.replace('T', ' ').slice(0, 16)).forEach((letter, index) => {
    canvas.strokes(dateStampStrokes(letter), 132 + index * 11, top + 4, 14, 2, 0xf49628);
  });
}

/** Exif stands right after the start of the picture. */
function withExif(encoded: Uint8Array, exif: Uint8Array): Uint8Array {
  const whole = new Uint8Array(encoded.length + exif.length);
  whole.set(encoded.subarray(0, 2));
  whole.set(exif, 2);
  whole.set(encoded.subarray(2), 2 + exif.length);
  return whole;
}
