import * as z from 'zod/mini';
import { instant, sha256Hex } from '../values.ts';
import type { AuditKind, AuditSubject } from './audit-kinds.ts';

/** What one record said before and after a change; see record-change.ts for what is left out and what is masked. */
export const recordChange = z.strictObject({
  /** The collection's name. */
  record: z.string().check(z.minLength(1)),
  /** Where the record lies in its partition. */
  key: z.string().check(z.minLength(1)),
  /** The fields that changed, as JSON; null for a record that was not there. */
  before: z.nullable(z.string()),
  after: z.string(),
});
export type RecordChange = z.infer<typeof recordChange>;

export { genesisHash, hashedText, verifyChain, type ChainFault } from './verify-chain.ts';

/**
 * One entry of an audit stream. A stream is one chain of changes: a unit's, a body's, or the county office's of one cycle.
 * Every entry carries the hash of the one before it, so that no entry can be altered, removed or put in unseen.
 */
export const auditEvent = z.strictObject({
  stream: z.string().check(z.minLength(1)),
  /** 1, 2, 3 … without gaps. */
  sequence: z.int().check(z.minimum(1)),
  at: instant,
  /** A member's subject, or `system:<function>`. */
  actor: z.string().check(z.minLength(1)),
  /** The address from which the actor called; null for what the product does by itself. */
  from: z.nullable(z.union([z.ipv4(), z.ipv6()])),
  action: z.string().check(z.regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)),
  /** What was changed, by record kind and id. */
  subject: z.string().check(z.minLength(1)),
  /** Facts of the change; no personal data, no bodies of files. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  changes: z.array(recordChange),
  previousHash: sha256Hex,
  hash: sha256Hex,
});
export type AuditEvent = z.infer<typeof auditEvent>;

/** What a use case says of a change; the store adds place, address, what changed, and hash. */
export type AuditEntry = Readonly<
  Pick<AuditEvent, 'at' | 'actor' | 'details'> & { action: AuditKind; subject: AuditSubject }
>;
