/**
 * Every refusal of the product, by kind. A kind says what went wrong for the caller (and so which HTTP status it becomes,
 * see functions/middleware/problems.ts); the code names the exact rule, is stable, and has its sentence in
 * shared/contracts/problem-texts.ts.
 */
export const refusalCodes = {
  invalid: [
    'input-invalid',
    'json-malformed',
    'unknown-item',
    'unknown-column',
    'unknown-kind',
    'points-out-of-range',
    'evidence-empty',
    'reason-needed',
    'idempotency-key-missing',
    'import-file-not-accepted',
    'evidence-type-not-accepted',
    'evidence-name-not-accepted',
    'item-takes-no-evidence',
    'item-not-assessed-here',
    'item-always-applies',
    'rubric-does-not-fit',
    'day-in-future',
    'day-out-of-order',
    'extension-too-long',
    'request-other-year',
    'scan-not-accepted',
    'bundle-not-accepted',
    'sheet-not-read',
    'appeal-points-needed',
    'deduction-outside-year',
    'change-without-effect',
    'change-outside-scope',
    'too-many-changes',
    'step-not-possible',
    'reform-not-possible',
    'body-not-possible',
    'not-the-next-year',
    'day-in-past',
    'missing-words',
    'plan-task-twice',
    'circular-place-unknown',
  ],
  unauthenticated: ['sign-in-needed'],
  forbidden: [
    'role-needed',
    'not-your-unit',
    'not-your-body',
    'recused',
    'not-a-member',
    'second-person-needed',
    'rehearsal-only',
    'own-membership',
    'read-only',
    'audit-over',
    'outside-audit',
  ],
  missing: [
    'route-unknown',
    'cycle-unknown',
    'unit-unknown',
    'body-unknown',
    'row-unknown',
    'import-unknown',
    'evidence-unknown',
    'file-unknown',
    'deduction-unknown',
    'incident-unknown',
    'city-deduction-unknown',
    'run-unknown',
    'package-unknown',
    'rubric-version-unknown',
    'report-unknown',
    'request-unknown',
    'contacts-not-asked',
    'contacts-unknown',
    'scan-unknown',
    'reminder-unknown',
    'bundle-unknown',
    'dry-run-unknown',
    'appeal-unknown',
    'problem-letter-unknown',
    'problem-unknown',
    'plan-task-unknown',
    'member-unknown',
    'invitation-unknown',
    'member-change-unknown',
  ],
  wrongState: [
    'evidence-wrong-state',
    'row-wrong-state',
    'import-not-uploaded',
    'import-nothing-to-mend',
    'deduction-wrong-state',
    'incident-wrong-state',
    'city-deduction-wrong-state',
    'hand-in-wrong-state',
    'run-wrong-state',
    'window-closed',
    'rubric-in-use',
    'rubric-is-draft',
    'rubric-held-by-run',
    'rubric-versions-used-up',
    'inputs-do-not-fit',
    'frozen',
    'request-wrong-state',
    'receipt-in-use',
    'not-in-this-regulation',
    'correction-once',
    'correction-too-late',
    'pause-under-way',
    'pause-not-under-way',
    'pause-too-often',
    'extension-once',
    'extension-too-late',
    'outcome-not-possible',
    'applicant-removed',
    'reopened-too-often',
    'amended-too-often',
    'regulation-not-open',
    'contest-filed-already',
    'contest-not-pending',
    'calendar-unknown',
    'contacts-removed',
    'contacts-scans-used-up',
    'scan-not-uploaded',
    'bundle-not-uploaded',
    'webhook-not-possible',
    'deduction-reply-too-late',
    'deductions-open',
    'review-needed',
    'appeal-wrong-state',
    'appeal-too-late',
    'appeal-filed-already',
    'nothing-published',
    'nothing-to-re-evaluate',
    'report-withdrawn',
    'units-failed',
    'run-not-stopped',
    'problem-wrong-state',
    'plan-task-has-replies',
    'plan-task-done',
    'plan-task-not-replied',
    'report-file-altered',
    'run-file-altered',
    'report-without-manifest',
    'package-not-ready',
    'package-expired',
    'package-file-altered',
    'report-names-other-revision',
    'report-names-other-key',
    'glyph-missing',
    'nothing-to-preview',
    'member-wrong-state',
    'last-admin',
    'invitation-over',
    'invitation-unconfirmed',
  ],
  conflict: [
    'cycle-exists',
    'changed-meanwhile',
    'import-read-anew',
    'year-changed',
    'already-a-member',
    'idempotency-key-reused',
    'run-active',
    'year-published',
  ],
  tooLarge: [
    'body-too-large',
    'evidence-too-large',
    'too-many-files',
    'rubric-too-large',
    'bundle-too-large',
    'dry-run-too-large',
    'too-many-units',
    'trail-too-long',
    'package-too-large',
  ],
  tooMany: ['too-many-requests'],
  unavailable: ['busy-try-again', 'issuer-unreachable'],
} as const;

export type RefusalKind = keyof typeof refusalCodes;
export type RefusalCode = (typeof refusalCodes)[RefusalKind][number];

/** Facts that fill a refusal's sentence: names and numbers the caller already knows, never personal data. */
export type RefusalDetails = Readonly<Record<string, string | number>>;

/** One finding of a refused input: where (JSON pointer) and which rule. */
export type RefusalFinding = Readonly<{ pointer: string; code: string; message: string }>;

/** A refusal: the request was understood and not done; nothing has changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  readonly findings: readonly RefusalFinding[];

  constructor(
    kind: RefusalKind,
    code: RefusalCode,
    details: RefusalDetails,
    findings: readonly RefusalFinding[],
  ) {
    super(`${code} ${JSON.stringify(details)}`);
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.findings = findings;
  }
}

type CodeOf<K extends RefusalKind> = (typeof refusalCodes)[K][number];

function refuser<K extends RefusalKind>(kind: K) {
  return (code: CodeOf<K>, details: RefusalDetails = {}, findings: readonly RefusalFinding[] = []): Refusal =>
    new Refusal(kind, code, details, findings);
}

/** Makes a refusal of each kind: `throw refuse.missing('unit-unknown', { unit })`. */
export const refuse = {
  invalid: refuser('invalid'),
  unauthenticated: refuser('unauthenticated'),
  forbidden: refuser('forbidden'),
  missing: refuser('missing'),
  wrongState: refuser('wrongState'),
  conflict: refuser('conflict'),
  tooLarge: refuser('tooLarge'),
  tooMany: refuser('tooMany'),
  unavailable: refuser('unavailable'),
} as const;
