import { Validations } from 'aws-cdk-lib';
import { CfnTable, type Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnBucket, type Bucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';
import * as z from 'zod/mini';
import { storagePrefixes } from '../shared/contracts/storage-keys.ts';
import type { PrivateBucket } from './constructs/private-bucket.ts';
import type { ServiceStack } from './stacks/service-stack.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';

const packs = {
  solutions: 'AwsSolutions::AwsSolutions',
  nist: 'NIST.800.53.R5::NIST.800.53.R5',
  serverless: 'Serverless::Serverless',
} as const;

/** A finding that is meant to be so: the rule by each name that a pack gives it, why, and the parts of the stacks that it is about. */
export type Suppression = Readonly<{
  rules: readonly string[];
  reason: string;
  on: readonly IConstruct[];
}>;

/**
 * What cdk-nag's packs AWS Solutions, NIST 800-53 r5 and Serverless find and what is meant to be so, each with its reason, on the narrowest
 * part of the stacks that has it. test/infra/nag.test.ts fails for a finding that is not here, for one here that no pack finds any
 * more, and for one more than are counted there. That a wildcard stands only where its reason holds, test/infra/permissions.test.ts checks.
 */
export function suppressions(stateful: StatefulStack, service: ServiceStack): readonly Suppression[] {
  const { site, distribution, edge } = service;
  const { backupCopy } = stateful;
  return [
    {
      rules: objectsBelow(stateful, service).map((found) => `${packs.solutions}-IAM5[Resource::${found}]`),
      reason:
        'Objects, and a table’s backups, are made after the rights to them: a right reaches as far as one prefix, whose keys name year, unit and run.',
      on: [stateful.backup, service],
    },
    {
      rules: [
        `${packs.solutions}-IAM5[Resource::*]`,
        `${packs.solutions}-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*]`,
      ],
      reason:
        'AWS takes no narrower resource for X-Ray and for the delivery of a state machine’s logs; GuardDuty names its own rule and asks for exactly this pattern.',
      on: [service],
    },
    {
      rules: [`${packs.solutions}-APIG4`],
      reason:
        'Published reports and the documentation are for everybody; every other route has the authorizer, which test/infra/templates.test.ts checks.',
      on: [service.api],
    },
    {
      rules: [`${packs.solutions}-SQS3`, `${packs.serverless}-SQSRedrivePolicy`],
      reason: 'These queues are the dead-letter queues.',
      on: service.deadLetters,
    },
    {
      rules: [`${packs.nist}-LambdaDLQ`, `${packs.serverless}-LambdaDLQ`],
      reason:
        'What is called by events has a failure destination, which holds more than a dead letter; whoever calls the others waits for their answer, and Lambda puts nothing of theirs into a queue.',
      on: service.functions,
    },
    {
      rules: [`${packs.nist}-LambdaInsideVPC`],
      reason:
        'Functions reach AWS’s own services, the issuer and registered links, each by its role or a guarded client; there is nothing in a network to shield, and a way out of one costs more a month than all else.',
      on: service.functions,
    },
    ...(service.sharesConcurrency
      ? [
          {
            rules: [`${packs.nist}-LambdaConcurrency`],
            reason:
              'The account has fewer calls at once than the functions would reserve, of which AWS lets nobody reserve the last hundred: all share them (`concurrency`).',
            on: service.functions,
          },
        ]
      : []),
    {
      rules: [`${packs.nist}-S3BucketReplicationEnabled`],
      reason:
        'Versions are kept in the region; a copy elsewhere is AWS Backup’s, which an installation switches on (`backupCopy`), because a second bucket doubles what a small county pays.',
      on: [...stateful.buckets, ...(site === null ? [] : [site])],
    },
    {
      rules: [`${packs.nist}-S3DefaultEncryptionKMS`],
      reason:
        'S3 delivers access logs to buckets under its own keys alone; and the console’s files are the same for everybody who asks.',
      on: [stateful.accessLogs, ...(site === null ? [] : [site])],
    },
    ...(distribution === null
      ? []
      : [
          {
            rules: [`${packs.solutions}-CFR3`],
            reason:
              'Calls are logged by the API, without addresses; the distribution’s log would hold who reads published pages, which is nobody’s business.',
            on: [distribution],
          },
          ...(service.hasOwnAddress
            ? []
            : [
                {
                  rules: [`${packs.solutions}-CFR4`],
                  reason:
                    'For the address that CloudFront gives nobody can ask for TLS 1.2 at least; for the county’s own it is asked for, and nothing is to be acknowledged.',
                  on: [distribution],
                },
              ]),
        ]),
    ...(edge === null
      ? []
      : [
          {
            rules: [`${packs.solutions}-SMG4`, `${packs.nist}-SecretsManagerRotationEnabled`],
            reason:
              'What CloudFront shows the API opens nothing: it lets an address be believed. It changes with a deployment of both, never of one alone.',
            on: [edge],
          },
        ]),
    ...(backupCopy === null
      ? []
      : [
          {
            rules: [
              'service-role/AWSBackupServiceRolePolicyForBackup',
              'AWSBackupServiceRolePolicyForS3Backup',
            ].map((name) => `${packs.solutions}-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`),
            reason:
              'What AWS Backup needs to read and copy files AWS says itself, and changes with the service.',
            on: [backupCopy],
          },
        ]),
  ];
}

/** Says to the packs what is meant to be so. */
export function acknowledgeNagFindings(stateful: StatefulStack, service: ServiceStack): void {
  for (const { rules, reason, on } of suppressions(stateful, service))
    for (const part of on) for (const id of rules) Validations.of(part).acknowledge({ id, reason });
}

/** Every place that rights reach as a prefix, as the finding names it. */
function objectsBelow(stateful: StatefulStack, service: ServiceStack): readonly string[] {
  const { runs, reports, heads, evidence, records } = stateful;
  const { site } = service;
  const below = (bucket: PrivateBucket<string>, ...prefixes: readonly string[]) =>
    prefixes.map((prefix) => `${exportedName(stateful, service, bucket)}/${prefix}*`);
  return [
    `<${localName(stateful, records.table)}.Arn>/backup/*`,
    ...below(
      runs,
      runs.prefix,
      ...['dry', 'documents', 'rendered'].map((folder) => `${runs.prefix}*/${folder}/`),
    ),
    ...below(reports, reports.prefix),
    `${exportedName(stateful, service, reports)}/${reports.prefix}*/revisions.json`,
    ...below(heads, heads.prefix),
    ...below(
      evidence,
      evidence.prefix,
      storagePrefixes.imports,
      storagePrefixes.contacts,
      storagePrefixes.contactsKept,
      storagePrefixes.custodyOrders,
      storagePrefixes.check,
      storagePrefixes.checkVerdicts,
      `${storagePrefixes.custody}packages/`,
    ),
    ...(site === null ? [] : [`<${localName(service, site.bucket)}.Arn>/${storagePrefixes.console}*`]),
  ];
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

/** How a stack names a bucket or table of its own. */
function localName(stack: StatefulStack | ServiceStack, of: Bucket | Table): string {
  const { defaultChild } = of.node;
  if (!(defaultChild instanceof CfnBucket || defaultChild instanceof CfnTable))
    throw new Error(`${of.node.path} has no CloudFormation resource`);
  return z.string().parse(stack.resolve(defaultChild.logicalId));
}
