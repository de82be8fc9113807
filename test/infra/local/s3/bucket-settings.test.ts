import { expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { installationOf } from '../../../../infra/config.ts';
import { bucketSettings } from '../../../../infra/local/s3/bucket-settings.ts';
import { readDeployment } from '../../../../infra/local/template/deployment.ts';
import { storagePrefixes } from '../../../../shared/contracts/storage-keys.ts';
import { custodyLimits } from '../../../../shared/domain/custody/custody-package.ts';
import { templatesOf } from '../../templates.ts';
import { temporaryFolder } from '../fixture/temporary-folder.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';

// The whole app is synthesised, on a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 });

const document = z.record(z.string(), z.unknown());
const settingsOf = (stacks: Parameters<typeof writeAssembly>[1]) =>
  readDeployment({
    assemblyDir: writeAssembly(temporaryFolder(), stacks),
    parameters: {},
    origin: 'http://localhost:4000',
  }).buckets.map(bucketSettings);

test('the days of the product’s own template reach the store: what is said to go on AWS goes on one machine', () => {
  const [stateful] = templatesOf(installationOf('embedded')).stacks;
  const buckets = settingsOf({ app: document.parse(stateful?.[1]) });
  const evidence = buckets.find(({ name }) => name.includes('evidence'));
  expect(evidence?.versioned).toBe(true);
  const rule = (prefix: string, expirationDays: number | null) => ({
    prefix,
    expirationDays,
    noncurrentDays: 1,
  });
  expect(evidence?.lifecycle).toEqual([
    // The one about uploads in parts, which there are none of here.
    { prefix: '', expirationDays: null, noncurrentDays: null },
    rule(storagePrefixes.imports, 30),
    rule(storagePrefixes.contactsIncoming, 7),
    rule(storagePrefixes.contactsKept, null),
    rule(storagePrefixes.custody, custodyLimits.days),
    rule(storagePrefixes.check, 1),
    rule(storagePrefixes.checkVerdicts, 1),
  ]);
  // Runs, reports and signed heads stay: no rule of theirs removes anything.
  for (const { lifecycle = [] } of buckets.filter(({ name }) => /runs|reports|heads/.test(name)))
    expect(lifecycle).toEqual([{ prefix: '', expirationDays: null, noncurrentDays: null }]);
});

test('a rule that is switched off is none, one without a prefix is for every key, and a bucket without rules has none', () => {
  const Rules = [
    { Id: 'off', Status: 'Disabled', ExpirationInDays: 1 },
    { Id: 'all', Status: 'Enabled', ExpirationInDays: '2' },
  ];
  const app = {
    Resources: {
      Kept: { Type: 'AWS::S3::Bucket' },
      Swept: { Type: 'AWS::S3::Bucket', Properties: { LifecycleConfiguration: { Rules } } },
    },
  };
  expect(settingsOf({ app }).map(({ lifecycle }) => lifecycle)).toEqual([
    [],
    [{ prefix: '', expirationDays: 2, noncurrentDays: null }],
  ]);
});
