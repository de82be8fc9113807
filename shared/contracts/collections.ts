import type * as z from 'zod/mini';
import { appeal, publishedAppeal } from '../domain/appeals/appeal.ts';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { deduction, handIn } from '../domain/assessment/deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { unitConfirmation } from '../domain/assessment/unit-confirmation.ts';
import { itemFacts as itemFactsShape, unitMeasure } from '../domain/assessment/unit-facts.ts';
import { auditEvent } from '../domain/audit/audit-event.ts';
import { auditTrailPlace, trailSort } from '../domain/audit/audit-trail.ts';
import { handOut } from '../domain/audit/hand-out.ts';
import { contactForm, contactFormVersion } from '../domain/contacts/contact-form.ts';
import { circularTemplate } from '../domain/circular/circular-template.ts';
import {
  custodyPackage,
  custodyProgress as custodyProgressShape,
} from '../domain/custody/custody-package.ts';
import { cycle, leadBody, unit } from '../domain/cycle/cycle.ts';
import { officeFigures as officeFiguresShape } from '../domain/figures/office-figures.ts';
import { evidence as evidenceShape } from '../domain/evidence/evidence.ts';
import { evidenceBundle } from '../domain/evidence-bundle/evidence-bundle.ts';
import { evidenceTrace } from '../domain/evidence/trace.ts';
import { linkCheck, linkCheckProgress as linkCheckProgressShape } from '../domain/link-check/link-check.ts';
import { linkCount } from '../domain/link-check/link-count.ts';
import { linkCheckSettings as linkCheckSettingsShape } from '../domain/link-check/link-check-settings.ts';
import { invitation } from '../domain/people/invitation.ts';
import { member } from '../domain/people/member.ts';
import { memberChange } from '../domain/people/member-change.ts';
import { delivery } from '../domain/reminders/delivery.ts';
import { notificationSettings, webhookSettings } from '../domain/reminders/notification-settings.ts';
import { reminder } from '../domain/reminders/reminder.ts';
import { reminderSettings as reminderSettingsShape } from '../domain/reminders/reminder-settings.ts';
import { importBatch } from '../domain/register-import/import-batch.ts';
import {
  importHeadings as importHeadingsShape,
  registerImport,
} from '../domain/register-import/register-import.ts';
import { registerRow, registerRowVersion } from '../domain/register/register-row.ts';
import { requestRules as requestRulesShape } from '../domain/requests/request-rules.ts';
import { request } from '../domain/requests/request.ts';
import { quarterlySummary, taskReply, workPlan } from '../domain/plans/work-plan.ts';
import { problemLetter } from '../domain/problems/problem-letter.ts';
import { reEvaluation } from '../domain/re-evaluation/re-evaluation.ts';
import { dryRun } from '../domain/run/dry-run.ts';
import { publication, revision, run } from '../domain/run/run.ts';
import { rehearsalClock as rehearsalClockShape, signedTo as signedToShape, streamHead } from './stored.ts';
import { runFailure, runProgress as runProgressShape, runTask } from './stored-run.ts';
import type { Collection } from './collection.ts';
import { spreadOf } from './stream-spread.ts';
import { scopeOf } from './streams.ts';

/**
 * The one table's layout. Every stored record belongs to a collection: a schema, and where a record lies.
 * Partition keys spread by cycle and unit, so that no partition carries a whole county's writes; the access patterns
 * are listed in docs/data-model.md. Each stands for itself, so that a function's bundle carries the schemas of those that
 * it asks for and no others: the annotation tells the bundler that one nobody asks for may be left out.
 * @__NO_SIDE_EFFECTS__
 */
function collection<const Name extends string, Schema extends z.ZodMiniType, Partition, Id extends Partition>(
  name: Name,
  schema: Schema,
  place: Readonly<{ partition: (of: Partition) => string; prefix: string; sort: (id: Id) => string }>,
  schemaVersion = 1,
): Collection<Schema, Partition, Id> & Readonly<{ name: Name }> {
  return { name, schema, schemaVersion, ...place };
}

