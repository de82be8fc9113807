import type * as z from 'zod';
import { appeal, publishedAppeal } from '../domain/appeals/appeal.ts';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { deduction, handIn } from '../domain/assessment/deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { unitConfirmation } from '../domain/assessment/unit-confirmation.ts';
import { itemFacts, unitMeasure } from '../domain/assessment/unit-facts.ts';
import { auditEvent } from '../domain/audit/audit-event.ts';
import { auditTrailPlace, trailSort } from '../domain/audit/audit-trail.ts';
import { contactForm, contactFormVersion } from '../domain/contacts/contact-form.ts';
import { circularTemplate } from '../domain/circular/circular-template.ts';
import { custodyPackage, custodyProgress } from '../domain/custody/custody-package.ts';
import { cycle, leadBody, unit } from '../domain/cycle/cycle.ts';
import { officeFigures } from '../domain/figures/office-figures.ts';
import { evidence } from '../domain/evidence/evidence.ts';
import { evidenceBundle } from '../domain/evidence-bundle/evidence-bundle.ts';
import { evidenceTrace } from '../domain/evidence/trace.ts';
import { linkCheck, linkCheckProgress } from '../domain/link-check/link-check.ts';
import { linkCheckSettings } from '../domain/link-check/link-check-settings.ts';
import { invitation } from '../domain/people/invitation.ts';
import { member } from '../domain/people/member.ts';
import { memberChange } from '../domain/people/member-change.ts';
import { delivery } from '../domain/reminders/delivery.ts';
import { notificationSettings, webhookSettings } from '../domain/reminders/notification-settings.ts';
import { reminder } from '../domain/reminders/reminder.ts';
import { reminderSettings } from '../domain/reminders/reminder-settings.ts';
import { importBatch } from '../domain/register-import/import-batch.ts';
import { importHeadings, registerImport } from '../domain/register-import/register-import.ts';
import { registerRow, registerRowVersion } from '../domain/register/register-row.ts';
import { requestRules } from '../domain/requests/request-rules.ts';
import { request } from '../domain/requests/request.ts';
import { quarterlySummary, taskReply, workPlan } from '../domain/plans/work-plan.ts';
import { problemLetter } from '../domain/problems/problem-letter.ts';
import { reEvaluation } from '../domain/re-evaluation/re-evaluation.ts';
import { dryRun } from '../domain/run/dry-run.ts';
import { publication, revision, run } from '../domain/run/run.ts';
import {
  rehearsalClock,
  rubricRecord,
  runFailure,
  runTask,
  runProgress,
  signedTo,
  streamHead,
} from './stored.ts';

/**
 * The one table's layout. Every stored record belongs to a collection: a schema, and where a record lies.
 * Partition keys spread by cycle and unit, so that no partition carries a whole county's writes; the access patterns
 * are listed in docs/data-model.md.
 */
export type Key = Readonly<{ pk: string; sk: string }>;

export type Collection<Schema extends z.ZodType, Partition, Id extends Partition> = Readonly<{
  name: string;
  /** Grows by one with every change of a stored shape; test/shared/contracts/stored-shapes.test.ts pins each. */
  schemaVersion: number;
  schema: Schema;
  /** The partition key. */
  partition: (of: Partition) => string;
  /** What every sort key of the collection begins with; no collection's prefix begins another's in the same partition. */
  prefix: string;
  /** What follows the prefix. */
  sort: (id: Id) => string;
}>;

/** Where a record lies. */
export function keyOf<S extends z.ZodType, P, Id extends P>(of: Collection<S, P, Id>, id: Id): Key {
  return { pk: of.partition(id), sk: of.prefix + of.sort(id) };
}

function collection<Schema extends z.ZodType, Partition, Id extends Partition>(
  name: string,
  schema: Schema,
  place: Readonly<{ partition: (of: Partition) => string; prefix: string; sort: (id: Id) => string }>,
  schemaVersion = 1,
): Collection<Schema, Partition, Id> {
  return { name, schema, schemaVersion, ...place };
}

type InCycle = Readonly<{ cycle: string }>;
type InUnit = Readonly<{ cycle: string; unit: string }>;
type InRow = Readonly<{ cycle: string; unit: string; row: string }>;
type InBody = Readonly<{ cycle: string; body: string }>;
type InRun = Readonly<{ cycle: string; run: string }>;
type InInbox = Readonly<{ cycle: string; subject: string }>;
type InStream = Readonly<{ stream: string }>;

