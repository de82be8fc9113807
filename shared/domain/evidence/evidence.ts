import * as z from 'zod/mini';
import { refuse } from '../errors.ts';
import { cycleId, day, instant, itemCode, line, paragraph, recordId, unitId } from '../values.ts';
import { declaredFile } from './declared-file.ts';
import { inspectionVerdict, type InspectionVerdict } from './inspection.ts';
import { pictureFingerprint } from './picture-fingerprint.ts';
import { webLink } from './web-link.ts';

/** The kinds of channel that item B3 counts (annex 2: micro-blog, WeChat, notice board, screen, handbook). */
export const channelKind = z.enum(['microblog', 'wechat', 'notice-board', 'screen', 'handbook']);
export type ChannelKind = z.infer<typeof channelKind>;

/** A file of a piece of evidence: asked for, then inspected or quarantined. */
export const evidenceFile = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('requested'), id: recordId, declared: declaredFile }),
  z.strictObject({
    status: z.literal('inspected'),
    id: recordId,
    declared: declaredFile,
    objectVersion: z.nullable(z.string()),
    verdict: inspectionVerdict,
    /** Of a photograph; null for other files, and where it could not be decoded. */
    fingerprint: z.nullable(pictureFingerprint),
  }),
  z.strictObject({
    status: z.literal('quarantined'),
    id: recordId,
    declared: declaredFile,
    objectVersion: z.nullable(z.string()),
    verdict: inspectionVerdict,
  }),
]);
export type EvidenceFile = z.infer<typeof evidenceFile>;

const piece = {
  cycle: cycleId,
  unit: unitId,
  id: recordId,
  items: z.array(itemCode).check(z.minLength(1), z.maxLength(10)),
  title: line,
  note: z.nullable(paragraph),
  /** For B3: which kind of channel the photographs show, where and when. */
  channel: z.nullable(z.strictObject({ kind: channelKind, place: line, seenOn: day })),
  /** A piece has a file, a link or a note: `requireContent`. */
  files: z.array(evidenceFile).check(z.maxLength(20)),
  links: z.array(webLink).check(z.maxLength(10)),
  /** The returned piece that this one stands in for. */
  replaces: z.nullable(recordId),
  requestedAt: instant,
  changedAt: instant,
};
const review = { reviewedBy: z.string().check(z.minLength(1)), reviewedAt: instant };
/** Who chose that the report names an accepted piece, and when; absent where nobody has. */
const madePublic = z.strictObject({ by: z.string().check(z.minLength(1)), at: instant });

/**
 * A piece of evidence. Its life: requested → inspected or quarantined (the machine, when every file has come; a piece of links
 * or a note alone has nothing to wait for) → accepted or returned (a reviewer) → replaced (by a new piece) or withdrawn (by the unit).
 */
export const evidence = z.discriminatedUnion('status', [
  z.strictObject({ ...piece, status: z.literal('requested') }),
  z.strictObject({ ...piece, status: z.literal('inspected') }),
  z.strictObject({ ...piece, status: z.literal('quarantined') }),
  z.strictObject({ ...piece, status: z.literal('accepted'), ...review, madePublic: z.optional(madePublic) }),
  z.strictObject({ ...piece, status: z.literal('returned'), ...review, reason: paragraph }),
  z.strictObject({ ...piece, status: z.literal('replaced'), replacedBy: recordId }),
  z.strictObject({ ...piece, status: z.literal('withdrawn'), reason: line }),
]);
export type Evidence = z.infer<typeof evidence>;
export type EvidenceStatus = Evidence['status'];

/** Which states each transition may start from. */
export const evidenceTransitions = {
  inspectFile: ['requested'],
  renewLinks: ['requested'],
  accept: ['inspected'],
  makePublic: ['accepted'],
  return: ['inspected', 'quarantined'],
  replace: ['returned', 'quarantined'],
  withdraw: ['requested', 'inspected', 'quarantined', 'returned'],
} as const satisfies Record<string, readonly EvidenceStatus[]>;

/** @throws Refusal `evidence-wrong-state` unless the transition may start from the piece's present state. */
export function requireEvidenceState(of: Evidence, transition: keyof typeof evidenceTransitions): void {
  const from: readonly EvidenceStatus[] = evidenceTransitions[transition];
  if (!from.includes(of.status)) {
    throw refuse.wrongState('evidence-wrong-state', { status: of.status, allowed: from.join(', ') });
  }
}

