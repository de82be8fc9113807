import * as z from 'zod/mini';
import { declaredFile } from '../domain/evidence/declared-file.ts';
import { evidenceBundle } from '../domain/evidence-bundle/evidence-bundle.ts';
import { bundleFaultCodes } from '../domain/evidence-bundle/bundle-fault.ts';
import { bilingual, cycleId, itemCode, recordId, sha256Hex, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';
import { evidenceView, uploadLink } from './evidence-views.ts';

const inUnit = z.strictObject({ cycle: cycleId, unit: unitId });
const ofBundle = z.extend(inUnit, { bundle: recordId });

/** A file of a folder, as its computer sees it. */
const folderFile = z.strictObject({
  /** Where it lies in the folder, its steps parted by `/`. */
  path: z.string().check(z.minLength(1), z.maxLength(1024)),
  size: z.int().check(z.minimum(0), z.maximum(1_073_741_824)),
  contentType: z.string().check(z.maxLength(127)),
  sha256: sha256Hex,
});
const folder = z.strictObject({ files: z.array(folderFile).check(z.minLength(1), z.maxLength(300)) });

const fault = z.strictObject({ code: z.enum(bundleFaultCodes), message: bilingual });

/** What comes, or came, of each file. */
const fileOutcome = z.discriminatedUnion('outcome', [
  /** Goes into the piece of this number, counted from 0. */
  z.strictObject({ path: z.string(), outcome: z.literal('piece'), piece: z.int().check(z.minimum(0)) }),
  /** The unit has handed the same content in for the item; it is not handed in again. */
  z.strictObject({ path: z.string(), outcome: z.literal('already'), evidence: recordId }),
  z.strictObject({ path: z.string(), outcome: z.literal('left-out') }),
  z.strictObject({ path: z.string(), outcome: z.literal('fault'), fault }),
]);

const plannedPiece = z.strictObject({
  items: z.array(itemCode),
  title: z.string(),
  note: z.nullable(z.string()),
  channel: evidenceView.shape.channel,
  files: z.array(z.string()),
  /** The piece that was made of it; null while it is only planned. */
  evidence: z.nullable(recordId),
});

const plan = z.strictObject({
  pieces: z.array(plannedPiece),
  /** In the order of their paths. */
  files: z.array(fileOutcome),
  /** What is wrong with the list where no file is concerned. */
  faults: z.array(fault),
});

const bundleView = z.omit(evidenceBundle, { cycle: true });
const refusals = [
  'not-your-unit',
  'bundle-unknown',
  'bundle-not-uploaded',
  'bundle-not-accepted',
  'bundle-too-large',
] as const;

/** Many files of evidence at once: a ZIP file with a list, or a folder whose names begin with items' codes. */
export const evidenceBundleRoutes = {
  checkEvidenceFolder: defineRoute({
    area: 'evidence-bundle',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/evidence-folders/check',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'read',
    summary: {
      zh: '整个文件夹报送：先看每个文件会怎样',
      en: 'A folder of evidence: what would come of each file',
    },
    params: inUnit,
    query: nothing,
    body: folder,
    output: plan,
    refusals: ['not-your-unit', 'unit-unknown'],
  }),
  handInEvidenceFolder: defineRoute({
    area: 'evidence-bundle',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/evidence-folders',
    status: 201,
    audience: ['unit-staff'],
    repeatable: 'key',
    summary: { zh: '整个文件夹报送：领取全部上传链接', en: 'A folder of evidence: get all upload links' },
    params: inUnit,
    query: nothing,
    body: folder,
    output: z.extend(plan, {
      links: z.array(z.extend(uploadLink, { path: z.string(), evidence: recordId })),
    }),
    refusals: ['not-your-unit', 'unit-unknown', 'window-closed', 'frozen'],
  }),
  requestEvidenceBundle: defineRoute({
    area: 'evidence-bundle',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/evidence-bundles',
    status: 201,
    audience: ['unit-staff'],
    repeatable: 'key',
    summary: {
      zh: '打包报送：登记压缩包，领取上传链接',
      en: 'Evidence in a ZIP file: announce it, get its upload link',
    },
    params: inUnit,
    query: nothing,
    body: z.strictObject({ file: declaredFile }),
    output: z.strictObject({ bundle: bundleView, link: uploadLink }),
    refusals: [
      'not-your-unit',
      'unit-unknown',
      'evidence-too-large',
      'evidence-name-not-accepted',
      'evidence-type-not-accepted',
      'window-closed',
      'frozen',
      'idempotency-key-reused',
    ],
  }),
  checkEvidenceBundle: defineRoute({
    area: 'evidence-bundle',
    method: 'GET',
    path: '/api/cycles/{cycle}/units/{unit}/evidence-bundles/{bundle}/check',
    status: 200,
    audience: ['unit-staff'],
    closed: true,
    repeatable: 'read',
    summary: {
      zh: '打包报送：先看每个文件会怎样',
      en: 'Evidence in a ZIP file: what would come of each file',
    },
    params: ofBundle,
    query: nothing,
    body: noBody,
    output: z.extend(plan, { bundle: bundleView }),
    refusals,
  }),
  handInEvidenceBundle: defineRoute({
    area: 'evidence-bundle',
    method: 'POST',
    path: '/api/cycles/{cycle}/units/{unit}/evidence-bundles/{bundle}/hand-in',
    status: 200,
    audience: ['unit-staff'],
    repeatable: 'state',
    summary: { zh: '打包报送：按预览结果报送', en: 'Evidence in a ZIP file: hand in what the check showed' },
    params: ofBundle,
    query: nothing,
    body: noBody,
    /** `left` files are handed in by the same call again: one call takes as much as its time allows. */
    output: z.extend(plan, { bundle: bundleView, left: z.int().check(z.minimum(0)) }),
    refusals: [...refusals, 'window-closed', 'frozen', 'changed-meanwhile'],
  }),
} as const;
