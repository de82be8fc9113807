import { revisionsFile } from '../domain/integrity/manifest.ts';

/**
 * Where objects lie in the buckets. Names are ASCII ids: the real, Chinese names live in records.
 * Functions, grants in infra and tests all take them from here.
 */
export const storagePrefixes = {
  evidence: 'evidence/',
  /** In the evidence bucket, where browsers may send; kept for days, since the rows are in the register. */
  imports: 'imports/',
  /** In the evidence bucket too: scans of contact forms, on their way and kept. */
  contacts: 'contacts/',
  /** Scans that nobody attached to a form are removed from here after days. */
  contactsIncoming: 'contacts/incoming/',
  contactsKept: 'contacts/kept/',
  /** In the evidence bucket, which tells of what comes: whole records of years on their way out, for days, and the orders for them. */
  custody: 'custody/',
  custodyOrders: 'custody/orders/',
  /**
   * Where the check of the service sends its file: beside evidence, so that it goes the same way, under a name that no year has. What
   * lies there is nobody's evidence and goes after a day.
   */
  check: 'evidence/check/',
  /** In the evidence bucket, where no coming is told: what the inspection said of a check's file. Goes after a day. */
  checkVerdicts: 'checks/',
  runs: 'runs/',
  reports: 'reports/',
  /** In a bucket of their own, locked: signed heads of the audit chains. */
  heads: 'heads/',
  /** In the console's own bucket: keys are the addresses that browsers ask for. */
  console: 'console/',
} as const;

/** Who renders files of a report; each says in a list of its own which. Publishing reads them all. */
export const renderedBy = ['documents', 'pages'] as const;
export type RenderedBy = (typeof renderedBy)[number];

/** What a run keeps of a batch of units: what is scored and what it rests on; what ranks them, and what was scored item by item. */
export type BatchFile = 'inputs' | 'proof' | 'marks' | 'details';

export const storageKeys = {
  /** An evidence file. The parts are read back from an ObjectCreated event by `parseEvidenceKey`. */
  evidenceFile: (of: { cycle: string; unit: string; evidence: string; file: string }) =>
    `evidence/${of.cycle}/${of.unit}/${of.evidence}/${of.file}`,
  /** The file of one check of the service. Read back by `parseCheckKey`. */
  checkFile: (id: string) => `${storagePrefixes.check}${id}`,
  /** What the inspection said of it. */
  checkVerdict: (id: string) => `${storagePrefixes.checkVerdicts}${id}.json`,
  /** What a unit imports into its register, and what comes back of it to mend. */
  importFile: (of: { cycle: string; unit: string; import: string; file: 'source' | 'mend.xlsx' }) =>
    `imports/${of.cycle}/${of.unit}/${of.import}/${of.file}`,
  /** Evidence sent in one ZIP file, until its files are handed in. */
  evidenceBundle: (of: { cycle: string; unit: string; bundle: string }) =>
    `imports/${of.cycle}/${of.unit}/bundles/${of.bundle}.zip`,
  /** A unit's register as a workbook, made when somebody asks for it. */
  registerFile: (of: { cycle: string; unit: string }) => `imports/${of.cycle}/${of.unit}/register.xlsx`,
  /** A year's trail, made when somebody takes it out. */
  auditExport: (of: { cycle: string; id: string; format: 'csv' | 'jsonl' }) =>
    `imports/${of.cycle}/audit/${of.id}.${of.format}`,
  /** The signed heads of a year's trail, made when somebody takes them out; the same are the same file. */
  headsExport: (of: { cycle: string; sha256: string }) =>
    `imports/${of.cycle}/audit/heads-${of.sha256}.jsonl`,
  /** The scan of a sealed contact form: as it was uploaded, and as it is kept once it was inspected and attached. */
  contactsScan: (of: { cycle: string; unit: string; scan: string }, where: 'incoming' | 'kept') =>
    `contacts/${where}/${of.cycle}/${of.unit}/${of.scan}`,
  runFile: (of: { cycle: string; run: string; file: string }) => `runs/${of.cycle}/${of.run}/${of.file}`,
  /** Documents that are made when somebody asks for them, and are for the office or one unit alone: no run's folder is called `documents`. */
  document: (of: { cycle: string; file: string }) => `runs/${of.cycle}/documents/${of.file}`,
  /** An order for a year's whole record: its coming starts the packing. Read back by `parseCustodyOrder`. */
  custodyOrder: (of: { cycle: string; id: string }) =>
    `${storagePrefixes.custodyOrders}${of.cycle}/${of.id}.json`,
  /** A year's whole record as it was packed for the city. */
  custodyPackage: (of: { cycle: string; id: string }) =>
    `${storagePrefixes.custody}packages/${of.cycle}/${of.id}.zip`,
  /** What a dry run read and found; no run's folder is called `dry`. */
  dryRunFile: (of: { cycle: string; dryRun: string; file: 'inputs.json' | 'result.json' }) =>
    `runs/${of.cycle}/dry/${of.dryRun}/${of.file}`,
  runBatch: (of: { cycle: string; run: string; kind: BatchFile; batch: number }) =>
    `runs/${of.cycle}/${of.run}/${of.kind}/${String(of.batch).padStart(4, '0')}.json`,
  /** Which files of a report one of its makers has rendered, with their hashes: what publishing holds the files against. */
  renderedFiles: (of: { cycle: string; run: string; maker: RenderedBy }) =>
    `runs/${of.cycle}/${of.run}/rendered/${of.maker}.json`,
  /** The signed list of a year's revisions: which one holds, and the manifest of each. */
  revisionsIndex: (cycle: string) => `reports/${cycle}/${revisionsFile}`,
  /** Files of one run's report; what readers see is chosen by the cycle's `published` alone. */
  reportFile: (of: { cycle: string; run: string; file: string }) =>
    `reports/${of.cycle}/${of.run}/${of.file}`,
  /** A set of signed heads of a year's streams or the installation's; sorts by when it was signed. */
  signedHeads: (of: { scope: string; at: string; sha256: string }) =>
    `${headsPrefix(of.scope)}${of.at.replace(/\D/g, '')}-${of.sha256.slice(0, 16)}.json`,
} as const;

