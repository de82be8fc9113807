import type * as collections from './all-collections.ts';

type CollectionName = (typeof collections)[keyof typeof collections]['name'];

/**
 * The fields of each collection that hold personal data of contacts and applicants, what people wrote about people, or a secret; a
 * dot goes into a field, and into each of a list's. In the audit trail, whose entries outlive what the rules remove and which more
 * people read than the record, such a field is said to have changed and no more. Who acted for an office stands in the trail by
 * name: that is what it is for.
 */
const personalFields: Readonly<Record<CollectionName, readonly string[]>> = {
  appeal: ['grounds', 'answer.text', 'decision.reason'],
  'audit-event': [],
  'audit-trail': [],
  'lead-body': [],
  'circular-template': [],
  'city-deduction': [],
  'contact-form': ['entry', 'scans'],
  'contact-form-version': ['entry'],
  'custody-package': [],
  'custody-progress': [],
  cycle: [],
  deduction: ['reason', 'reply.text', 'answer.reason'],
  delivery: [],
  'dry-run': [],
  evidence: [],
  'evidence-bundle': [],
  'evidence-trace': [],
  'hand-in': [],
  'hand-out': [],
  'import-batch': [],
  'import-headings': [],
  incident: [],
  // The hash of a one-time code: while it is open, it is half a key.
  invitation: ['codeSha256'],
  'member-change': [],
  'item-facts': [],
  'link-check': [],
  'link-check-progress': [],
  'link-check-settings': [],
  'link-count': [],
  member: [],
  'notification-settings': ['mail'],
  'office-figures': [],
  'reviewer-points': [],
  'problem-letter': [],
  publication: [],
  'published-appeal': ['reason'],
  'quarterly-summary': [],
  're-evaluation': [],
  'register-import': [],
  'register-row': [],
  'register-row-version': [],
  'rehearsal-clock': [],
  reminder: [],
  'reminder-settings': [],
  'request-rules': [],
  // What is wanted stands in the applicant's own words.
  request: ['applicant', 'wanted', 'reason', 'reopened.reason', 'regulationChoice.reason'],
  revision: [],
  rubric: [],
  'run-failure': [],
  'run-progress': [],
  run: [],
  'run-task': ['token'],
  'stream-head': [],
  'signed-to': [],
  'task-reply': [],
  'unit-confirmation': [],
  'unit-measure': [],
  unit: [],
  // The addresses of many robots carry their key.
  'webhook-settings': ['secret', 'url'],
  'work-plan': [],
};

const byName: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(personalFields));

/** The personal fields of a collection, by its name. */
export function personalFieldsOf(collection: string): readonly string[] {
  return byName.get(collection) ?? [];
}
