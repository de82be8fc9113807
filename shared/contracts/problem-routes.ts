import * as z from 'zod/mini';
import { problem, problemLetter } from '../domain/problems/problem-letter.ts';
import { cycleId, day, instant, line, paragraph, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const inUnit = z.extend(inCycle, { unit: unitId });
const ofProblem = z.extend(inUnit, { problem: line });

/** A letter as its unit and the county office see it: who acted is in the audit stream, not here. */
export const problemLetterView = z.extend(z.omit(problemLetter, { issuedBy: true, run: true }), {
  problems: z.array(
    z.extend(problem, {
      report: z.nullable(z.strictObject({ text: z.string(), at: instant })),
      answer: z.nullable(z.strictObject({ text: z.nullable(z.string()), at: instant })),
    }),
  ),
});
const overview = z.strictObject({
  figures: z.strictObject({
    open: z.int(),
    reported: z.int(),
    mended: z.int(),
    units: z.int(),
    /** Units that are not done though their day is over. */
    overdue: z.int(),
  }),
  items: z.array(problemLetterView),
  /** Of the year before, what is still to be mended. */
  carried: z.array(problemLetterView),
});

/** What units are to mend after a year's evaluation. */
export const problemRoutes = {
  issueProblemLetters: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/problem-letters',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: {
      zh: '按公布的结果向各单位发出问题清单',
      en: 'Issue every unit’s problem letter from the published result',
    },
    params: inCycle,
    query: nothing,
    body: z.strictObject({ mendBy: day }),
    output: z.extend(overview, { issued: z.int() }),
    refusals: ['cycle-unknown', 'nothing-published', 'day-in-past', 'changed-meanwhile'],
  }),
  listProblemLetters: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/problem-letters',
    status: 200,
    audience: ['county-admin', 'signer', 'reviewer'],
    repeatable: 'read',
    summary: { zh: '各单位的问题清单和整改进度', en: 'All problem letters, and how far they have come' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: overview,
    refusals: ['cycle-unknown'],
  }),
  getProblemLetter: defineRoute({
    area: 'run',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/problem-letter',
    status: 200,
    audience: ['unit-staff', 'county-admin', 'signer', 'reviewer'],
    repeatable: 'read',
    summary: {
      zh: '一个单位的问题清单，含上一年没有整改完的',
      en: 'A unit’s problem letter, with what last year left',
    },
    params: inUnit,
    query: nothing,
    body: noBody,
    output: z.strictObject({ letter: z.nullable(problemLetterView), carried: z.array(problemLetterView) }),
    refusals: ['not-your-unit', 'unit-unknown'],
  }),
  reportProblem: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/problem-letter/{problem}/report',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'state',
    summary: { zh: '单位报告一个问题的整改情况', en: 'A unit says what it has done about a problem' },
    params: ofProblem,
    query: nothing,
    body: z.strictObject({ text: paragraph }),
    output: problemLetterView,
    refusals: [
      'not-your-unit',
      'problem-letter-unknown',
      'problem-unknown',
      'problem-wrong-state',
      'changed-meanwhile',
    ],
  }),
  answerProblem: defineRoute({
    area: 'run',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/problem-letter/{problem}/answer',
    status: 200,
    audience: ['county-admin', 'reviewer'],
    repeatable: 'state',
    summary: { zh: '认可整改，或指出还缺什么', en: 'Find a problem mended, or say what is missing' },
    params: ofProblem,
    query: nothing,
    body: z.strictObject({ mended: z.boolean(), text: z.nullable(paragraph) }),
    output: problemLetterView,
    refusals: [
      'recused',
      'problem-letter-unknown',
      'problem-unknown',
      'problem-wrong-state',
      'missing-words',
      'changed-meanwhile',
    ],
  }),
} as const;
