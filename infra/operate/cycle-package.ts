import * as z from 'zod/mini';
import { sha256Hex } from '../../shared/domain/values.ts';
import { bucketRoles, type BucketRole } from './installation-at.ts';

/**
 * A year on its way: a folder with `manifest.json`, `records.jsonl` (one record to a line, as plain JSON with its key),
 * `signing-key.pem` (the public key of what was signed) and the files of each bucket under `files/`.
 */
export const packageFormat = 'biaochi-cycle/1';
export const manifestName = 'manifest.json';
export const recordsName = 'records.jsonl';
export const keyName = 'signing-key.pem';

/** Keys become paths: none may lead out of the folder. */
const objectKey = z
  .string()
  .check(z.refine((key) => !/(^|\/)\.\.?(\/|$)|^\/|[\\\0]/.test(key) && key !== ''));

const packedFile = z.strictObject({
  bucket: z.enum(bucketRoles),
  key: objectKey,
  size: z.int().check(z.minimum(0)),
  sha256: sha256Hex,
  contentType: z.string(),
});
export type PackedFile = z.output<typeof packedFile>;

export const packageManifest = z.strictObject({
  format: z.literal(packageFormat),
  /** `all`, or the one year that was taken; what belongs to the installation as a whole is always in it. */
  cycle: z.union([z.literal('all'), z.string().check(z.regex(/^\d{4}$/))]),
  exportedAt: z.iso.datetime(),
  records: z.strictObject({ count: z.int().check(z.minimum(0)), sha256: sha256Hex }),
  signingKey: sha256Hex,
  /** Runs that were under way: they cannot go on elsewhere. */
  activeRuns: z.array(z.string()),
  files: z.array(packedFile),
});
export type PackageManifest = z.output<typeof packageManifest>;

/** A stored item as it stands in the package: its key, and what surrounds the record (docs/data-model.md). */
export const packedRecord = z.strictObject({
  pk: z.string(),
  sk: z.string(),
  c: z.string(),
  s: z.int(),
  v: z.int(),
  f: z.nullable(z.string()),
  d: z.unknown(),
});
export type PackedRecord = z.output<typeof packedRecord>;

/** Which objects of a bucket belong to a year; `all` takes everything. */
export function prefixesOf(role: BucketRole, cycle: string): readonly string[] {
  const tops = {
    evidence: ['evidence/', 'contacts/incoming/', 'contacts/kept/', 'imports/'],
    runs: ['runs/'],
    reports: ['reports/'],
    heads: ['heads/'],
  }[role];
  if (cycle === 'all') return tops;
  const ofYear = tops.map((top) => `${top}${cycle}/`);
  return role === 'heads' ? [...ofYear, 'heads/installation/'] : ofYear;
}

export function pathInPackage({ bucket, key }: Pick<PackedFile, 'bucket' | 'key'>): string {
  return `files/${bucket}/${key}`;
}
