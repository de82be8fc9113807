import { Validations } from 'aws-cdk-lib';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import * as z from 'zod';
import { storagePrefixes } from '../shared/contracts/storage-keys.ts';
import type { PrivateBucket } from './constructs/private-bucket.ts';
import type { ServiceStack } from './stacks/service-stack.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';

type Acknowledgement = Readonly<{ rule: string; reason: string }>;

/**
 * Findings of cdk-nag's AWS Solutions pack that are meant to be so, each with its reason. Whatever is not listed here fails
 * test/infra/templates.test.ts. That a wildcard stands only where its reason holds, test/infra/permissions.test.ts checks.
 */
export function acknowledgeNagFindings(stateful: StatefulStack, service: ServiceStack): void {
  const files = (bucket: PrivateBucket<string>, prefix: string = bucket.prefix) =>
    `IAM5[Resource::${exportedName(stateful, service, bucket)}/${prefix}*]`;

  acknowledge(service, [
    {
      rule: 'IAM5[Resource::*]',
      reason: 'X-Ray, and the delivery of a state machine’s logs, take no narrower resource.',
    },
    {
      rule: files(stateful.runs),
      reason:
        'A function that works on runs uses objects under this one prefix, whose keys name cycle and run.',
    },
    {
      rule: files(stateful.runs, `${stateful.runs.prefix}*/dry/`),
      reason: 'A dry run writes its own two files, of whichever year, and no other file of a run.',
    },
    {
      rule: files(stateful.runs, `${stateful.runs.prefix}*/documents/`),
      reason:
        'Documents for one reader are written in a folder of their own, of whichever year, and no file of a run.',
    },
    {
      rule: files(stateful.runs, `${stateful.runs.prefix}*/rendered/`),
      reason:
        'What renders a report leaves the list of what it rendered, of whichever run, and no other file of a run.',
    },
    {
      rule: `${files(stateful.reports, `${stateful.reports.prefix}*/revisions.json`).slice(0, -2)}]`,
      reason:
        'Withdrawing a report writes the list of its year’s revisions, of whichever year, and no other file.',
    },
    {
      rule: files(stateful.reports),
      reason: 'A function that works on reports reads or writes objects under this one prefix.',
    },
    {
      rule: files(stateful.heads),
      reason:
        'Signed heads are added, or all of them read, under this one prefix of a bucket that holds nothing else.',
    },
    {
      rule: files(stateful.evidence),
      reason: 'Links are signed, and files inspected, for objects under this one prefix.',
    },
    {
      rule: files(stateful.evidence, storagePrefixes.imports),
      reason: 'Files that units import are read, and workbooks for them written, under this one prefix.',
    },
    {
      rule: files(stateful.evidence, storagePrefixes.contacts),
      reason: 'Scans of contact forms come and are kept under this one prefix.',
    },
    {
      rule: files(stateful.evidence, storagePrefixes.custodyOrders),
      reason: 'Orders for whole records are left under this one prefix, of whichever year.',
    },
    {
      rule: files(stateful.evidence, `${storagePrefixes.custody}packages/`),
      reason: 'Whole records are laid, and links to them signed, under this one prefix, of whichever year.',
    },
    {
      rule: files(stateful.evidence, storagePrefixes.contactsKept),
      reason: 'Scans whose time is over are overwritten under this one prefix.',
    },
    {
      rule: 'APIG4',
      reason:
        'Published reports and the documentation are for everybody; every other route has the authorizer, which a test checks.',
    },
    {
      rule: 'IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*]',
      reason:
        'GuardDuty names the rule by which it hears of new files itself, and asks for exactly this pattern.',
    },
    { rule: 'SQS3', reason: 'These queues are the dead-letter queues.' },
  ]);
  const { site } = service;
  if (site !== null) {
    acknowledge(service, [
      {
        rule: `IAM5[Resource::<${localName(service, site.bucket)}.Arn>/${storagePrefixes.console}*]`,
        reason: 'The console is the same for everybody who asks; the bucket holds nothing else.',
      },
      {
        rule: 'S1',
        reason:
          'As with CloudFront’s log: the console’s files are nobody’s, and who fetched them is not kept.',
      },
      {
        rule: 'SMG4',
        reason:
          'What CloudFront shows the API opens nothing: it lets an address be believed. It changes with a deployment of both, never of one alone.',
      },
      {
        rule: 'CFR3',
        reason:
          'Calls are logged by the API. Of the console’s files it says nothing who fetched them, and the log would hold addresses.',
      },
      {
        rule: 'CFR4',
        reason:
          'With an address of the county’s own TLS 1.2 is asked for; for the one that CloudFront gives, it cannot be.',
      },
    ]);
  }
  if (stateful.backsUp) {
    const policies = [
      'service-role/AWSBackupServiceRolePolicyForBackup',
      'AWSBackupServiceRolePolicyForS3Backup',
    ];
    acknowledge(
      stateful,
      policies.map((name) => ({
        rule: `IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
        reason: 'What AWS Backup needs to read and copy AWS says itself, and changes with the service.',
      })),
    );
  }
  if (stateful.users !== null) {
    acknowledge(stateful, [
      {
        rule: 'COG8',
        reason:
          'The plus tier is priced per user and month; accounts are few and invited, and a county that wants it switches it on.',
      },
    ]);
  }
}

function acknowledge(stack: StatefulStack | ServiceStack, findings: readonly Acknowledgement[]): void {
  for (const { rule, reason } of findings) {
    Validations.of(stack).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
  }
}

/** How the service stack names a bucket of the stateful one, which is how the finding names it too. */
function exportedName(
  stateful: StatefulStack,
  service: ServiceStack,
  { bucket }: PrivateBucket<string>,
): string {
  const reference: unknown = service.resolve(stateful.exportValue(bucket.bucketArn));
  return z.object({ 'Fn::ImportValue': z.string() }).parse(reference)['Fn::ImportValue'];
}

/** How a stack names a bucket of its own. */
function localName(stack: ServiceStack, bucket: Bucket): string {
  const { defaultChild } = bucket.node;
  if (!(defaultChild instanceof CfnBucket))
    throw new Error(`${bucket.node.path} has no CloudFormation resource`);
  return z.string().parse(stack.resolve(defaultChild.logicalId));
}
