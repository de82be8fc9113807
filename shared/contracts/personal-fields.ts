import { collections } from './collections.ts';

/**
 * The fields of each collection that hold personal data of contacts and applicants, what people wrote about people, or a secret; a
 * dot goes into a field, and into each of a list's. In the audit trail, whose entries outlive what the rules remove and which more
 * people read than the record, such a field is said to have changed and no more. Who acted for an office stands in the trail by
 * name: that is what it is for.
 */
const personalFields: Readonly<Record<keyof typeof collections, readonly string[]>> = {
  appeals: ['grounds', 'answer.text', 'decision.reason'],
  auditEvents: [],
  auditTrail: [],
  bodies: [],
  circularTemplates: [],
  cityDeductions: [],
  contactForms: ['entry', 'scans'],
  contactFormVersions: ['entry'],
  custodyPackages: [],
  custodyProgress: [],
  cycles: [],
  deductions: ['reason', 'reply.text', 'answer.reason'],
  deliveries: [],
  dryRuns: [],
  evidence: [],
  evidenceBundles: [],
  evidenceTraces: [],
  handIns: [],
  importBatches: [],
  importHeadings: [],
  incidents: [],
  // The hash of a one-time code: while it is open, it is half a key.
  invitations: ['codeSha256'],
  memberChanges: [],
  itemFacts: [],
  linkChecks: [],
  linkCheckProgress: [],
  linkCheckSettings: [],
  members: [],
  notifications: ['mail'],
  officeFigures: [],
  points: [],
  problemLetters: [],
  publications: [],
  publishedAppeals: ['reason'],
  quarterlySummaries: [],
  reEvaluations: [],
  registerImports: [],
  registerRows: [],
  registerRowVersions: [],
  rehearsalClock: [],
  reminders: [],
  reminderSettings: [],
  requestRules: [],
  // What is wanted stands in the applicant's own words.
  requests: ['applicant', 'wanted', 'reason', 'reopened.reason', 'regulationChoice.reason'],
  revisions: [],
  rubrics: [],
  runFailures: [],
  runProgress: [],
  runs: [],
  runTasks: ['token'],
  streamHeads: [],
  signedTo: [],
  taskReplies: [],
  unitConfirmations: [],
  unitMeasures: [],
  units: [],
  // The addresses of many robots carry their key.
  webhooks: ['secret', 'url'],
  workPlans: [],
};

const byName: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(collections).map(([key, { name }]) => [name, fieldsOf(key)]),
);

/** The personal fields of a collection, by its name. */
export function personalFieldsOf(collection: string): readonly string[] {
  return byName.get(collection) ?? [];
}

function fieldsOf(key: string): readonly string[] {
  return Object.entries(personalFields).find(([each]) => each === key)?.[1] ?? [];
}
