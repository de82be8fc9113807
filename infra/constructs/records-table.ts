import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Capability } from './capability.ts';
import { recordPlacesOf, type RecordsFunction } from './function-records.ts';
import { placesOf } from './record-places.ts';

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

  /** Reads what is published, and no other record: for the function that anybody on the internet reaches, and the check of what it shows. */
  get readPublications(): Capability<'TABLE_NAME'> {
    return this.#capability([this.#within(reads, [placesOf('publications')])], keyForReading);
  }

  /** Reads the audit chains, and writes how far they are signed: whoever signs them cannot write them. */
  get signHeads(): Capability<'TABLE_NAME'> {
    const signed = placesOf('signedTo');
    return this.#capability(
      [
        this.#within(['dynamodb:Query'], [placesOf('auditEvents'), placesOf('streamHeads'), signed]),
        this.#within(['dynamodb:PutItem'], [signed]),
      ],
      [...keyForReading, ...keyForWriting],
    );
  }

  /** Reads and writes the records that the function works on. */
  of(name: RecordsFunction): Capability<'TABLE_NAME'> {
    const places = recordPlacesOf(name);
    return this.#capability(
      [this.#within(reads, places.reads), this.#within(writes, places.writes)],
      [...keyForReading, ...keyForWriting],
    );
  }

  #within(actions: string[], places: readonly string[]): PolicyStatement {
    return new PolicyStatement({
      actions,
      resources: [this.table.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': places } },
    });
  }

  #capability(records: readonly PolicyStatement[], keyActions: string[]): Capability<'TABLE_NAME'> {
    return {
      setting: 'TABLE_NAME',
      value: this.table.tableName,
      allows: [...records, new PolicyStatement({ actions: keyActions, resources: [this.#key.keyArn] })],
    };
  }
}
