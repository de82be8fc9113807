import * as z from 'zod/mini';
import { channelKind } from '../domain/evidence/evidence.ts';
import { declaredFile } from '../domain/evidence/declared-file.ts';
import { webLink } from '../domain/evidence/web-link.ts';
import { inspectionVerdict } from '../domain/evidence/inspection.ts';
import { day, instant, itemCode, recordId, unitId, cycleId } from '../domain/values.ts';

/* What a caller sees of evidence: what they need, never who judged them, never how it is stored. */

const evidenceStatus = z.enum([
  'requested',
  'inspected',
  'quarantined',
  'accepted',
  'returned',
  'replaced',
  'withdrawn',
]);

export const evidenceFileView = z.strictObject({
  id: recordId,
  status: z.enum(['requested', 'inspected', 'quarantined']),
  declared: declaredFile,
  /** Where a picture was taken is in it for those who review and for admins alone; for others it is null. */
  verdict: z.nullable(inspectionVerdict),
});

/** A file that is the same as, or looks like, one of the piece in question. A hint: people take one picture for two reports. */
export const lookalikeView = z.strictObject({
  /** The file of the piece in question. */
  file: recordId,
  /** Whether the two are the same byte for byte. */
  sameContent: z.boolean(),
  /** In how many of 256 bits the two pictures' looks differ: 0 to 15 when they look alike. Null where one is no picture that could be read. */
  differingBits: z.nullable(z.int().check(z.minimum(0), z.maximum(256))),
  other: z.strictObject({
    cycle: cycleId,
    unit: unitId,
    unitName: z.string(),
    evidence: recordId,
    title: z.string(),
    status: evidenceStatus,
    file: recordId,
    name: z.string(),
    takenAt: z.nullable(z.string()),
  }),
});

export const evidenceView = z.strictObject({
  id: recordId,
  unit: unitId,
  items: z.array(itemCode),
  title: z.string(),
  note: z.nullable(z.string()),
  channel: z.nullable(z.strictObject({ kind: channelKind, place: z.string(), seenOn: day })),
  status: evidenceStatus,
  /** Why it was returned or withdrawn. */
  reason: z.nullable(z.string()),
  files: z.array(evidenceFileView),
  links: z.array(webLink),
  /** Whether the report names it. */
  public: z.boolean(),
  replaces: z.nullable(recordId),
  replacedBy: z.nullable(recordId),
  requestedAt: instant,
  changedAt: instant,
});
export type EvidenceView = z.infer<typeof evidenceView>;

/** Where and how to send one file; the store refuses any other bytes, type, length or place. */
export const uploadLink = z.strictObject({
  file: recordId,
  name: z.string(),
  method: z.literal('PUT'),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expiresAt: instant,
});
export type UploadLink = z.infer<typeof uploadLink>;

export const downloadLink = z.strictObject({ url: z.url(), expiresAt: instant });
