import { createHash } from 'node:crypto';
import { QueryCommand, ScanCommand, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { packedRecord, type PackedRecord } from './cycle-package.ts';
import type { InstallationAt } from './installation-at.ts';

/** Every record of the table, once. The product itself never scans; taking everything out is what a scan is for. */
export async function* tableRecords({ dynamodb, table }: InstallationAt): AsyncGenerator<PackedRecord> {
  let after: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamodb.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey: after }),
    );
    for (const item of page.Items ?? []) yield packedRecord.parse(unmarshall(item));
    after = page.LastEvaluatedKey;
  } while (after !== undefined);
}

/** Every record of these partitions. */
export async function recordsOf(
  { dynamodb, table }: InstallationAt,
  partitions: readonly string[],
): Promise<PackedRecord[]> {
  const found: PackedRecord[] = [];
  for (const pk of partitions) {
    let after: Record<string, AttributeValue> | undefined;
    do {
      const page = await dynamodb.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': pk }),
          ExclusiveStartKey: after,
        }),
      );
      found.push(...(page.Items ?? []).map((item) => packedRecord.parse(unmarshall(item))));
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
  }
  return found;
}

/** By what two records at one place are told apart, whatever order a table gives their fields in. */
export function digestOf(record: PackedRecord): string {
  return createHash('sha256').update(toCanonicalJson(record)).digest('base64');
}

export function placeOf({ pk, sk }: Readonly<{ pk: string; sk: string }>): string {
  return `${pk}\n${sk}`;
}
