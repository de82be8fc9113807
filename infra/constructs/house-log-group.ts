import { RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Installation } from '../config.ts';
import { retentionOf } from './cdk-types.ts';

export type HouseLogGroupProps = Readonly<{ installation: Installation; key: Key; logGroupName: string }>;

/**
 * A log, kept for the installation's time and under its key. The year's record is the table's audit chain; logs are for operators and go
 * with their stack, so that it can be made again under the same names.
 */
export class HouseLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, { installation, key, logGroupName }: HouseLogGroupProps) {
    super(scope, id, {
      logGroupName,
      encryptionKey: key,
      retention: retentionOf[installation.logRetentionDays],
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}