type InCycle = Readonly<{ cycle: string }>;
type InUnit = Readonly<{ cycle: string; unit: string }>;
type InRow = Readonly<{ cycle: string; unit: string; row: string }>;
type InBody = Readonly<{ cycle: string; body: string }>;
type InRun = Readonly<{ cycle: string; run: string }>;
type InInbox = Readonly<{ cycle: string; subject: string }>;
type InStream = Readonly<{ stream: string }>;
/** A stream, or a part of those of a year: `spread` says which (stream-spread.ts), and `stream` is the year then. */
type AmongStreams = InStream & Readonly<{ spread?: string | undefined }>;

const ofCycle = ({ cycle }: InCycle) => `CYCLE#${cycle}`;
const ofOffice = ({ cycle }: InCycle) => `CYCLE#${cycle}#OFFICE`;
const ofUnit = ({ cycle, unit }: InUnit) => `CYCLE#${cycle}#UNIT#${unit}`;
const ofBody = ({ cycle, body }: InBody) => `CYCLE#${cycle}#BODY#${body}`;
const ofPlan = ({ cycle, body }: InBody) => `CYCLE#${cycle}#PLANS#BODY#${body}`;
const ofRun = ({ cycle, run }: InRun) => `CYCLE#${cycle}#RUN#${run}`;
const ofStream = ({ stream }: InStream) => `AUDIT#${stream}`;

