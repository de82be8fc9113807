import type { InspectionVerdict } from '../../../shared/domain/evidence/inspection.ts';
import { fingerprintOfFields } from '../../../shared/domain/evidence/picture-fingerprint.ts';
import { decodePicture } from './decode-picture.ts';
import { lightFields } from './light-fields.ts';

/**
 * What an inspected photograph looks like, in 256 bits; null for what is no JPEG or PNG, cannot be decoded, or shows a plain
 * surface. HEIC is not decoded: its decoders come with copyleft licences, and its coding is patented.
 */
export function photographFingerprint(bytes: Uint8Array, verdict: InspectionVerdict): string | null {
  if (verdict.outcome !== 'inspected' || verdict.image === null) return null;
  const { detectedType: type, image } = verdict;
  if (type !== 'jpeg' && type !== 'png') return null;
  const picture = decodePicture(type, bytes);
  return picture === null ? null : fingerprintOfFields(lightFields(picture, image.orientation));
}
