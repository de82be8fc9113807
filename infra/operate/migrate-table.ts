import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { carried, type Migration } from '../../shared/contracts/migrations.ts';
import { packedRecord, type PackedRecord } from './cycle-package.ts';
import type { InstallationAt } from './installation-at.ts';

/** Which version each collection's records are to have; a collection that is not named is left as it is. */
export type Targets = ReadonlyMap<string, number>;

export type MigrationWork = Readonly<{
  targets: Targets;
  steps: readonly Migration[];
  /** Counts and writes nothing. */
  dryRun: boolean;
  /** Where an earlier walk was cut off; null begins anew. */
  after: Place | null;
  /** Told after each page, with the place to go on from; null at the end. */
  onPage: (after: Place | null, so: Moved) => void;
  /** How many records to a page: what a walk that is cut off does again. */
  pageSize?: number;
}>;

export type Place = Readonly<{ pk: string; sk: string }>;

/** What a walk came to: records looked at, and of each collection how many were (or, in a dry run, are to be) moved. */
export type Moved = Readonly<{ looked: number; moved: Readonly<Record<string, number>> }>;

/** Tries of one record that the product is changing at the same time. */
const tries = 20;

/**
 * Walks the whole table, page by page, and gives each record its target's shape. The product may go on meanwhile: a record is only
 * replaced as it was read, and its version (`v`) stays, since nothing of what it means has changed; so a change that was under way
 * finds what it expects. Walking twice does nothing the second time, and a walk that was cut off goes on from its place, or anew.
 * @throws NoMigration where no step leads from a record's version to its target: nothing of that record is changed
 */
export async function migrateTable(at: InstallationAt, work: MigrationWork): Promise<Moved> {
  const moved: Record<string, number> = {};
  let looked = 0;
  let after: Record<string, AttributeValue> | undefined =
    work.after === null ? undefined : marshall(work.after);
  do {
    const page = await at.dynamodb.send(
      new ScanCommand({
        TableName: at.table,
        ConsistentRead: true,
        Limit: work.pageSize ?? 200,
        ExclusiveStartKey: after,
      }),
    );
    for (const item of page.Items ?? []) {
      looked += 1;
      const record = packedRecord.parse(unmarshall(item));
      if (await moveRecord(at, record, work)) moved[record.c] = (moved[record.c] ?? 0) + 1;
    }
    after = page.LastEvaluatedKey;
    work.onPage(after === undefined ? null : placeIn(after), { looked, moved: { ...moved } });
  } while (after !== undefined);
  return { looked, moved };
}

function placeIn(key: Record<string, AttributeValue>): Place {
  return { pk: key['pk']?.S ?? '', sk: key['sk']?.S ?? '' };
}

/** @returns whether the record was, or is to be, moved */
async function moveRecord(at: InstallationAt, first: PackedRecord, work: MigrationWork): Promise<boolean> {
  let record: PackedRecord | null = first;
  for (let attempt = 1; record !== null; attempt += 1) {
    const to = work.targets.get(record.c) ?? record.s;
    if (to === record.s) return false;
    const { c: collection, d, s: from } = record;
    const changed = { ...record, s: to, d: carried({ collection, record: d }, { from, to }, work.steps) };
    if (work.dryRun || (await replaced(at, record, changed))) return true;
    if (attempt === tries)
      throw new Error(`A record of ${collection} is changed all the time: try again later.`);
    record = await readAgain(at, record);
  }
  return false;
}

async function replaced(
  { dynamodb, table }: InstallationAt,
  seen: PackedRecord,
  by: PackedRecord,
): Promise<boolean> {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(by, { removeUndefinedValues: true }),
        // By its content too: what is in no audit keeps the version 1 whatever is put in its place.
        ConditionExpression: 's = :s AND v = :v AND d = :d',
        ExpressionAttributeValues: marshall({ ':s': seen.s, ':v': seen.v, ':d': seen.d }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function readAgain(
  { dynamodb, table }: InstallationAt,
  { pk, sk }: Place,
): Promise<PackedRecord | null> {
  const found = await dynamodb.send(
    new GetItemCommand({ TableName: table, Key: marshall({ pk, sk }), ConsistentRead: true }),
  );
  return found.Item === undefined ? null : packedRecord.parse(unmarshall(found.Item));
}
