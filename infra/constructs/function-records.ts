import type { FunctionName } from '../../shared/contracts/functions.ts';
import { placesOf, withoutCovered, type CollectionName } from './record-places.ts';

/** Functions that read and write records; the others have capabilities of their own (records-table.ts). */
export type RecordsFunction = Exclude<
  FunctionName,
  'api-public' | 'event-sign-heads' | 'event-check-service'
>;

type Uses = Readonly<{
  /** Each stands for all records that lie under the same partition keys. */
  reads: readonly CollectionName[];
  writes: readonly CollectionName[];
  /** Whether it commits changes, each of which writes the audit chain, too. */
  audited: boolean;
}>;

/**
 * Whose records each function touches, as far as keys tell them apart; its role may touch no others. test/infra/function-records.test.ts
 * goes through what each function imports and holds this list to exactly that.
 */
const uses = {
  'api-appeals': {
    reads: ['members', 'cycles', 'registerRows', 'appeals', 'publications'],
    writes: ['appeals', 'publications'],
    audited: true,
  },
  'api-assessment': {
    reads: ['members', 'cycles', 'registerRows', 'incidents'],
    writes: ['registerRows', 'incidents'],
    audited: true,
  },
  'api-audit': { reads: ['members', 'cycles', 'auditEvents', 'auditTrail'], writes: [], audited: true },
  'api-contacts': {
    reads: ['members', 'cycles', 'contactForms', 'contactFormVersions', 'handOuts'],
    writes: ['contactForms', 'contactFormVersions', 'handOuts'],
    audited: true,
  },
  'api-cycle': {
    reads: ['members', 'cycles', 'registerRows', 'deductions', 'publications'],
    writes: ['members', 'cycles', 'deductions', 'rehearsalClock'],
    audited: true,
  },
  'api-documents': {
    reads: ['members', 'cycles', 'publications', 'problemLetters'],
    writes: ['cycles'],
    audited: true,
  },
  'api-evidence': {
    reads: ['members', 'cycles', 'registerRows', 'evidenceTraces'],
    writes: ['registerRows'],
    audited: true,
  },
  'api-evidence-bundle': {
    reads: ['members', 'cycles', 'registerRows'],
    writes: ['registerRows'],
    audited: true,
  },
  'api-import': { reads: ['members', 'cycles', 'registerRows'], writes: ['registerRows'], audited: true },
  'api-inbox': {
    reads: [
      'members',
      'cycles',
      'registerRows',
      'deductions',
      'incidents',
      'runTasks',
      'contactForms',
      'reminders',
      'notifications',
    ],
    writes: ['cycles', 'registerRows', 'runTasks', 'reminders', 'notifications'],
    audited: true,
  },
  'api-lead-body': {
    reads: ['members', 'cycles', 'registerRows', 'deductions', 'runTasks', 'workPlans'],
    writes: ['deductions', 'workPlans'],
    audited: true,
  },
  'api-people': {
    reads: ['members', 'invitations', 'cycles'],
    writes: ['members', 'invitations'],
    audited: true,
  },
  'api-register': {
    reads: ['members', 'cycles', 'registerRows', 'linkCounts'],
    writes: ['cycles', 'registerRows'],
    audited: true,
  },
  'api-requests': {
    reads: ['members', 'cycles', 'registerRows', 'requestRules'],
    writes: ['registerRows', 'requestRules'],
    audited: true,
  },
  'api-run': {
    reads: [
      'members',
      'cycles',
      'registerRows',
      'deductions',
      'incidents',
      'runTasks',
      'appeals',
      'publications',
      'problemLetters',
      'handOuts',
    ],
    writes: ['cycles', 'runTasks', 'publications', 'problemLetters', 'handOuts'],
    audited: true,
  },
  'api-standing': {
    reads: ['members', 'cycles', 'registerRows', 'deductions', 'incidents', 'contactForms'],
    writes: ['registerRows'],
    audited: true,
  },
  'event-check-links': {
    reads: ['cycles', 'registerRows'],
    writes: ['cycles', 'registerRows', 'linkCounts'],
    audited: false,
  },
  'event-inspect-evidence': {
    reads: ['registerRows', 'evidenceTraces'],
    writes: ['registerRows', 'evidenceTraces'],
    audited: true,
  },
  'event-make-custody-package': {
    reads: ['cycles', 'registerRows', 'deductions', 'incidents', 'appeals', 'publications', 'auditEvents'],
    writes: ['cycles'],
    audited: true,
  },
  'event-measure-office': {
    reads: ['cycles', 'registerRows', 'deductions', 'runTasks', 'publications'],
    writes: ['cycles', 'runTasks'],
    audited: false,
  },
  'event-remove-applicants': {
    reads: ['cycles', 'registerRows', 'requestRules'],
    writes: ['registerRows'],
    audited: true,
  },
  'event-remove-contacts': {
    reads: ['cycles', 'contactForms', 'contactFormVersions'],
    writes: ['contactForms', 'contactFormVersions'],
    audited: true,
  },
  'event-send-reminders': {
    reads: [
      'members',
      'cycles',
      'registerRows',
      'deductions',
      'incidents',
      'runTasks',
      'contactForms',
      'reminders',
      'notifications',
    ],
    writes: ['registerRows', 'runTasks', 'reminders'],
    audited: true,
  },
  'event-sweep-evidence': {
    reads: ['cycles', 'registerRows', 'evidenceTraces'],
    writes: ['registerRows', 'evidenceTraces'],
    audited: true,
  },
  'setup-load-cycle': {
    reads: ['members', 'cycles', 'deductions'],
    writes: ['members', 'cycles', 'deductions'],
    audited: true,
  },
  'task-ask-body': {
    reads: ['cycles', 'deductions', 'runTasks'],
    writes: ['deductions', 'runTasks'],
    audited: true,
  },
  'task-ask-repair': { reads: ['cycles', 'runTasks'], writes: ['cycles', 'runTasks'], audited: true },
  'task-ask-sign-off': { reads: ['cycles', 'runTasks'], writes: ['runTasks'], audited: false },
  'task-derive-inputs': {
    reads: ['cycles', 'runTasks', 'appeals', 'publications'],
    writes: ['cycles', 'runTasks'],
    audited: true,
  },
  'task-end-run': { reads: ['cycles', 'runTasks'], writes: ['cycles', 'runTasks'], audited: true },
  'task-freeze-batch': {
    reads: ['members', 'cycles', 'registerRows', 'deductions', 'incidents', 'runTasks'],
    writes: ['registerRows', 'runTasks'],
    audited: true,
  },
  'task-go-on': {
    reads: ['cycles', 'deductions', 'runTasks'],
    writes: ['cycles', 'deductions', 'runTasks'],
    audited: true,
  },
  'task-open-run': {
    reads: ['cycles', 'runTasks', 'publications'],
    writes: ['cycles', 'runTasks'],
    audited: true,
  },
  'task-pass-over-body': { reads: ['cycles', 'deductions'], writes: ['deductions'], audited: true },
  'task-plan-freeze': {
    reads: ['cycles', 'registerRows', 'deductions', 'incidents', 'runTasks'],
    writes: ['runTasks'],
    audited: true,
  },
  'task-publish-report': {
    reads: ['cycles', 'runTasks', 'publications', 'auditEvents', 'signedTo'],
    writes: ['cycles', 'runTasks', 'publications', 'signedTo'],
    audited: true,
  },
  'task-rank-units': { reads: ['cycles', 'runTasks'], writes: ['cycles', 'runTasks'], audited: true },
  'task-render-documents': {
    reads: ['cycles', 'runTasks', 'publications'],
    writes: ['runTasks'],
    audited: false,
  },
  'task-render-report': {
    reads: ['cycles', 'runTasks', 'publications'],
    writes: ['runTasks'],
    audited: false,
  },
  'task-score-batch': { reads: ['runTasks'], writes: ['runTasks'], audited: false },
  'task-seal-inputs': { reads: ['cycles', 'runTasks'], writes: ['cycles', 'runTasks'], audited: true },
} as const satisfies Readonly<Record<RecordsFunction, Uses>>;

/** Each of them. */
export const recordsFunctions = Object.keys(uses).filter(isRecordsFunction);

function isRecordsFunction(name: string): name is RecordsFunction {
  return name in uses;
}

const audit: readonly CollectionName[] = ['auditEvents', 'auditTrail', 'streamHeads'];

/** The partition keys that a function may read and write under, as patterns of IAM's. */
export function recordPlacesOf(
  name: RecordsFunction,
): Readonly<{ reads: readonly string[]; writes: readonly string[] }> {
  const { reads, writes, audited }: Uses = uses[name];
  const places = (names: readonly CollectionName[]) => withoutCovered(names.map(placesOf));
  return {
    // The date may be a record (`clock` in infra/config.ts), which every function asks for.
    reads: places([...reads, 'rehearsalClock', ...(audited ? (['streamHeads'] as const) : [])]),
    writes: places([...writes, ...(audited ? audit : [])]),
  };
}
