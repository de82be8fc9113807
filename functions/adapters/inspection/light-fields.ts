import {
  fieldColumns,
  fieldRows,
  type LightFields,
} from '../../../shared/domain/evidence/picture-fingerprint.ts';
import type { DecodedPicture } from './decode-picture.ts';

/** At most about this many points are looked at, in an even grid: more changes nothing, and a large picture has millions. */
const enoughPoints = 2_000_000;

/**
 * How light each field of a picture is, on average.
 * @param orientation 1 to 8, as Exif says how the camera was held: the same scene is the same, whoever turned the picture
 */
export function lightFields(picture: DecodedPicture, orientation: number): LightFields {
  const light = lightnessOf(picture);
  const turned = orientation >= 5;
  const [width, height] = turned ? [picture.height, picture.width] : [picture.width, picture.height];
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / enoughPoints)));
  const sums = new Float64Array(fieldColumns * fieldRows);
  const counts = new Uint32Array(fieldColumns * fieldRows);
  for (let y = 0; y < height; y += step) {
    const row = Math.floor((y * fieldRows) / height) * fieldColumns;
    for (let x = 0; x < width; x += step) {
      const field = row + Math.floor((x * fieldColumns) / width);
      sums[field] = (sums[field] ?? 0) + light(...asStored(x, y, width, height, orientation));
      counts[field] = (counts[field] ?? 0) + 1;
    }
  }
  // A picture narrower than the fields leaves some without a point; they are dark.
  return Array.from(sums, (sum, field) => sum / Math.max(1, counts[field] ?? 0));
}

/** Where a point that is seen at x, y lies in the stored picture; width and height are those that are seen (Exif 2.32, 0x0112). */
function asStored(
  x: number,
  y: number,
  width: number,
  height: number,
  orientation: number,
): [number, number] {
  const [right, below] = [width - 1 - x, height - 1 - y];
  switch (orientation) {
    case 2:
      return [right, y];
    case 3:
      return [right, below];
    case 4:
      return [x, below];
    case 5:
      return [y, x];
    case 6:
      return [y, right];
    case 7:
      return [below, right];
    case 8:
      return [below, x];
    default:
      return [x, y];
  }
}

/** Reads how light one point is, 0 to 255, with the weights of ITU-R BT.601. */
function lightnessOf({ width, channels, data, white, palette }: DecodedPicture) {
  const of = (red: number, green: number, blue: number) => 0.299 * red + 0.587 * green + 0.114 * blue;
  return (x: number, y: number): number => {
    const at = (y * width + x) * channels;
    const first = data[at] ?? 0;
    if (palette !== null) {
      const colour = palette[first];
      return of(colour?.[0] ?? 0, colour?.[1] ?? 0, colour?.[2] ?? 0);
    }
    const light = channels < 3 ? first : of(first, data[at + 1] ?? 0, data[at + 2] ?? 0);
    return (light * 255) / white;
  };
}
