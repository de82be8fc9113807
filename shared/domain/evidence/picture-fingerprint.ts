import * as z from 'zod/mini';

/**
 * What a picture looks like in 256 bits: it is thought of as 17 × 16 fields, and a bit says whether a field is clearly lighter
 * than the one to its right ("difference hash"). Scaling, saving again, brightening and a small mark leave most bits as they
 * are; cutting off an edge does not. Two pictures that look alike are a hint for a reviewer, never a finding.
 */
export const pictureFingerprint = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A picture as fields of light, row after row from the upper left, as its viewer sees it: 0 is black, 255 white. */
export type LightFields = readonly number[];

export const fieldColumns = 17;
export const fieldRows = 16;

/** Below this much between the lightest and the darkest field a picture is a plain surface, and like every other one. */
const leastContrast = 12;
/** Less than this between neighbours is the camera's noise, which is another one each time a picture is saved. */
const noise = 2;

/** The fingerprint of a picture, or null for a plain surface. */
export function fingerprintOfFields(fields: LightFields): string | null {
  if (Math.max(...fields) - Math.min(...fields) < leastContrast) return null;
  let bits = '';
  for (let row = 0; row < fieldRows; row += 1)
    for (let column = 0; column + 1 < fieldColumns; column += 1) {
      const at = row * fieldColumns + column;
      bits += (fields[at] ?? 0) > (fields[at + 1] ?? 0) + noise ? '1' : '0';
    }
  return BigInt(`0b${bits}`).toString(16).padStart(64, '0');
}

/**
 * Pictures that differ in no more bits than this look alike. Two fingerprints that differ in fewer bits than there are bands
 * agree in at least one band, so filing by bands misses none of them.
 */
export const mostDifferingBits = 15;

/** In how many bits of 256 two fingerprints differ. */
export function differingBits(left: string, right: string): number {
  let differing = BigInt(`0x${left}`) ^ BigInt(`0x${right}`);
  let count = 0;
  for (; differing > 0n; differing >>= 1n) count += Number(differing & 1n);
  return count;
}

const bands = 16;

/** A fingerprint's sixteen bands of 16 bits: where a picture is filed, and where its lookalikes are found. */
export function bandsOf(fingerprint: string): readonly string[] {
  return Array.from({ length: bands }, (_, band) => `${band}-${fingerprint.slice(band * 4, band * 4 + 4)}`);
}
