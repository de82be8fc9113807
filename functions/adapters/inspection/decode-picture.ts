import { inflateSync } from 'node:zlib';
import { decode as decodePng } from 'fast-png';
import jpeg from 'jpeg-js';

/** A decoded picture: `channels` bytes for each point, of which the first (grey) or first three (colour) say how light it is. */
export type DecodedPicture = Readonly<{
  width: number;
  height: number;
  channels: number;
  data: ArrayLike<number>;
  /** What a point's value is at its lightest. */
  white: number;
  palette: readonly ArrayLike<number>[] | null;
}>;

/** Largest picture that is decoded, in millions of points: those of any office camera. The decoder of JPEG is held to 900 MB. */
const mostMegapixels = 40;
const mostPoints = mostMegapixels * 1_000_000;
/** A camera writes one scan, a page for the web some ten; each costs as much as the whole picture, however short it is. */
const mostScans = 40;

/**
 * Decodes a picture that the inspection let through, or null where that is not worth it: too large, damaged inside, or made to
 * take long. What is decoded was counted beforehand, so that a small file cannot grow without bound.
 */
export function decodePicture(type: 'jpeg' | 'png', bytes: Uint8Array): DecodedPicture | null {
  try {
    return type === 'jpeg' ? fromJpeg(bytes) : fromPng(bytes);
  } catch {
    // Both decoders throw plain errors on what they cannot read. A picture without a fingerprint is still evidence.
    return null;
  }
}

function fromJpeg(bytes: Uint8Array): DecodedPicture | null {
  if (scansOf(bytes) > mostScans) return null;
  const picture = jpeg.decode(bytes, {
    useTArray: true,
    formatAsRGBA: false,
    tolerantDecoding: false,
    maxResolutionInMP: mostMegapixels,
    maxMemoryUsageInMB: 900,
  });
  return { ...picture, channels: 3, white: 255, palette: null };
}

/** How often FF DA stands in the file: every start of a scan, and now and then a pair in a text or a preview. */
function scansOf(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xda) scans += 1;
  return scans;
}

function fromPng(bytes: Uint8Array): DecodedPicture | null {
  const bare = barePng(bytes);
  if (bare === null) return null;
  const { width, height, channels, data, depth, palette } = decodePng(bare);
  // The decoder leaves points of less than a byte packed; only drawings have them.
  if (depth < 8) return null;
  return {
    width,
    height,
    channels,
    data,
    white: 2 ** depth - 1,
    palette: palette ?? null,
  };
}

const signatureBytes = 8;
const headerBytes = 25;

/**
 * The picture alone, without texts and colour profiles (which a decoder would unpack), once it is sure that it unpacks to no
 * more than its size in points. The decoder itself does not stop by itself.
 */
function barePng(bytes: Uint8Array): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [depth, colour] = [view.getUint8(24), view.getUint8(25)];
  if (width * height > mostPoints) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, signatureBytes + headerBytes)];
  const packed: Uint8Array[] = [];
  for (let at = signatureBytes + headerBytes; at + 12 <= bytes.length;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'PLTE') kept.push(bytes.subarray(at, at + 12 + length));
    if (type === 'IDAT') {
      kept.push(bytes.subarray(at, at + 12 + length));
      packed.push(bytes.subarray(at + 8, at + 8 + length));
    }
    if (type === 'IEND') kept.push(bytes.subarray(at, at + 12));
    if (type === 'IEND') break;
    at += 12 + length;
  }
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[colour];
  if (samples === undefined) return null;
  // Interlaced pictures have up to seven passes, each with a byte more for every row.
  const most = (Math.ceil((width * depth * samples) / 8) + 1) * height + 8 * (width + height) + 64;
  inflateSync(Buffer.concat(packed), { maxOutputLength: most });
  return Buffer.concat(kept);
}