const ofCycle = ({ cycle }: InCycle) => `CYCLE#${cycle}`;
const ofOffice = ({ cycle }: InCycle) => `CYCLE#${cycle}#OFFICE`;
const ofUnit = ({ cycle, unit }: InUnit) => `CYCLE#${cycle}#UNIT#${unit}`;
const ofBody = ({ cycle, body }: InBody) => `CYCLE#${cycle}#BODY#${body}`;
const ofPlan = ({ cycle, body }: InBody) => `CYCLE#${cycle}#PLANS#BODY#${body}`;
const ofRun = ({ cycle, run }: InRun) => `CYCLE#${cycle}#RUN#${run}`;
/** What a stream belongs to: a year, or the installation. */
export function scopeOf(stream: string): string {
  return stream.split('/', 1)[0] ?? stream;
}

const ofStream = ({ stream }: InStream) => `AUDIT#${stream}`;

export const collections = {
  /** In one partition, so that one query lists them: some hundred, each read by its key at every call. */
  members: collection(
    'member',
    member,
    {
      partition: (_: object) => 'MEMBERS',
      prefix: 'MEMBER#',
      sort: (of: { subject: string }) => of.subject,
    },
    2,
  ),
  invitations: collection(
    'invitation',
    invitation,
    {
      partition: (_: object) => 'INVITATIONS',
      prefix: 'INVITATION#',
      sort: (of: { invitation: string }) => of.invitation,
    },
    2,
  ),
  /** What is proposed of a member and waits for a second admin: the last one of each. */
  memberChanges: collection('member-change', memberChange, {
    partition: (_: object) => 'INVITATIONS',
    prefix: 'CHANGE#',
    sort: (of: { member: string }) => of.member,
  }),
  cycles: collection('cycle', cycle, { partition: ofCycle, prefix: 'CYCLE', sort: (_: InCycle) => '' }, 6),
  rubrics: collection(
    'rubric',
    rubricRecord,
    {
      partition: ofCycle,
      prefix: 'RUBRIC#',
      sort: (id: InCycle & { version: number }) => String(id.version).padStart(4, '0'),
    },
    3,
  ),
  units: collection('unit', unit, { partition: ofCycle, prefix: 'UNIT#', sort: (id: InUnit) => id.unit }, 3),
  bodies: collection('lead-body', leadBody, {
    partition: ofCycle,
    prefix: 'BODY#',
    sort: (id: InBody) => id.body,
  }),
  registerRows: collection('register-row', registerRow, {
    partition: ofUnit,
    prefix: 'ROW#',
    sort: (id: InUnit & { row: string }) => id.row,
  }),
  registerRowVersions: collection('register-row-version', registerRowVersion, {
    partition: (of: InRow) => `${ofUnit(of)}#ROW#${of.row}`,
    prefix: 'WAS#',
    sort: (id: InRow & { version: number }) => String(id.version).padStart(6, '0'),
  }),
  registerImports: collection('register-import', registerImport, {
    partition: ofUnit,
    prefix: 'IMPORT#',
    sort: (id: InUnit & { import: string }) => id.import,
  }),
  importBatches: collection('import-batch', importBatch, {
    partition: (of: InUnit) => `${ofUnit(of)}#IMPORTED`,
    prefix: 'BATCH#',
    sort: (id: InUnit & { import: string; batch: number }) =>
      `${id.import}#${String(id.batch).padStart(6, '0')}`,
  }),
  importHeadings: collection('import-headings', importHeadings, {
    partition: ofUnit,
    prefix: 'HEADINGS',
    sort: (_: InUnit) => '',
  }),
  linkCheckSettings: collection('link-check-settings', linkCheckSettings, {
    partition: ofCycle,
    prefix: 'LINKS',
    sort: (_: InCycle) => '',
  }),
  linkCheckProgress: collection('link-check-progress', linkCheckProgress, {
    partition: ofCycle,
    prefix: 'LINKROUND',
    sort: (_: InCycle) => '',
  }),
  linkChecks: collection('link-check', linkCheck, {
    partition: ofUnit,
    prefix: 'LINK#',
    sort: (id: InRow) => id.row,
  }),
  evidence: collection(
    'evidence',
    evidence,
    {
      partition: ofUnit,
      prefix: 'EVIDENCE#',
      sort: (id: InUnit & { evidence: string }) => id.evidence,
    },
    3,
  ),
  evidenceBundles: collection('evidence-bundle', evidenceBundle, {
    partition: ofUnit,
    prefix: 'BUNDLE#',
    sort: (id: InUnit & { bundle: string }) => id.bundle,
  }),
  /** Files by what they are and look like, across units and years. Index records: written with the inspection, never changed. */
  evidenceTraces: collection('evidence-trace', evidenceTrace, {
    partition: ({ mark }: Readonly<{ mark: string }>) => `TRACE#${mark}`,
    prefix: 'FILE#',
    sort: (id: Readonly<{ mark: string; cycle: string; unit: string; evidence: string; file: string }>) =>
      `${id.cycle}#${id.unit}#${id.evidence}#${id.file}`,
  }),
  /** Apart from what a freeze reads: a unit's contacts are in no run. One query gives the county office all of them. */
  contactForms: collection('contact-form', contactForm, {
    partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#CONTACTS`,
    prefix: 'FORM#',
    sort: (id: InUnit) => id.unit,
  }),
  contactFormVersions: collection('contact-form-version', contactFormVersion, {
    partition: (of: InUnit) => `CYCLE#${of.cycle}#CONTACTS#UNIT#${of.unit}`,
    prefix: 'WAS#',
    sort: (id: InUnit & { version: number }) => String(id.version).padStart(6, '0'),
  }),
  /** A member's inbox of a year, apart from the year's record: one query gives all of it. */
  reminders: collection(
    'reminder',
    reminder,
    {
      partition: ({ cycle, subject }: InInbox) => `CYCLE#${cycle}#INBOX#${subject}`,
      prefix: 'REMINDER#',
      sort: (id: InInbox & { reminder: string }) => id.reminder,
    },
    3,
  ),
  /** What goes out of a member's inbox by mail, or of the webhook's. */
  deliveries: collection('delivery', delivery, {
    partition: ({ cycle, subject }: InInbox) => `CYCLE#${cycle}#INBOX#${subject}`,
    prefix: 'DELIVERY#',
    sort: (id: InInbox & { reminder: string }) => id.reminder,
  }),
  /** How members want to be told. In one partition, so that a round reads them with one query. */
  notifications: collection('notification-settings', notificationSettings, {
    partition: (_: object) => 'NOTIFICATIONS',
    prefix: 'MEMBER#',
    sort: (of: { subject: string }) => of.subject,
  }),
  webhooks: collection('webhook-settings', webhookSettings, {
    partition: ofCycle,
    prefix: 'WEBHOOK',
    sort: (_: InCycle) => '',
  }),
  reminderSettings: collection(
    'reminder-settings',
    reminderSettings,
    { partition: ofCycle, prefix: 'REMIND', sort: (_: InCycle) => '' },
    2,
  ),
  circularTemplates: collection('circular-template', circularTemplate, {
    partition: ofCycle,
    prefix: 'CIRCULAR',
    sort: (_: InCycle) => '',
  }),
  requests: collection(
    'request',
    request,
    {
      partition: ofUnit,
      prefix: 'REQUEST#',
      sort: (id: InUnit & { request: string }) => id.request,
    },
    2,
  ),
  requestRules: collection('request-rules', requestRules, {
    partition: (_: object) => 'REQUESTS',
    prefix: 'RULES',
    sort: (_: object) => '',
  }),
  points: collection(
    'reviewer-points',
    reviewerPoints,
    {
      partition: ofUnit,
      prefix: 'POINTS#',
      sort: (id: InUnit & { item: string; reviewer: string }) => `${id.item}#${id.reviewer}`,
    },
    2,
  ),
  itemFacts: collection('item-facts', itemFacts, {
    partition: ofUnit,
    prefix: 'FACTS#',
    sort: (id: InUnit & { item: string }) => id.item,
  }),
  unitMeasures: collection('unit-measure', unitMeasure, {
    partition: ofUnit,
    prefix: 'MEASURE#',
    sort: (id: InUnit & { measure: string }) => id.measure,
  }),
  /** Under the unit's stream, so that a freeze closes it with what it stands for. */
  unitConfirmations: collection('unit-confirmation', unitConfirmation, {
    partition: ofUnit,
    prefix: 'CONFIRMATION',
    sort: (_: InUnit) => '',
  }),
  deductions: collection(
    'deduction',
    deduction,
    {
      partition: ofBody,
      prefix: 'DEDUCTION#',
      sort: (id: InBody & { deduction: string }) => id.deduction,
    },
    3,
  ),
  handIns: collection('hand-in', handIn, { partition: ofBody, prefix: 'HANDIN', sort: (_: InBody) => '' }, 3),
  cityDeductions: collection(
    'city-deduction',
    cityDeduction,
    {
      partition: ofOffice,
      prefix: 'CITY#',
      sort: (id: InCycle & { deduction: string }) => id.deduction,
    },
    2,
  ),
  incidents: collection(
    'incident',
    incident,
    {
      partition: ofOffice,
      prefix: 'INCIDENT#',
      sort: (id: InCycle & { incident: string }) => id.incident,
    },
    2,
  ),
  runs: collection('run', run, { partition: ofCycle, prefix: 'RUN#', sort: (id: InRun) => id.run }, 4),
  /** Apart from what a freeze reads: appeals come when the year is published. */
  appeals: collection('appeal', appeal, {
    partition: ({ cycle, unit }: InUnit) => `CYCLE#${cycle}#APPEALS#UNIT#${unit}`,
    prefix: 'APPEAL#',
    sort: (id: InUnit & { appeal: string }) => id.appeal,
  }),
  /** Among what is published, since anybody may read it. */
  publishedAppeals: collection('published-appeal', publishedAppeal, {
    partition: (_: object) => 'PUBLICATIONS',
    prefix: 'APPEAL#',
    sort: (id: { cycle: string; appeal: string }) => `${id.cycle}#${id.appeal}`,
  }),
  /** A lead body's plan, what units say to its tasks, and its summaries: no points rest on them, and no run freezes them. */
  workPlans: collection('work-plan', workPlan, {
    partition: ofPlan,
    prefix: 'PLAN',
    sort: (_: InBody) => '',
  }),
  taskReplies: collection('task-reply', taskReply, {
    partition: ofPlan,
    prefix: 'REPLY#',
    sort: (id: InBody & { task: string; unit: string }) => `${id.task}#${id.unit}`,
  }),
  quarterlySummaries: collection('quarterly-summary', quarterlySummary, {
    partition: ofPlan,
    prefix: 'SUMMARY#',
    sort: (id: InBody & { quarter: number }) => String(id.quarter),
  }),
  /** In one partition: one query gives the county office all of a year's. */
  problemLetters: collection('problem-letter', problemLetter, {
    partition: ({ cycle }: InCycle) => `CYCLE#${cycle}#PROBLEMS`,
    prefix: 'LETTER#',
    sort: (id: InUnit) => id.unit,
  }),
  dryRuns: collection('dry-run', dryRun, {
    partition: ofCycle,
    prefix: 'DRYRUN#',
    sort: (id: InCycle & { dryRun: string }) => id.dryRun,
  }),
  custodyPackages: collection('custody-package', custodyPackage, {
    partition: ofCycle,
    prefix: 'CUSTODY#',
    sort: (id: InCycle & { id: string }) => id.id,
  }),
  custodyProgress: collection('custody-progress', custodyProgress, {
    partition: ofCycle,
    prefix: 'PACKING#',
    sort: (id: InCycle & { id: string }) => id.id,
  }),
  /** What a re-evaluation changes and why, by its run. */
  reEvaluations: collection('re-evaluation', reEvaluation, {
    partition: ofCycle,
    prefix: 'REEVALUATION#',
    sort: (id: InRun) => id.run,
  }),
  publications: collection(
    'publication',
    publication,
    {
      partition: (_: object) => 'PUBLICATIONS',
      prefix: 'CYCLE#',
      sort: (id: InCycle) => id.cycle,
    },
    2,
  ),
  /** Beside the publications, which anybody may read: what stands at an earlier revision's address. */
  revisions: collection('revision', revision, {
    partition: (_: object) => 'PUBLICATIONS',
    prefix: 'REVISION#',
    sort: (id: InCycle & { revision: number }) => `${id.cycle}#${String(id.revision).padStart(4, '0')}`,
  }),
  runTasks: collection('run-task', runTask, {
    partition: ofRun,
    prefix: 'TASK#',
    sort: (id: InRun & { task: string }) => id.task,
  }),
  runProgress: collection(
    'run-progress',
    runProgress,
    {
      partition: ofRun,
      prefix: 'PROGRESS#',
      sort: (id: InRun & { step: string; batch: string }) => `${id.step}#${id.batch}`,
    },
    2,
  ),
  /** Units at which a step of a run failed, and whether that has been mended. */
  runFailures: collection('run-failure', runFailure, {
    partition: ofRun,
    prefix: 'FAILED#',
    sort: (id: InRun & { step: string; unit: string }) => `${id.step}#${id.unit}`,
  }),
  /** The head of an audit stream, which is also the gate of everything written under that stream. */
  streamHeads: collection(
    'stream-head',
    streamHead,
    {
      // In one partition for a year, so that one query gives all heads to be signed.
      partition: ({ stream }: InStream) => `HEADS#${scopeOf(stream)}`,
      prefix: 'HEAD#',
      sort: (id: InStream) => id.stream,
    },
    2,
  ),
  auditEvents: collection(
    'audit-event',
    auditEvent,
    {
      partition: ofStream,
      prefix: 'EVENT#',
      sort: (id: InStream & { sequence: number }) => String(id.sequence).padStart(9, '0'),
    },
    2,
  ),
  /** Beside the heads and in no audit: losing it means signing again what is signed. */
  signedTo: collection('signed-to', signedTo, {
    partition: ({ stream }: InStream) => `SIGNED#${scopeOf(stream)}`,
    prefix: 'HEAD#',
    sort: (id: InStream) => id.stream,
  }),
  /** Where the entries of a year's streams lie, by time, the newest first: a calendar year to a partition. */
  auditTrail: collection('audit-trail', auditTrailPlace, {
    partition: (of: { scope: string; year: string }) => `TRAIL#${of.scope}#${of.year}`,
    prefix: 'AT#',
    sort: (of: { scope: string; year: string; at: string; stream: string; sequence: number }) =>
      trailSort(of),
  }),
  /** Counted anew every quarter of an hour, and in no audit. */
  officeFigures: collection('office-figures', officeFigures, {
    partition: ofCycle,
    prefix: 'FIGURES',
    sort: (_: InCycle) => '',
  }),
  rehearsalClock: collection('rehearsal-clock', rehearsalClock, {
    partition: (_: object) => 'REHEARSAL',
    prefix: 'CLOCK',
    sort: (_: object) => '',
  }),
} as const;

