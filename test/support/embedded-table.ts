import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Key } from '../../shared/contracts/collection.ts';
import type { Embedded } from '../e2e/embedded.ts';

type Item = Record<string, AttributeValue>;

/** The records of an embedded runtime as they lie in its table, for tests of what happens when one is damaged. */
export function embeddedTable(embedded: Embedded) {
  const of = z.record(z.string(), z.string()).parse(embedded.runtime.environment);
  const [TableName] = Object.values(embedded.runtime.outputs).flatMap((each) => each['RecordsTable'] ?? []);
  const client = new DynamoDBClient({
    region: of['AWS_REGION'] ?? '',
    endpoint: of['AWS_ENDPOINT_URL_DYNAMODB'] ?? '',
    credentials: {
      accessKeyId: of['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: of['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });

  async function itemAt(key: Key): Promise<Item> {
    const { Item: found } = await client.send(
      new GetItemCommand({ TableName, Key: marshall(key), ConsistentRead: true }),
    );
    if (found === undefined) throw new Error(`nothing lies at ${key.pk} ${key.sk}`);
    return found;
  }

  async function put(item: Item): Promise<void> {
    await client.send(new PutItemCommand({ TableName, Item: item }));
  }

  /** Makes a record one that nobody can read. @returns puts it back as it was */
  async function damage(key: Key): Promise<() => Promise<void>> {
    const before = await itemAt(key);
    await put({ ...before, d: { M: { damaged: { BOOL: true } } } });
    return () => put(before);
  }

  return { damage, close: () => client.destroy() };
}