/** A new piece: it waits for its files, or, with links or a note alone, for a reviewer. */
export function openEvidence(of: Omit<Extract<Evidence, { status: 'requested' }>, 'status'>): Evidence {
  return { ...of, status: of.files.length === 0 ? 'inspected' : 'requested' };
}

/** @throws Refusal `evidence-empty` for a piece that shows nothing: no file, no link, no note */
export function requireContent(
  of: Readonly<{ files: readonly unknown[]; links: readonly unknown[]; note: string | null }>,
): void {
  if (of.files.length === 0 && of.links.length === 0 && of.note === null)
    throw refuse.invalid('evidence-empty');
}

/**
 * Records what the inspection found of one file. The piece is inspected when its last file is, and quarantined as soon as
 * all have come and one was refused. A file that was inspected before keeps its first verdict: events come twice.
 */
export function recordInspection(
  of: Evidence,
  file: string,
  found: Readonly<{ verdict: InspectionVerdict; objectVersion: string | null; fingerprint: string | null }>,
  at: string,
): Evidence {
  requireEvidenceState(of, 'inspectFile');
  const files = of.files.map((each): EvidenceFile => {
    if (each.id !== file || each.status !== 'requested') return each;
    const { id, declared } = each;
    const { verdict, objectVersion, fingerprint } = found;
    return verdict.outcome === 'inspected'
      ? { status: 'inspected', id, declared, objectVersion, verdict, fingerprint }
      : { status: 'quarantined', id, declared, objectVersion, verdict };
  });
  return { ...base(of), files, changedAt: at, status: pieceStatus(files) };
}

/** A reviewer accepts an inspected piece: it counts from now on. */
export function acceptEvidence(of: Evidence, by: string, at: string): Evidence {
  requireEvidenceState(of, 'accept');
  return { ...base(of), changedAt: at, status: 'accepted', reviewedBy: by, reviewedAt: at };
}

/**
 * An accepted piece is named in the report from the next freeze on, or no longer. Choosing again what is chosen changes nothing.
 * @throws Refusal `evidence-wrong-state` for a piece that is not accepted: what nobody has looked at is not shown to the public
 */
export function makeEvidencePublic(of: Evidence, wanted: boolean, by: string, at: string): Evidence {
  requireEvidenceState(of, 'makePublic');
  if (of.status !== 'accepted' || isPublic(of) === wanted) return of;
  const { reviewedBy, reviewedAt } = of;
  const accepted = { ...base(of), changedAt: at, status: of.status, reviewedBy, reviewedAt };
  return wanted ? { ...accepted, madePublic: { by, at } } : accepted;
}

/** Whether the report names a piece. */
export function isPublic(of: Evidence): boolean {
  return of.status === 'accepted' && of.madePublic !== undefined;
}

/** A reviewer returns a piece to the unit, saying what to mend. */
export function returnEvidence(of: Evidence, by: string, reason: string, at: string): Evidence {
  requireEvidenceState(of, 'return');
  return { ...base(of), changedAt: at, status: 'returned', reviewedBy: by, reviewedAt: at, reason };
}

/** A new piece takes a returned or quarantined one's place; the old one stays on record. */
export function replaceEvidence(of: Evidence, by: string, at: string): Evidence {
  requireEvidenceState(of, 'replace');
  return { ...base(of), changedAt: at, status: 'replaced', replacedBy: by };
}

/** The unit takes a piece back before it has been accepted. */
export function withdrawEvidence(of: Evidence, reason: string, at: string): Evidence {
  requireEvidenceState(of, 'withdraw');
  return { ...base(of), changedAt: at, status: 'withdrawn', reason };
}

/** A file of a piece. @throws Refusal `file-unknown`. */
export function fileOf(of: Evidence, id: string): EvidenceFile {
  const found = of.files.find((file) => file.id === id);
  if (found === undefined) throw refuse.missing('file-unknown', { file: id });
  return found;
}

function pieceStatus(files: readonly EvidenceFile[]): 'requested' | 'inspected' | 'quarantined' {
  if (files.some((file) => file.status === 'requested')) return 'requested';
  return files.some((file) => file.status === 'quarantined') ? 'quarantined' : 'inspected';
}

/** The fields that every state has, without those of the state it leaves. */
function base(of: Evidence) {
  const { cycle, unit, id, items, title, note, channel, files, links, replaces, requestedAt } = of;
  return { cycle, unit, id, items, title, note, channel, files, links, replaces, requestedAt };
}
