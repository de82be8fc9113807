import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import type { EvidenceBucket } from './evidence-bucket.ts';
import type { HouseFunction } from './house-function.ts';

export type CustodyOrdersProps = Readonly<{
  evidence: EvidenceBucket;
  maker: HouseFunction<'event-make-custody-package'>;
  deadLetters: Queue;
}>;

/**
 * Has a year's whole record packed when an order for it comes: it takes minutes, which nobody waits for. An order may come late or
 * twice; one that comes to nothing ends in the one queue.
 */
export class CustodyOrders extends Construct {
  constructor(scope: Construct, id: string, { evidence, maker, deadLetters }: CustodyOrdersProps) {
    super(scope, id);
    new Rule(this, 'OrderCame', {
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [evidence.bucket.bucketName] },
          object: { key: [{ prefix: storagePrefixes.custodyOrders }] },
        },
      },
      targets: [
        new LambdaFunction(maker.lambda, {
          deadLetterQueue: deadLetters,
          maxEventAge: Duration.hours(24),
          retryAttempts: 185,
        }),
      ],
    });
  }
}
