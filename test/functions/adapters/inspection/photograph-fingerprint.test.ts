import { deflateSync } from 'node:zlib';
import { encode as encodePng } from 'fast-png';
import jpeg from 'jpeg-js';
import { describe, expect, test } from 'vitest';
import { decodePicture } from '../../../../functions/adapters/inspection/decode-picture.ts';
import { lightFields } from '../../../../functions/adapters/inspection/light-fields.ts';
import { photographFingerprint } from '../../../../functions/adapters/inspection/photograph-fingerprint.ts';
import { makePhoto } from '../../../../infra/demo/sample-files/make-photo.ts';
import {
  differingBits,
  fingerprintOfFields,
  mostDifferingBits,
} from '../../../../shared/domain/evidence/picture-fingerprint.ts';
import { buildJpeg, buildPng } from '../../../support/file-builders.ts';

type Points = Readonly<{ width: number; height: number; data: Uint8Array }>;

const photo = (seed: string) => makePhoto(seed, { takenAt: '2018-05-03T10:11:12' }).bytes;
const pointsOf = (bytes: Uint8Array): Points => jpeg.decode(bytes, { useTArray: true });
const saved = (points: Points, quality = 80) => new Uint8Array(jpeg.encode(points, quality).data);
const fingerprint = (bytes: Uint8Array, type: 'jpeg' | 'png' = 'jpeg', orientation = 1) => {
  const picture = decodePicture(type, bytes);
  return picture === null ? null : fingerprintOfFields(lightFields(picture, orientation));
};
const must = (of: string | null) => {
  if (of === null) throw new Error('the picture has no fingerprint');
  return of;
};
const eachPoint = (
  { width, height, data }: Points,
  change: (value: number, x: number, y: number) => number,
): Points => ({
  width,
  height,
  data: data.map((value, at) =>
    at % 4 === 3 ? value : Math.min(255, change(value, (at >> 2) % width, Math.floor((at >> 2) / width))),
  ),
});
const halved = ({ width, height, data }: Points): Points => {
  const [w, h] = [width >> 1, height >> 1];
  const small = new Uint8Array(w * h * 4);
  for (let at = 0; at < small.length; at += 1) {
    const [channel, x, y] = [at % 4, (at >> 2) % w, Math.floor((at >> 2) / w)];
    const from = (2 * y * width + 2 * x) * 4 + channel;
    small[at] = ((data[from] ?? 0) + (data[from + 4] ?? 0)) >> 1;
  }
  return { width: w, height: h, data: small };
};

describe('a photograph keeps its fingerprint', () => {
  const original = photo('duplicate');
  const points = pointsOf(original);
  test.each<[string, () => [Uint8Array, 'jpeg' | 'png']]>([
    ['saved again at the lowest quality that offices use', () => [saved(points, 30), 'jpeg']],
    ['sent through a chat program, which halves it', () => [saved(halved(points)), 'jpeg']],
    ['brightened', () => [saved(eachPoint(points, (value) => value * 1.15 + 10)), 'jpeg']],
    [
      'with a stamp in a corner',
      () => [saved(eachPoint(points, (value, x, y) => (x < 90 && y < 24 ? 250 : value))), 'jpeg'],
    ],
    ['turned into a PNG', () => [encodePng({ ...points, channels: 4, depth: 8 }), 'png']],
  ])('%s', (_, made) => {
    expect(differingBits(must(fingerprint(original)), must(fingerprint(...made())))).toBeLessThanOrEqual(
      mostDifferingBits,
    );
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('however the camera was held: orientation %d', (orientation) => {
    const { width, height, data } = points;
    const turned = orientation >= 5;
    const [w, h] = turned ? [height, width] : [width, height];
    const stored = new Uint8Array(data.length);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        // The inverse of what a viewer does, written out from Exif's table of where row 0 and column 0 are seen.
        const [row, column] = (
          {
            2: [y, width - 1 - x],
            3: [height - 1 - y, width - 1 - x],
            4: [height - 1 - y, x],
            5: [x, y],
            6: [width - 1 - x, y],
            7: [width - 1 - x, height - 1 - y],
            8: [x, height - 1 - y],
          } as const
        )[orientation]!;
        stored.set(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4), (row * w + column) * 4);
      }
    const png = encodePng({ width: w, height: h, data: stored, channels: 4, depth: 8 });
    expect(
      differingBits(must(fingerprint(original)), must(fingerprint(png, 'png', orientation))),
    ).toBeLessThanOrEqual(2);
  });
});

test('of photographs of other things few look alike: a hint that always speaks says nothing', () => {
  const prints = Array.from({ length: 40 }, (_, index) => must(fingerprint(photo(`other ${index}`))));
  const pairs = prints.flatMap((left, index) =>
    prints.slice(0, index).map((right) => differingBits(left, right)),
  );
  expect(pairs.filter((bits) => bits <= mostDifferingBits).length / pairs.length).toBeLessThan(0.05);
});

describe('a picture without a fingerprint is still evidence', () => {
  const verdict = (detectedType: 'jpeg' | 'png' | 'heic' | 'pdf') => ({
    outcome: 'inspected' as const,
    detectedType,
    flags: [],
    image: { width: 10, height: 10, takenAt: null, place: null, orientation: 1 },
  });

  test('a plain surface is like every other plain surface, so it has none', () => {
    const white = saved({ width: 64, height: 64, data: new Uint8Array(64 * 64 * 4).fill(255) });
    expect(photographFingerprint(white, verdict('jpeg'))).toBeNull();
  });

  test.each<[string, Uint8Array, 'jpeg' | 'png']>([
    ['damaged inside', buildJpeg(), 'jpeg'],
    ['a JPEG cut off in the middle of the picture', photo('cut').subarray(0, 4000), 'jpeg'],
    ['larger than is decoded', buildPng({ width: 9000, height: 9000 }), 'png'],
    ['a small PNG that would unpack to far more than its points', pngBomb(), 'png'],
    ['a JPEG of a thousand scans, each of which costs a whole picture', scans(1000), 'jpeg'],
  ])('%s', (_, bytes, type) => {
    expect(photographFingerprint(bytes, verdict(type))).toBeNull();
  });

  test.each(['heic', 'pdf'] as const)('%s is not decoded', (type) => {
    expect(photographFingerprint(photo('other kind'), verdict(type))).toBeNull();
  });

  test('nor is what was set aside', () => {
    const refused = { outcome: 'quarantined' as const, reasons: [{ code: 'damaged' as const, params: {} }] };
    expect(photographFingerprint(photo('set aside'), refused)).toBeNull();
  });
});

/** 4 × 4 points by its header, 64 MB by its data. */
function pngBomb(): Uint8Array {
  const whole = Buffer.from(buildPng());
  const from = whole.indexOf('IDAT') - 4;
  const data = deflateSync(Buffer.alloc(64 * 1_048_576));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const end = whole.indexOf('IEND') - 4;
  return Buffer.concat([
    whole.subarray(0, from),
    length,
    Buffer.from('IDAT'),
    data,
    Buffer.alloc(4),
    whole.subarray(end),
  ]);
}

function scans(count: number): Uint8Array {
  const bytes = Buffer.from(photo('scans'));
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
  return Buffer.concat([
    bytes.subarray(0, -2),
    ...Array.from({ length: count }, () => scan),
    bytes.subarray(-2),
  ]);
}