/** What the keys of all signed heads of a scope begin with. */
export function headsPrefix(scope: string): string {
  return `${storagePrefixes.heads}${scope}/`;
}

const evidenceKey =
  /^evidence\/(?<cycle>\d{4})\/(?<unit>\d{3,6})\/(?<evidence>[0-9a-z]{26})\/(?<file>[0-9a-z]{26})$/;

/** The record an evidence object belongs to, or null for a key that is none of ours. */
export function parseEvidenceKey(
  key: string,
): { cycle: string; unit: string; evidence: string; file: string } | null {
  const groups = evidenceKey.exec(key)?.groups;
  if (groups === undefined) return null;
  const { cycle, unit, evidence, file } = groups;
  if (cycle === undefined || unit === undefined || evidence === undefined || file === undefined) return null;
  return { cycle, unit, evidence, file };
}

const checkKey = /^evidence\/check\/(?<id>[0-9a-z]{26})$/;

/** The check that an object is of, or null for a key that is none of a check's. */
export function parseCheckKey(key: string): string | null {
  return checkKey.exec(key)?.groups?.['id'] ?? null;
}

const custodyOrderKey = /^custody\/orders\/(?<cycle>\d{4})\/(?<id>[0-9a-z]{26})\.json$/;

/** The package that an order is for, or null for a key that is none of ours. */
export function parseCustodyOrder(key: string): { cycle: string; id: string } | null {
  const { cycle, id } = custodyOrderKey.exec(key)?.groups ?? {};
  return cycle === undefined || id === undefined ? null : { cycle, id };
}

/** Names of a run's own files. */
export const runFiles = {
  inputs: 'inputs.json',
  rubric: 'rubric.json',
  result: 'result.json',
  proof: 'proof.json',
  plan: 'plan.json',
  /** Which documents were made of the result, for the report's pages to name. */
  documents: 'documents.json',
  /** Of a re-evaluation: what it changes and why, and what came of it. */
  reEvaluation: 're-evaluation.json',
  difference: 'difference.json',
} as const;
