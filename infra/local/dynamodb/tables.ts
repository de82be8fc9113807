import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
  type DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalRuntimeError } from '../local-runtime-error.ts';
import type { TableResource } from '../template/deployment.ts';

/** A table is ACTIVE at once with dynoxide, within a second with DynamoDB Local. */
const activePolls = 600;
const pollMs = 50;

/**
 * Makes the template's tables where they are missing and waits until each is ACTIVE.
 * @throws LocalRuntimeError `table-changed` when a table that holds data has other keys or indexes than the template
 */
export async function ensureTables(client: DynamoDBClient, tables: readonly TableResource[]): Promise<void> {
  for (const table of tables) {
    const existing = await describe(client, table.id.name);
    if (existing === undefined) await create(client, table);
    else refuseChange(table, existing);
    await untilActive(client, table.id.name);
    await ensureTimeToLive(client, table);
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

async function create(client: DynamoDBClient, { id, properties }: TableResource): Promise<void> {
  const {
    GlobalSecondaryIndexes: global,
    LocalSecondaryIndexes: local,
    StreamSpecification: stream,
  } = properties;
  const index = ({ IndexName, KeySchema, Projection }: NonNullable<typeof global>[number]) => ({
    IndexName,
    KeySchema,
    Projection: {
      ProjectionType: Projection.ProjectionType,
      ...(Projection.NonKeyAttributes === undefined ? {} : { NonKeyAttributes: Projection.NonKeyAttributes }),
    },
  });
  await client.send(
    new CreateTableCommand({
      TableName: id.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      ...(global === undefined ? {} : { GlobalSecondaryIndexes: global.map(index) }),
      ...(local === undefined ? {} : { LocalSecondaryIndexes: local.map(index) }),
      ...(stream === undefined
        ? {}
        : {
            StreamSpecification: {
              StreamEnabled: true,
              StreamViewType: stream.StreamViewType ?? 'NEW_AND_OLD_IMAGES',
            },
          }),
    }),
  );
}

type KeyPart = Readonly<{ AttributeName: string | undefined; KeyType: string | undefined }>;

function refuseChange({ id, properties }: TableResource, existing: TableDescription): void {
  const wanted = shapeOf(
    properties.KeySchema,
    properties.GlobalSecondaryIndexes,
    properties.LocalSecondaryIndexes,
  );
  const found = shapeOf(existing.KeySchema, existing.GlobalSecondaryIndexes, existing.LocalSecondaryIndexes);
  if (wanted === found) return;
  throw new LocalRuntimeError('table-changed', {
    zh: `数据目录中的表 ${id.name} 与当前模板的主键或索引不同：请先导出数据，再用 -- --fresh 重新开始。`,
    en: `Table ${id.name} in the data folder has other keys or indexes than the template: export its data, then start over with -- --fresh.`,
  });
}

type IndexShape = Readonly<{ IndexName?: string | undefined; KeySchema?: readonly KeyPart[] | undefined }>;

function shapeOf(
  keys: readonly KeyPart[] | undefined,
  global: readonly IndexShape[] | undefined,
  local: readonly IndexShape[] | undefined,
): string {
  const keyText = (parts: readonly KeyPart[] = []) =>
    parts.map((part) => `${part.KeyType ?? ''}:${part.AttributeName ?? ''}`).join(',');
  const indexText = (indexes: readonly IndexShape[] = []) =>
    indexes.map((index) => `${index.IndexName ?? ''}(${keyText(index.KeySchema)})`).toSorted();
  return JSON.stringify([keyText(keys), indexText(global), indexText(local)]);
}

async function untilActive(client: DynamoDBClient, name: string): Promise<void> {
  for (let poll = 0; poll < activePolls; poll += 1) {
    if ((await describe(client, name))?.TableStatus === 'ACTIVE') return;
    await wait(pollMs);
  }
  throw new LocalRuntimeError('dynamodb-failed', {
    zh: `表 ${name} 在 30 秒内没有就绪：请重新启动。`,
    en: `Table ${name} did not become ACTIVE within 30 seconds: start again.`,
  });
}

async function ensureTimeToLive(client: DynamoDBClient, { id, properties }: TableResource): Promise<void> {
  const wanted = properties.TimeToLiveSpecification;
  if (wanted?.AttributeName === undefined || !wanted.Enabled) return;
  const { TimeToLiveDescription: found } = await client.send(
    new DescribeTimeToLiveCommand({ TableName: id.name }),
  );
  if (found?.TimeToLiveStatus === 'ENABLED' || found?.TimeToLiveStatus === 'ENABLING') return;
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: id.name,
      TimeToLiveSpecification: { AttributeName: wanted.AttributeName, Enabled: true },
    }),
  );
}