/** Audit streams, by what they follow. */
export const streams = {
  /** City deductions and incidents, the cycle's loading, and which rubric version it goes by. */
  office: (cycle: string) => `${cycle}/office`,
  /** Runs and what is published: stays open when a freeze closes all the others. */
  runs: (cycle: string) => `${cycle}/runs`,
  /** A year's rubric versions: a mended one may be stored for a re-evaluation, when the year itself is closed. */
  rubrics: (cycle: string) => `${cycle}/rubrics`,
  /** Who asked for the year's whole record, and who was handed it. */
  custody: (cycle: string) => `${cycle}/custody`,
  unit: (cycle: string, unit: string) => `${cycle}/unit/${unit}`,
  body: (cycle: string, body: string) => `${cycle}/body/${body}`,
  /** A unit's requests for information: the law's clock goes on after the year, so no freeze closes it. */
  requests: (cycle: string, unit: string) => `${cycle}/requests/${unit}`,
  /** A unit's contact form: people change after the year is frozen too. */
  contacts: (cycle: string, unit: string) => `${cycle}/contacts/${unit}`,
  /** A unit's appeals: they come after the freeze. */
  appeals: (cycle: string, unit: string) => `${cycle}/appeals/${unit}`,
  /** A lead body's plan and what is said to it: it goes on while a run counts. */
  plans: (cycle: string, body: string) => `${cycle}/plans/${body}`,
  /** A unit's problem letter: it is followed into the next year. */
  problems: (cycle: string, unit: string) => `${cycle}/problems/${unit}`,
  /** What a member was reminded of: goes on whatever is frozen. */
  inbox: (cycle: string, subject: string) => `${cycle}/inbox/${subject}`,
  /** Who took a year's contacts out as a file. */
  contactExports: (cycle: string) => `${cycle}/contact-exports`,
  /** Who took a year's trail out as a file. */
  auditExports: (cycle: string) => `${cycle}/audit-exports`,
  installation: 'installation',
} as const;
