import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as collections from '../../../shared/contracts/all-collections.ts';
import { migrations } from '../../../shared/contracts/migrations.ts';

/**
 * What is stored must be readable years later, so a stored shape does not change by accident. When this test fails: either
 * undo the change of the schema, or give the collection its next `schemaVersion`, add the step that leads there to
 * shared/contracts/migrations.ts, and then pin the new hash here beside the new version. Where all that was valid before still
 * is, the version stays.
 */
const pinned: Readonly<Record<keyof typeof collections, readonly [version: number, hash: string]>> = {
  quarterlySummaries: [1, 'ab55e1adb394833b'],
  taskReplies: [1, '61da6ac7f3262f19'],
  workPlans: [1, '71439269cf5116d9'],
  problemLetters: [1, '6b65fd45fdb25092'],
  runFailures: [1, '401cfe266ded2395'],
  revisions: [1, '5cceaed38c5b0276'],
  reEvaluations: [1, '13a2d1395ede5981'],
  reminders: [3, '4ed2047cea1117df'],
  deliveries: [1, '90000db4dcea2ee0'],
  notifications: [1, 'cd6a04bbfdb3c276'],
  webhooks: [1, 'e275866de2a97a2e'],
  invitations: [2, 'facc4ebe28ebaa27'],
  memberChanges: [1, '5bb5316545df8387'],
  members: [2, '467dfe025a93b56b'],
  cycles: [6, 'c46ed932106f0527'],
  rubrics: [3, '4ae16d77e2e1b907'],
  units: [3, '64a81aa7463001e8'],
  bodies: [1, '45b0a6441f1a5b48'],
  registerRows: [1, 'ff35d035e43d44f9'],
  linkCheckSettings: [1, '7eede5412e9db558'],
  linkCheckProgress: [1, '5467d9253ca76455'],
  linkChecks: [1, 'fb4db0e8580851ca'],
  linkCounts: [1, '11014a966bbd7d36'],
  registerImports: [1, '35e61ffc9ded8fc3'],
  importBatches: [1, '0022e9437654dc23'],
  importHeadings: [1, '1fa9a0cfdb0a5069'],
  registerRowVersions: [1, '48dbc02c643ae773'],
  evidence: [3, '10a4061c2f69e5ac'],
  evidenceBundles: [1, '0dd8af05c8a33971'],
  evidenceTraces: [1, '06cb35de8f58662a'],
  contactForms: [1, '565b55fb887039e1'],
  contactFormVersions: [1, 'b1b9c85eb40540fd'],
  reminderSettings: [2, '54ad0d67ab73d63d'],
  circularTemplates: [1, '54d83fef28c6369c'],
  requests: [2, '9df24671a60a4942'],
  requestRules: [1, '633ad48e1e953f5d'],
  points: [2, '7687b21014efe3a7'],
  unitConfirmations: [1, 'f43441d58c216448'],
  itemFacts: [1, '0528fbcc5db57f32'],
  unitMeasures: [1, 'd6f6182fc4313125'],
  deductions: [3, '26bbe2be8f101052'],
  handIns: [3, '683914af08632c12'],
  cityDeductions: [2, 'c3da8d02e3667934'],
  incidents: [2, '6cffbeac5e25b7ac'],
  appeals: [1, 'f2527eead05f0245'],
  custodyPackages: [1, '5c553a195ef84b9b'],
  handOuts: [1, 'ec55744b8e5a9291'],
  custodyProgress: [1, 'fa379da6793e0903'],
  dryRuns: [1, '8d0feebf72d98006'],
  runs: [4, '0346265cace07689'],
  publications: [2, '48fc57feae0e2b96'],
  runTasks: [1, 'af54b2a615b332e8'],
  publishedAppeals: [1, 'd7ff1a6d717c0535'],
  runProgress: [2, 'c3b50785cac7da14'],
  streamHeads: [2, '82f7f6cfe2cbca80'],
  signedTo: [1, '29a54174b4dd18a7'],
  auditTrail: [1, '23824732ca06e0ec'],
  auditEvents: [2, '56f3366acb009991'],
  officeFigures: [1, 'dea5ec9d9ba40ead'],
  rehearsalClock: [1, '92fd4a59d1995eb9'],
};

/** Versions of shapes that changed before anything was released; all others began at 1. From here on every version has its step. */
const unreleased: Readonly<Partial<Record<keyof typeof collections, number>>> = {
  reminders: 3,
  members: 2,
  cycles: 6,
  rubrics: 3,
  units: 3,
  evidence: 3,
  invitations: 2,
  reminderSettings: 2,
  requests: 2,
  points: 2,
  deductions: 3,
  handIns: 3,
  cityDeductions: 2,
  incidents: 2,
  runs: 4,
  publications: 2,
  runProgress: 2,
  streamHeads: 2,
  auditEvents: 2,
};

test.each(Object.entries(collections))(
  '%s can be read in every version since the first: a step leads from each to the next, and none is left over',
  (key, { name, schemaVersion }) => {
    const first = Object.entries(unreleased).find(([each]) => each === key)?.[1] ?? 1;
    const wanted = Array.from({ length: schemaVersion - first }, (_, index) => first + index);
    const steps = migrations.filter(({ collection }) => collection === name).map(({ from }) => from);
    expect(steps.toSorted((one, other) => one - other)).toEqual(wanted);
  },
);

test('no step is of a collection that there is not, or of one that is hashed where it stands', () => {
  const names = new Set(Object.values(collections).map(({ name }) => name));
  for (const { collection } of migrations) {
    expect(names).toContain(collection);
    expect(['audit-event', 'stream-head']).not.toContain(collection);
  }
});

function hashOf(schema: z.ZodMiniType): string {
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
