import * as z from 'zod/mini';
import {
  deduction,
  deductionAnswer,
  deductionEntry,
  deductionReply,
} from '../domain/assessment/deduction.ts';
import { sheetFaultCodes } from '../domain/assessment/deduction-sheet-fault.ts';
import {
  bilingual,
  bodyId,
  cycleId,
  day,
  instant,
  line,
  paragraph,
  positivePoints,
  recordId,
  unitId,
} from '../domain/values.ts';
import { defineRoute, noBody, nothing, pageOf, pageQuery } from './route.ts';

const inUnit = z.strictObject({ cycle: cycleId, unit: unitId });
const ofBody = z.strictObject({ cycle: cycleId, body: bodyId });
const ofDeduction = z.extend(ofBody, { deduction: recordId });

/** Where a deduction stands when its unit sees it: a draft is its body's own. */
const seenByUnit = ['told', 'replied', 'answered', 'withdrawn'] as const;

/** A deduction as its body and the county office see it. */
export const deductionView = z.strictObject({
  ...z.omit(deduction.def.options[0], { cycle: true, status: true }).shape,
  status: z.enum(['draft', ...seenByUnit]),
  toldAt: z.nullable(instant),
  /** The last day on which the unit may reply. */
  replyBy: z.nullable(day),
  reply: z.nullable(deductionReply),
  answer: z.nullable(deductionAnswer),
  /** Why it was withdrawn. */
  reason: z.nullable(z.string()),
});
export const unitDeductionView = z.extend(z.omit(deductionView, { recordedAt: true }), {
  status: z.enum(seenByUnit),
});

const entryRefusals = [
  'not-your-body',
  'body-unknown',
  'unit-unknown',
  'recused',
  'deduction-outside-year',
  'points-out-of-range',
  'hand-in-wrong-state',
  'item-not-assessed-here',
  'frozen',
] as const;
const changeRefusals = [
  'not-your-body',
  'recused',
  'deduction-unknown',
  'deduction-wrong-state',
  'hand-in-wrong-state',
  'frozen',
  'changed-meanwhile',
] as const;

/** What lead bodies take from units in the course of the year. */
export const deductionRoutes = {
  recordDeduction: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions',
    status: 201,
    audience: ['lead-body'],
    repeatable: 'key',
    summary: { zh: '起草倒扣分', en: 'Draft a deduction' },
    params: ofBody,
    query: nothing,
    body: deductionEntry,
    output: deductionView,
    refusals: [...entryRefusals, 'idempotency-key-reused'],
  }),
  correctDeduction: defineRoute({
    area: 'lead-body',
    method: 'PUT',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions/{deduction}',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: { zh: '修改还没有告知单位的倒扣分', en: 'Correct a deduction that no unit was told of' },
    params: ofDeduction,
    query: nothing,
    body: deductionEntry,
    output: deductionView,
    refusals: [...entryRefusals, 'deduction-unknown', 'deduction-wrong-state', 'changed-meanwhile'],
  }),
  tellDeductions: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions/tell',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: {
      zh: '把倒扣分告知单位，从次日起给几个工作日说明',
      en: 'Tell units of deductions; they have some working days to reply',
    },
    params: ofBody,
    query: nothing,
    /** Which drafts; all when empty. */
    body: z.strictObject({ deductions: z.array(recordId).check(z.maxLength(500)) }),
    output: z.strictObject({ told: z.array(deductionView), replyBy: day, left: z.int().check(z.minimum(0)) }),
    refusals: [
      'not-your-body',
      'recused',
      'deduction-unknown',
      'hand-in-wrong-state',
      'frozen',
      'changed-meanwhile',
    ],
  }),
  answerDeductionReply: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions/{deduction}/answer',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: {
      zh: '答复单位的说明：维持或减少扣分',
      en: 'Answer a unit’s reply: keep the deduction or take less',
    },
    params: ofDeduction,
    query: nothing,
    /** Points that are taken instead; null keeps them as they were. */
    body: z.strictObject({ points: z.nullable(positivePoints), reason: paragraph }),
    output: deductionView,
    refusals: [...changeRefusals, 'points-out-of-range'],
  }),
  withdrawDeduction: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions/{deduction}/withdraw',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: { zh: '撤回倒扣分', en: 'Withdraw a deduction' },
    params: ofDeduction,
    query: nothing,
    body: z.strictObject({ reason: line }),
    output: deductionView,
    refusals: changeRefusals,
  }),
  importDeductions: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/bodies/{body}/deduction-imports',
    status: 200,
    audience: ['lead-body'],
    repeatable: 'state',
    summary: {
      zh: '从表格导入倒扣分草稿，可先预检',
      en: 'Import deductions from a sheet as drafts; a dry run first',
    },
    params: ofBody,
    query: nothing,
    body: z.strictObject({
      /** An XLSX or CSV file in base64; 1.5 MB of it hold some ten thousand rows. */
      file: z.base64().check(z.minLength(1), z.maxLength(2_000_000)),
      dryRun: z.boolean(),
    }),
    output: z.strictObject({
      added: z.int().check(z.minimum(0)),
      rows: z.array(
        z.discriminatedUnion('outcome', [
          z.strictObject({
            row: z.int(),
            /** `already`: the body has this very deduction, whatever has come of it since. */
            outcome: z.enum(['add', 'already']),
            unit: unitId,
            points: positivePoints,
          }),
          z.strictObject({
            row: z.int(),
            outcome: z.literal('fault'),
            faults: z.array(z.strictObject({ code: z.enum(sheetFaultCodes), message: bilingual })),
          }),
        ]),
      ),
    }),
    refusals: [
      'not-your-body',
      'body-unknown',
      'item-not-assessed-here',
      'sheet-not-read',
      'hand-in-wrong-state',
      'frozen',
      'changed-meanwhile',
    ],
  }),
  listDeductions: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/bodies/{body}/deductions',
    status: 200,
    audience: ['lead-body', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '一个牵头部门的倒扣分', en: 'A lead body’s deductions' },
    params: ofBody,
    query: pageQuery,
    body: noBody,
    output: pageOf(deductionView),
    refusals: ['body-unknown', 'not-your-body'],
  }),
  listUnitDeductions: defineRoute({
    area: 'lead-body',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/deductions',
    status: 200,
    audience: ['unit-staff', 'reviewer', 'county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '已告知一个单位的倒扣分', en: 'The deductions that a unit was told of' },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: z.strictObject({ items: z.array(unitDeductionView) }),
    refusals: ['not-your-unit', 'unit-unknown'],
  }),
  replyToDeduction: defineRoute({
    area: 'lead-body',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/deductions/{body}/{deduction}/reply',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'state',
    summary: { zh: '对倒扣分作出说明', en: 'Reply to a deduction' },
    params: z.extend(inUnit, { body: bodyId, deduction: recordId }),
    query: nothing,
    body: z.pick(deductionReply, { text: true, evidence: true }),
    output: unitDeductionView,
    refusals: [
      'not-your-unit',
      'deduction-unknown',
      'evidence-unknown',
      'deduction-wrong-state',
      'deduction-reply-too-late',
      'hand-in-wrong-state',
      'frozen',
      'changed-meanwhile',
    ],
  }),
} as const;
