import { Aws } from 'aws-cdk-lib';
import { CfnMalwareProtectionPlan } from 'aws-cdk-lib/aws-guardduty';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import type { Installation } from '../config.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import { houseRole } from './house-role.ts';

export type VirusScanProps = Readonly<{ installation: Installation; evidence: EvidenceBucket; key: Key }>;

/** The service that scans, and by whose hand it changes its own rule on the event bus. */
const scanner = 'malware-protection-plan.guardduty';

/**
 * Has GuardDuty Malware Protection scan every file of evidence and say in a tag what it found; the tag is what the inspection
 * goes by. The rights are those that GuardDuty asks for, for this bucket alone.
 */
export class VirusScan extends Construct {
  constructor(scope: Construct, id: string, { installation, evidence, key }: VirusScanProps) {
    super(scope, id);
    const { bucket } = evidence;
    const files = bucket.arnForObjects(`${storagePrefixes.evidence}*`);
    const rule = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`;
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      new PolicyStatement({ actions, resources, conditions });

    const statements = [
      // It learns of new objects by a rule of its own on the event bus.
      allow(['events:PutRule', 'events:DeleteRule', 'events:PutTargets', 'events:RemoveTargets'], [rule], {
        StringLike: { 'events:ManagedBy': ServicePrincipal.servicePrincipalName(scanner) },
      }),
      allow(['events:DescribeRule', 'events:ListTargetsByRule'], [rule]),
      allow(['s3:GetBucketNotification', 's3:PutBucketNotification', 's3:ListBucket'], [bucket.bucketArn]),
      // It proves once that it can write where it will tag.
      allow(['s3:PutObject'], [bucket.arnForObjects('malware-protection-resource-validation-object')]),
      allow(['s3:GetObject', 's3:GetObjectVersion'], [files]),
      allow(
        [
          's3:GetObjectTagging',
          's3:GetObjectVersionTagging',
          's3:PutObjectTagging',
          's3:PutObjectVersionTagging',
        ],
        [files],
      ),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn], {
        StringLike: { 'kms:ViaService': `s3.${Aws.REGION}.${Aws.URL_SUFFIX}` },
      }),
    ];
    const { role, rights } = houseRole(this, 'Role', {
      roleName: `${installation.name}-virus-scan`,
      assumedBy: new ServicePrincipal(scanner),
      statements,
    });

    const plan = new CfnMalwareProtectionPlan(this, 'Plan', {
      role: role.roleArn,
      protectedResource: {
        s3Bucket: { bucketName: bucket.bucketName, objectPrefixes: [storagePrefixes.evidence] },
      },
      actions: { tagging: { status: 'ENABLED' } },
    });
    // The plan is tried when it is made, by the role's rights.
    plan.node.addDependency(rights);
  }
}
