import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { collections } from '../../../shared/contracts/collections.ts';

/**
 * What is stored must be readable years later, so a stored shape does not change by accident. When this test fails: either
 * undo the change of the schema, or give the collection its next `schemaVersion`, see to it that older items are still read
 * (or moved), and then pin the new hash here beside the new version.
 */
const pinned: Readonly<Record<keyof typeof collections, readonly [version: number, hash: string]>> = {
  runFailures: [1, 'de9f6fb919149119'],
  revisions: [1, '4585c51a98a9b86e'],
  reEvaluations: [1, '0701e5729c68d3c8'],
  reminders: [3, '9c8c1a4e38b822f9'],
  deliveries: [1, '90000db4dcea2ee0'],
  notifications: [1, 'cd6a04bbfdb3c276'],
  webhooks: [1, 'e275866de2a97a2e'],
  members: [1, '2e9c1439e2edd62a'],
  cycles: [6, '8af89c31d10c9ced'],
  rubrics: [3, '4ae16d77e2e1b907'],
  units: [2, 'b76da9ec67c562c3'],
  bodies: [1, '982327148c68a908'],
  registerRows: [1, 'c6f19a344a53ab3c'],
  linkCheckSettings: [1, '7eede5412e9db558'],
  linkCheckProgress: [1, '093f12992df822e1'],
  linkChecks: [1, 'd879b434be4c2de0'],
  registerImports: [1, 'f46e4d08e30c00bc'],
  importHeadings: [1, 'fe5e35bc85e62d08'],
  registerRowVersions: [1, '6f0ef1a6519fd0ce'],
  evidence: [3, 'ce807ffd641d8d1f'],
  evidenceBundles: [1, '4f476d59a0c3951f'],
  evidenceTraces: [1, '47b77b6c2ce2a151'],
  contactForms: [1, '63dea0cd5e5da13c'],
  contactFormVersions: [1, '579ebbfc7e84c809'],
  reminderSettings: [2, '637c7614dbb267a5'],
  requests: [2, '80ecbf06913a9035'],
  requestRules: [1, '633ad48e1e953f5d'],
  points: [2, '28ab786140c34f35'],
  itemFacts: [1, '4839d98fb90d0edf'],
  unitMeasures: [1, '7be8fad44e81d6c7'],
  deductions: [3, 'afe5c38c3f82fc6b'],
  handIns: [2, 'f6f58fc8c09d733c'],
  cityDeductions: [2, 'c3da8d02e3667934'],
  incidents: [2, 'ec84de0c6c143cc9'],
  appeals: [1, '6815a678ff323b9e'],
  dryRuns: [1, '8d0feebf72d98006'],
  runs: [4, '0346265cace07689'],
  publications: [2, '48fc57feae0e2b96'],
  runTasks: [1, 'af54b2a615b332e8'],
  runProgress: [2, '8871d1bd33a537b1'],
  streamHeads: [1, '82f7f6cfe2cbca80'],
  auditEvents: [1, '1eec07ad70b0fde8'],
  rehearsalClock: [1, '92fd4a59d1995eb9'],
};

function hashOf(schema: z.ZodType): string {
  const shape = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', target: 'draft-2020-12' });
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

test.each(Object.entries(collections))(
  '%s has the shape that its version says',
  (name, { schema, schemaVersion }) => {
    const pin = Object.entries(pinned).find(([each]) => each === name)?.[1];
    expect([schemaVersion, hashOf(schema)]).toEqual(pin);
  },
);

test('collections have names of their own: a record says by it what it is', () => {
  const names = Object.values(collections).map((each) => each.name);
  expect(new Set(names).size).toBe(names.length);
});

test('in one partition no collection’s keys begin with another’s prefix: pages would mix them', () => {
  const sample = {
    cycle: '2018',
    unit: '002',
    body: 'civil-affairs',
    run: '0001',
    stream: '2018/office',
    subject: 'somebody',
  };
  const places = Object.values(collections).map((each) => ({
    name: each.name,
    partition: partitionOf(each.partition, sample),
    prefix: each.prefix,
  }));
  const clashes = places.flatMap((one) =>
    places
      .filter(
        (other) => other !== one && other.partition === one.partition && other.prefix.startsWith(one.prefix),
      )
      .map((other) => `${one.name} / ${other.name}`),
  );
  expect(clashes).toEqual([]);
});

function partitionOf(of: unknown, sample: object): string {
  return z.string().parse(z.custom<(place: object) => unknown>().parse(of)(sample));
}