/** In one partition, so that one query lists them: some hundred, each read by its key at every call. */
export const members = collection(
  'member',
  member,
  {
    partition: (_: object) => 'MEMBERS',
    prefix: 'MEMBER#',
    sort: (of: { subject: string }) => of.subject,
  },
  2,
);
export const invitations = collection(
  'invitation',
  invitation,
  {
    partition: (_: object) => 'INVITATIONS',
    prefix: 'INVITATION#',
    sort: (of: { invitation: string }) => of.invitation,
  },
  2,
);
/** What is proposed of a member and waits for a second admin: the last one of each. */
export const memberChanges = collection('member-change', memberChange, {
  partition: (_: object) => 'INVITATIONS',
  prefix: 'CHANGE#',
  sort: (of: { member: string }) => of.member,
});
export const cycles = collection(
  'cycle',
  cycle,
  { partition: ofCycle, prefix: 'CYCLE', sort: (_: InCycle) => '' },
  6,
);
export const units = collection(
  'unit',
  unit,
  { partition: ofCycle, prefix: 'UNIT#', sort: (id: InUnit) => id.unit },
  3,
);
export const bodies = collection('lead-body', leadBody, {
  partition: ofCycle,
  prefix: 'BODY#',
  sort: (id: InBody) => id.body,
});
export const registerRows = collection('register-row', registerRow, {
  partition: ofUnit,
  prefix: 'ROW#',
  sort: (id: InUnit & { row: string }) => id.row,
});
export const registerRowVersions = collection('register-row-version', registerRowVersion, {
  partition: (of: InRow) => `${ofUnit(of)}#ROW#${of.row}`,
  prefix: 'WAS#',
  sort: (id: InRow & { version: number }) => String(id.version).padStart(6, '0'),
});
export const registerImports = collection('register-import', registerImport, {
  partition: ofUnit,
  prefix: 'IMPORT#',
  sort: (id: InUnit & { import: string }) => id.import,
});
export const importBatches = collection('import-batch', importBatch, {
  partition: (of: InUnit) => `${ofUnit(of)}#IMPORTED`,
  prefix: 'BATCH#',
  sort: (id: InUnit & { import: string; batch: number }) =>
    `${id.import}#${String(id.batch).padStart(6, '0')}`,
});
export const importHeadings = collection('import-headings', importHeadingsShape, {
  partition: ofUnit,
  prefix: 'HEADINGS',
  sort: (_: InUnit) => '',
});
export const linkCheckSettings = collection('link-check-settings', linkCheckSettingsShape, {
  partition: ofCycle,
  prefix: 'LINKS',
  sort: (_: InCycle) => '',
});
export const linkCheckProgress = collection('link-check-progress', linkCheckProgressShape, {
  partition: ofCycle,
  prefix: 'LINKROUND',
  sort: (_: InCycle) => '',
});
export const linkChecks = collection('link-check', linkCheck, {
  partition: ofUnit,
  prefix: 'LINK#',
  sort: (id: InRow) => id.row,
});
/** Counted of them when a unit has been gone through, so that one query tells of all units. */
export const linkCounts = collection('link-count', linkCount, {
  partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#LINKCOUNTS`,
  prefix: 'UNIT#',
  sort: (id: InUnit) => id.unit,
});
export const evidence = collection(
  'evidence',
  evidenceShape,
  {
    partition: ofUnit,
    prefix: 'EVIDENCE#',
    sort: (id: InUnit & { evidence: string }) => id.evidence,
  },
  3,
);
export const evidenceBundles = collection('evidence-bundle', evidenceBundle, {
  partition: ofUnit,
  prefix: 'BUNDLE#',
  sort: (id: InUnit & { bundle: string }) => id.bundle,
});
/** Files by what they are and look like, across units and years. Index records: written with the inspection, never changed. */
export const evidenceTraces = collection('evidence-trace', evidenceTrace, {
  partition: ({ mark }: Readonly<{ mark: string }>) => `TRACE#${mark}`,
  prefix: 'FILE#',
  sort: (id: Readonly<{ mark: string; cycle: string; unit: string; evidence: string; file: string }>) =>
    `${id.cycle}#${id.unit}#${id.evidence}#${id.file}`,
});
/** Apart from what a freeze reads: a unit's contacts are in no run. One query gives the county office all of them. */
export const contactForms = collection('contact-form', contactForm, {
  partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#CONTACTS`,
  prefix: 'FORM#',
  sort: (id: InUnit) => id.unit,
});
export const contactFormVersions = collection('contact-form-version', contactFormVersion, {
  partition: (of: InUnit) => `CYCLE#${of.cycle}#CONTACTS#UNIT#${of.unit}`,
  prefix: 'WAS#',
  sort: (id: InUnit & { version: number }) => String(id.version).padStart(6, '0'),
});
/** A member's inbox of a year, apart from the year's record: one query gives all of it. */
export const reminders = collection(
  'reminder',
  reminder,
  {
    partition: ({ cycle, subject }: InInbox) => `CYCLE#${cycle}#INBOX#${subject}`,
    prefix: 'REMINDER#',
    sort: (id: InInbox & { reminder: string }) => id.reminder,
  },
  3,
);
/** What goes out of a member's inbox by mail, or of the webhook's. */
export const deliveries = collection('delivery', delivery, {
  partition: ({ cycle, subject }: InInbox) => `CYCLE#${cycle}#INBOX#${subject}`,
  prefix: 'DELIVERY#',
  sort: (id: InInbox & { reminder: string }) => id.reminder,
});
/** How members want to be told. In one partition, so that a round reads them with one query. */
export const notifications = collection('notification-settings', notificationSettings, {
  partition: (_: object) => 'NOTIFICATIONS',
  prefix: 'MEMBER#',
  sort: (of: { subject: string }) => of.subject,
});
export const webhooks = collection('webhook-settings', webhookSettings, {
  partition: ofCycle,
  prefix: 'WEBHOOK',
  sort: (_: InCycle) => '',
});
export const reminderSettings = collection(
  'reminder-settings',
  reminderSettingsShape,
  { partition: ofCycle, prefix: 'REMIND', sort: (_: InCycle) => '' },
  2,
);
export const circularTemplates = collection('circular-template', circularTemplate, {
  partition: ofCycle,
  prefix: 'CIRCULAR',
  sort: (_: InCycle) => '',
});
export const requests = collection(
  'request',
  request,
  {
    partition: ofUnit,
    prefix: 'REQUEST#',
    sort: (id: InUnit & { request: string }) => id.request,
  },
  2,
);
export const requestRules = collection('request-rules', requestRulesShape, {
  partition: (_: object) => 'REQUESTS',
  prefix: 'RULES',
  sort: (_: object) => '',
});
export const points = collection(
  'reviewer-points',
  reviewerPoints,
  {
    partition: ofUnit,
    prefix: 'POINTS#',
    sort: (id: InUnit & { item: string; reviewer: string }) => `${id.item}#${id.reviewer}`,
  },
  2,
);
export const itemFacts = collection('item-facts', itemFactsShape, {
  partition: ofUnit,
  prefix: 'FACTS#',
  sort: (id: InUnit & { item: string }) => id.item,
});
export const unitMeasures = collection('unit-measure', unitMeasure, {
  partition: ofUnit,
  prefix: 'MEASURE#',
  sort: (id: InUnit & { measure: string }) => id.measure,
});
/** Under the unit's stream, so that a freeze closes it with what it stands for. */
export const unitConfirmations = collection('unit-confirmation', unitConfirmation, {
  partition: ofUnit,
  prefix: 'CONFIRMATION',
  sort: (_: InUnit) => '',
});
export const deductions = collection(
  'deduction',
  deduction,
  {
    partition: ofBody,
    prefix: 'DEDUCTION#',
    sort: (id: InBody & { deduction: string }) => id.deduction,
  },
  3,
);
export const handIns = collection(
  'hand-in',
  handIn,
  { partition: ofBody, prefix: 'HANDIN', sort: (_: InBody) => '' },
  3,
);
export const cityDeductions = collection(
  'city-deduction',
  cityDeduction,
  {
    partition: ofOffice,
    prefix: 'CITY#',
    sort: (id: InCycle & { deduction: string }) => id.deduction,
  },
  2,
);
export const incidents = collection(
  'incident',
  incident,
  {
    partition: ofOffice,
    prefix: 'INCIDENT#',
    sort: (id: InCycle & { incident: string }) => id.incident,
  },
  2,
);
export const runs = collection(
  'run',
  run,
  { partition: ofCycle, prefix: 'RUN#', sort: (id: InRun) => id.run },
  4,
);
/**
 * Apart from what a freeze reads: appeals come when the year is published. A year's are some dozens, so that one partition holds them
 * and one query lists them; a unit's follow one another in it.
 */
