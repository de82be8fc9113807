import type { z } from 'zod';
import { cityDeduction } from '../domain/assessment/city-deduction.ts';
import { deduction, handIn } from '../domain/assessment/deduction.ts';
import { incident } from '../domain/assessment/incident.ts';
import { reviewerPoints } from '../domain/assessment/reviewer-points.ts';
import { auditEvent } from '../domain/audit/audit-event.ts';
import { cycle, leadBody, unit } from '../domain/cycle/cycle.ts';
import { evidence } from '../domain/evidence/evidence.ts';
import { member } from '../domain/people/member.ts';
import { registerRow } from '../domain/register/register-row.ts';
import { run } from '../domain/run/run.ts';
import { rehearsalClock, rubricRecord, runTask, runProgress, streamHead } from './stored.ts';

/**
 * The one table's layout. Every stored record belongs to a collection: a schema, and where a record lies.
 * Partition keys spread by cycle and unit, so that no partition carries a whole county's writes; the access patterns
 * are listed in docs/data-model.md.
 */
export type Key = Readonly<{ pk: string; sk: string }>;

export type Collection<Schema extends z.ZodType, Id> = Readonly<{
  name: string;
  /** Grows by one with every change of a stored shape; test/shared/contracts/stored-shapes.test.ts pins each. */
  schemaVersion: number;
  schema: Schema;
  key: (id: Id) => Key;
}>;

function collection<Schema extends z.ZodType, Id>(
  name: string,
  schema: Schema,
  key: (id: Id) => Key,
  schemaVersion = 1,
): Collection<Schema, Id> {
  return { name, schema, schemaVersion, key };
}

type InCycle = Readonly<{ cycle: string }>;
type InUnit = Readonly<{ cycle: string; unit: string }>;

const cyclePartition = ({ cycle }: InCycle) => `CYCLE#${cycle}`;
const unitPartition = ({ cycle, unit }: InUnit) => `CYCLE#${cycle}#UNIT#${unit}`;
const bodyPartition = ({ cycle, body }: InCycle & { body: string }) => `CYCLE#${cycle}#BODY#${body}`;
const runPartition = ({ cycle, run }: InCycle & { run: string }) => `CYCLE#${cycle}#RUN#${run}`;

export const collections = {
  members: collection('member', member, (id: { subject: string }) => ({
    pk: `MEMBER#${id.subject}`,
    sk: 'MEMBER',
  })),
  cycles: collection('cycle', cycle, (id: InCycle) => ({ pk: cyclePartition(id), sk: 'CYCLE' })),
  rubrics: collection('rubric', rubricRecord, (id: InCycle & { version: number }) => ({
    pk: cyclePartition(id),
    sk: `RUBRIC#${String(id.version).padStart(4, '0')}`,
  })),
  units: collection('unit', unit, (id: InUnit) => ({ pk: cyclePartition(id), sk: `UNIT#${id.unit}` })),
  bodies: collection('lead-body', leadBody, (id: InCycle & { body: string }) => ({
    pk: cyclePartition(id),
    sk: `BODY#${id.body}`,
  })),
  registerRows: collection('register-row', registerRow, (id: InUnit & { row: string }) => ({
    pk: unitPartition(id),
    sk: `ROW#${id.row}`,
  })),
  evidence: collection('evidence', evidence, (id: InUnit & { evidence: string }) => ({
    pk: unitPartition(id),
    sk: `EVIDENCE#${id.evidence}`,
  })),
  points: collection(
    'reviewer-points',
    reviewerPoints,
    (id: InUnit & { item: string; reviewer: string }) => ({
      pk: unitPartition(id),
      sk: `POINTS#${id.item}#${id.reviewer}`,
    }),
  ),
  deductions: collection('deduction', deduction, (id: InCycle & { body: string; deduction: string }) => ({
    pk: bodyPartition(id),
    sk: `DEDUCTION#${id.deduction}`,
  })),
  handIns: collection('hand-in', handIn, (id: InCycle & { body: string }) => ({
    pk: bodyPartition(id),
    sk: 'HANDIN',
  })),
  cityDeductions: collection('city-deduction', cityDeduction, (id: InCycle & { deduction: string }) => ({
    pk: `${cyclePartition(id)}#OFFICE`,
    sk: `CITY#${id.deduction}`,
  })),
  incidents: collection('incident', incident, (id: InCycle & { incident: string }) => ({
    pk: `${cyclePartition(id)}#OFFICE`,
    sk: `INCIDENT#${id.incident}`,
  })),
  runs: collection('run', run, (id: InCycle & { run: string }) => ({
    pk: cyclePartition(id),
    sk: `RUN#${id.run}`,
  })),
  runTasks: collection('run-task', runTask, (id: InCycle & { run: string; task: string }) => ({
    pk: runPartition(id),
    sk: `TASK#${id.task}`,
  })),
  runProgress: collection(
    'run-progress',
    runProgress,
    (id: InCycle & { run: string; step: string; batch: string }) => ({
      pk: runPartition(id),
      sk: `PROGRESS#${id.step}#${id.batch}`,
    }),
  ),
  /** The head of an audit stream, which is also the gate of everything written under that stream. */
  streamHeads: collection('stream-head', streamHead, (id: { stream: string }) => ({
    pk: `AUDIT#${id.stream}`,
    sk: 'HEAD',
  })),
  auditEvents: collection('audit-event', auditEvent, (id: { stream: string; sequence: number }) => ({
    pk: `AUDIT#${id.stream}`,
    sk: `EVENT#${String(id.sequence).padStart(9, '0')}`,
  })),
  rehearsalClock: collection('rehearsal-clock', rehearsalClock, (_: Record<never, never>) => ({
    pk: 'REHEARSAL',
    sk: 'CLOCK',
  })),
} as const;

/** Audit streams, by what they follow. */
export const streams = {
  /** Cycle, city deductions, incidents and runs. */
  office: (cycle: string) => `${cycle}/office`,
  unit: (cycle: string, unit: string) => `${cycle}/unit/${unit}`,
  body: (cycle: string, body: string) => `${cycle}/body/${body}`,
  installation: 'installation',
} as const;
