import {
  GetItemCommand,
  QueryCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { keyOf } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { spreadsOf } from '../../shared/contracts/stream-spread.ts';
import type { StreamEnd, TrailReader } from '../../shared/ports/trail-reader.ts';

type Item = Record<string, AttributeValue>;

/** The audit trail of one table, read as it lies there. Entries come by pages, so that a stream of any length can be read. */
export function dynamoDbTrailReader(client: DynamoDBClient, table: string): TrailReader {
  async function* query(pk: string, prefix: string): AsyncGenerator<Item> {
    let after: Item | undefined;
    do {
      const page: QueryCommandOutput = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: marshall({ ':pk': pk, ':prefix': prefix }),
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      );
      yield* page.Items ?? [];
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
  }
  return {
    ends: async (scope) => {
      const found: StreamEnd[] = [];
      for (const spread of spreadsOf(scope))
        for await (const item of query(
          collections.streamHeads.partition({ stream: scope, spread }),
          collections.streamHeads.prefix,
        ))
          found.push(endIn(item));
      return found;
    },
    endOf: async (stream) => {
      const Key = marshall(keyOf(collections.streamHeads, { stream }));
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item === undefined ? null : endIn(Item);
    },
    entries: async function* (stream) {
      for await (const item of query(
        collections.auditEvents.partition({ stream }),
        collections.auditEvents.prefix,
      ))
        yield recordIn(item);
    },
  };
}

/** A stream is what its place says: what is said inside, somebody may have changed. */
function endIn(item: Item): StreamEnd {
  const { schema, prefix } = collections.streamHeads;
  const stream = (item['sk']?.S ?? '').slice(prefix.length);
  const head = schema.safeParse(recordIn(item));
  const isItsOwn = head.success && head.data.stream === stream;
  return { stream, end: isItsOwn ? { sequence: head.data.sequence, hash: head.data.hash } : null };
}

function recordIn(item: Item): unknown {
  return unmarshall(item)['d'];
}