export const appeals = collection('appeal', appeal, {
  partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#APPEALS`,
  prefix: 'APPEAL#',
  sort: (id: InUnit & { appeal: string }) => `${id.unit}#${id.appeal}`,
});
/** Among what is published, since anybody may read it. */
export const publishedAppeals = collection('published-appeal', publishedAppeal, {
  partition: (_: object) => 'PUBLICATIONS',
  prefix: 'APPEAL#',
  sort: (id: { cycle: string; appeal: string }) => `${id.cycle}#${id.appeal}`,
});
/** A lead body's plan, what units say to its tasks, and its summaries: no points rest on them, and no run freezes them. */
export const workPlans = collection('work-plan', workPlan, {
  partition: ofPlan,
  prefix: 'PLAN',
  sort: (_: InBody) => '',
});
export const taskReplies = collection('task-reply', taskReply, {
  partition: ofPlan,
  prefix: 'REPLY#',
  sort: (id: InBody & { task: string; unit: string }) => `${id.task}#${id.unit}`,
});
export const quarterlySummaries = collection('quarterly-summary', quarterlySummary, {
  partition: ofPlan,
  prefix: 'SUMMARY#',
  sort: (id: InBody & { quarter: number }) => String(id.quarter),
});
/** In one partition: one query gives the county office all of a year's. */
export const problemLetters = collection('problem-letter', problemLetter, {
  partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#PROBLEMS`,
  prefix: 'LETTER#',
  sort: (id: InUnit) => id.unit,
});
export const dryRuns = collection('dry-run', dryRun, {
  partition: ofCycle,
  prefix: 'DRYRUN#',
  sort: (id: InCycle & { dryRun: string }) => id.dryRun,
});
export const custodyPackages = collection('custody-package', custodyPackage, {
  partition: ofCycle,
  prefix: 'CUSTODY#',
  sort: (id: InCycle & { id: string }) => id.id,
});
export const custodyProgress = collection('custody-progress', custodyProgressShape, {
  partition: ofCycle,
  prefix: 'PACKING#',
  sort: (id: InCycle & { id: string }) => id.id,
});
/** By partition apart, for who hands out contacts writes no year's settings. */
export const handOuts = collection('hand-out', handOut, {
  partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#HANDOUTS`,
  prefix: 'HANDOUT#',
  sort: (id: InCycle & { id: string }) => id.id,
});
/** What a re-evaluation changes and why, by its run. */
export const reEvaluations = collection('re-evaluation', reEvaluation, {
  partition: ofCycle,
  prefix: 'REEVALUATION#',
  sort: (id: InRun) => id.run,
});
export const publications = collection(
  'publication',
  publication,
  {
    partition: (_: object) => 'PUBLICATIONS',
    prefix: 'CYCLE#',
    sort: (id: InCycle) => id.cycle,
  },
  2,
);
/** Beside the publications, which anybody may read: what stands at an earlier revision's address. */
export const revisions = collection('revision', revision, {
  partition: (_: object) => 'PUBLICATIONS',
  prefix: 'REVISION#',
  sort: (id: InCycle & { revision: number }) => `${id.cycle}#${String(id.revision).padStart(4, '0')}`,
});
export const runTasks = collection('run-task', runTask, {
  partition: ofRun,
  prefix: 'TASK#',
  sort: (id: InRun & { task: string }) => id.task,
});
export const runProgress = collection(
  'run-progress',
  runProgressShape,
  {
    partition: ofRun,
    prefix: 'PROGRESS#',
    sort: (id: InRun & { step: string; batch: string }) => `${id.step}#${id.batch}`,
  },
  2,
);
/** Units at which a step of a run failed, and whether that has been mended. */
export const runFailures = collection('run-failure', runFailure, {
  partition: ofRun,
  prefix: 'FAILED#',
  sort: (id: InRun & { step: string; unit: string }) => `${id.step}#${id.unit}`,
});
/** The head of an audit stream, which is also the gate of everything written under that stream. */
export const streamHeads = collection(
  'stream-head',
  streamHead,
  {
    // In a few partitions for a year, so that a few queries give all its heads (all-heads.ts) and no partition takes a freeze alone.
    partition: ({ stream, spread = spreadOf(stream) }: AmongStreams) => `HEADS#${scopeOf(stream)}#${spread}`,
    prefix: 'HEAD#',
    sort: (id: InStream) => id.stream,
  },
  2,
);
export const auditEvents = collection(
  'audit-event',
  auditEvent,
  {
    partition: ofStream,
    prefix: 'EVENT#',
    sort: (id: InStream & { sequence: number }) => String(id.sequence).padStart(9, '0'),
  },
  2,
);
/** Beside the heads and in no audit: losing it means signing again what is signed. */
export const signedTo = collection('signed-to', signedToShape, {
  partition: ({ stream }: InStream) => `SIGNED#${scopeOf(stream)}`,
  prefix: 'HEAD#',
  sort: (id: InStream) => id.stream,
});
/** Where the entries of a year's streams lie, by time, the newest first, in as many partitions as their heads. */
export const auditTrail = collection('audit-trail', auditTrailPlace, {
  partition: (of: { scope: string; spread: string }) => `TRAIL#${of.scope}#${of.spread}`,
  prefix: 'AT#',
  sort: (of: { scope: string; spread: string; at: string; stream: string; sequence: number }) =>
    trailSort(of),
});
/** Counted anew every quarter of an hour, and in no audit. */
export const officeFigures = collection('office-figures', officeFiguresShape, {
  partition: ofCycle,
  prefix: 'FIGURES',
  sort: (_: InCycle) => '',
});
export const rehearsalClock = collection('rehearsal-clock', rehearsalClockShape, {
  partition: (_: object) => 'REHEARSAL',
  prefix: 'CLOCK',
  sort: (_: object) => '',
});
