import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import type { HouseFunction } from './house-function.ts';

export type EvidenceInspectionProps = Readonly<{
  evidence: EvidenceBucket;
  inspector: HouseFunction<'event-inspect-evidence'>;
  deadLetters: Queue;
  /** Whether the virus scanner's word starts the inspection, in place of the object's coming. */
  afterVirusScan: boolean;
}>;

/**
 * Has every object that arrives in the evidence bucket inspected. An event may come late or twice, and inspection is safe
 * to repeat; one that comes to nothing ends in the one queue, whether it never reached the function or the function gave up.
 */
export class EvidenceInspection extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { evidence, inspector, deadLetters, afterVirusScan }: EvidenceInspectionProps,
  ) {
    super(scope, id);
    const target = () =>
      new LambdaFunction(inspector.lambda, {
        deadLetterQueue: deadLetters,
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
      });
    if (afterVirusScan) {
      new Rule(this, 'ObjectScanned', {
        eventPattern: {
          source: ['aws.guardduty'],
          detailType: ['GuardDuty Malware Protection Object Scan Result'],
          detail: {
            s3ObjectDetails: {
              bucketName: [evidence.bucket.bucketName],
              objectKey: [{ prefix: storagePrefixes.evidence }],
            },
          },
        },
        targets: [target()],
      });
      return;
    }
    new Rule(this, 'ObjectCreated', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [evidence.bucket.bucketName] },
          object: { key: [{ prefix: storagePrefixes.evidence }] },
        },
      },
      targets: [target()],
    });
  }
}
