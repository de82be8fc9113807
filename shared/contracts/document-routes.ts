import * as z from 'zod/mini';
import { circularTemplate } from '../domain/circular/circular-template.ts';
import { bilingual, cycleId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { downloadLink } from './evidence-views.ts';

const inCycle = z.strictObject({ cycle: cycleId });
const letterRefusals = ['not-your-unit', 'unit-unknown', 'problem-letter-unknown', 'glyph-missing'] as const;

/** The county's documents: what the office writes of the circular, and letters as files. */
export const documentRoutes = {
  getCircularTemplate: defineRoute({
    area: 'documents',
    method: 'GET',
    path: '/api/cycles/{cycle}/circular-template',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '通报的文字，和可以填写的位置', en: 'What the circular says, and the places it may name' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({
      template: circularTemplate,
      /** Whether the office has written it; otherwise it is the product's own. */
      edited: z.boolean(),
      places: z.array(z.strictObject({ name: z.string(), optional: z.boolean(), means: bilingual })),
    }),
    refusals: ['cycle-unknown'],
  }),
  setCircularTemplate: defineRoute({
    area: 'documents',
    method: 'PUT',
    path: '/api/cycles/{cycle}/circular-template',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '更改通报的文字', en: 'Write what the circular says' },
    params: inCycle,
    query: nothing,
    body: circularTemplate,
    output: circularTemplate,
    refusals: ['cycle-unknown', 'circular-place-unknown', 'changed-meanwhile'],
  }),
  /** From the run under way once it has ranked, else from what is published; changes nothing. */
  previewCircular: defineRoute({
    area: 'documents',
    method: 'POST',
    path: '/api/cycles/{cycle}/circular-template/preview',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '按现有结果预览通报', en: 'See the circular as it would be with the present result' },
    params: inCycle,
    query: nothing,
    body: circularTemplate,
    output: z.strictObject({
      /** The circular's paragraphs in their order, for a screen. */
      paragraphs: z.array(z.strictObject({ role: z.string(), text: z.string() })),
      file: downloadLink,
    }),
    refusals: ['cycle-unknown', 'circular-place-unknown', 'nothing-to-preview'],
  }),
  getProblemLetterDocx: defineRoute({
    area: 'documents',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/problem-letter/docx',
    status: 200,
    audience: ['unit-staff', 'county-admin', 'signer', 'reviewer'],
    repeatable: 'read',
    summary: { zh: '下载问题清单（Word）', en: 'A unit’s problem letter as a Word file' },
    params: z.extend(inCycle, { unit: unitId }),
    query: nothing,
    body: noBody,
    output: downloadLink,
    refusals: letterRefusals,
  }),
  getProblemLetterPdf: defineRoute({
    area: 'documents',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/problem-letter/pdf',
    status: 200,
    audience: ['unit-staff', 'county-admin', 'signer', 'reviewer'],
    repeatable: 'read',
    summary: { zh: '下载问题清单（PDF）', en: 'A unit’s problem letter as a PDF' },
    params: z.extend(inCycle, { unit: unitId }),
    query: nothing,
    body: noBody,
    output: downloadLink,
    refusals: letterRefusals,
  }),
} as const;
