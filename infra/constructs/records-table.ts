import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { collections } from '../../shared/contracts/collections.ts';
import type { Capability } from './capability.ts';

const reads = ['dynamodb:GetItem', 'dynamodb:Query'];
/** A transaction has no action of its own, it is allowed by those of its parts; every part puts. Nothing is ever deleted. */
const writes = ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'];

/**
 * What DynamoDB asks of a caller for a table under a customer's key. AWS states the list with wildcards; these are the
 * actions that the wildcards stand for and data calls use.
 */
const keyForReading = ['kms:Decrypt', 'kms:DescribeKey'];
const keyForWriting = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/** The one table. Its layout is shared/contracts/collections.ts; paid by the request, since the year is quiet but for weeks. */
export class RecordsTable extends Construct {
  readonly table: Table;
  readonly #key: Key;

  constructor(scope: Construct, id: string, props: Readonly<{ key: Key }>) {
    super(scope, id);
    this.#key = props.key;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Reads what is published, and no other record: for the function that anybody on the internet reaches. */
  get readPublications(): Capability<'TABLE_NAME'> {
    return this.#capability(
      new PolicyStatement({
        actions: reads,
        resources: [this.table.tableArn],
        conditions: {
          'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [collections.publications.partition({})] },
        },
      }),
      keyForReading,
    );
  }

  /** Reads the audit chains, and writes how far they are signed: whoever signs them cannot write them. */
  get signHeads(): Capability<'TABLE_NAME'> {
    const within = (actions: string[], ...partitions: string[]) =>
      new PolicyStatement({
        actions,
        resources: [this.table.tableArn],
        conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      });
    return {
      setting: 'TABLE_NAME',
      value: this.table.tableName,
      allows: [
        within(['dynamodb:Query'], 'AUDIT#*', 'HEADS#*', 'SIGNED#*'),
        within(['dynamodb:PutItem'], 'SIGNED#*'),
        new PolicyStatement({
          actions: [...keyForReading, ...keyForWriting],
          resources: [this.#key.keyArn],
        }),
      ],
    };
  }

  /** Reads and writes records. */
  get readWrite(): Capability<'TABLE_NAME'> {
    return this.#capability(
      new PolicyStatement({ actions: [...reads, ...writes], resources: [this.table.tableArn] }),
      [...keyForReading, ...keyForWriting],
    );
  }

  #capability(records: PolicyStatement, keyActions: string[]): Capability<'TABLE_NAME'> {
    return {
      setting: 'TABLE_NAME',
      value: this.table.tableName,
      allows: [records, new PolicyStatement({ actions: keyActions, resources: [this.#key.keyArn] })],
    };
  }
}
