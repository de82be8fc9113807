import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dynamoDbStore } from '../../../functions/adapters/dynamodb-store.ts';
import { migrateTable, type MigrationWork, type Place } from '../../../infra/operate/migrate-table.ts';
import { create, replace } from '../../../shared/app/writes.ts';
import type { Collection } from '../../../shared/contracts/collection.ts';
import * as collections from '../../../shared/contracts/collections.ts';
import { carried, NoMigration, type Migration } from '../../../shared/contracts/migrations.ts';
import { noon } from '../../support/builders.ts';
import { startRecordsTable } from '../../support/records-table.ts';

/**
 * A collection of the tests' own, in three versions: first a name in one text; then in two parts; then with a note besides. No shape
 * of the product has changed since anything was released, so this is what the machinery is tried on.
 */
const first = z.strictObject({ shelf: z.string(), id: z.string(), name: z.string() });
const third = z.strictObject({
  shelf: z.string(),
  id: z.string(),
  family: z.string(),
  given: z.string(),
  note: z.nullable(z.string()),
});
const second = z.omit(third, { note: true });
const steps: readonly Migration[] = [
  {
    collection: 'example',
    from: 1,
    up: (record) => {
      const { name, ...rest } = first.parse(record);
      const at = name.indexOf(' ');
      return { ...rest, family: name.slice(0, at), given: name.slice(at + 1) };
    },
    down: (record) => {
      const { family, given, ...rest } = second.parse(record);
      return { ...rest, name: `${family} ${given}` };
    },
  },
  {
    collection: 'example',
    from: 2,
    up: (record) => ({ ...second.parse(record), note: null }),
    down: (record) => {
      const { note: _, ...rest } = third.parse(record);
      return rest;
    },
  },
];

type Id = Readonly<{ shelf: string; id: string }>;
const place = {
  partition: ({ shelf }: Readonly<{ shelf: string }>) => `EXAMPLE#${shelf}`,
  prefix: 'THING#',
  sort: ({ id }: Id) => id,
};
const asFirst: Collection<typeof first, Readonly<{ shelf: string }>, Id> = {
  name: 'example',
  schema: first,
  schemaVersion: 1,
  ...place,
};
const asThird: Collection<typeof third, Readonly<{ shelf: string }>, Id> = {
  name: 'example',
  schema: third,
  schemaVersion: 3,
  ...place,
};

/** The family's name has no space in it, else one text could not be taken apart again: a step must be able to go back. */
const word = fc.stringMatching(/^[^ ]{0,20}$/);
const records = fc.record({
  shelf: word,
  id: word,
  name: fc.tuple(word, fc.string()).map((parts) => parts.join(' ')),
});

test('going up and down again gives the very record: nothing is lost on the way', () => {
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 3 }), (record, to) => {
      const there = carried({ collection: 'example', record }, { from: 1, to }, steps);
      expect(carried({ collection: 'example', record: there }, { from: to, to: 1 }, steps)).toEqual(record);
    }),
  );
});

test('what comes of it is valid at each version, and by way of the one between is the same as at once', () => {
  fc.assert(
    fc.property(records, (record) => {
      const of = (value: unknown, from: number, to: number) =>
        carried({ collection: 'example', record: value }, { from, to }, steps);
      expect(second.safeParse(of(record, 1, 2)).success).toBe(true);
      expect(of(of(record, 1, 2), 2, 3)).toEqual(of(record, 1, 3));
    }),
  );
});

test('where a step is not known nothing is made up', () => {
  const of = (collection: string, from: number, to: number) => () =>
    carried({ collection, record: {} }, { from, to }, steps);
  expect(of('example', 3, 4)).toThrow(NoMigration);
  expect(of('other', 1, 2)).toThrow(NoMigration);
  const hashed = [{ collection: 'audit-event', from: 1, up: () => ({}), down: () => ({}) }];
  expect(() => carried({ collection: 'audit-event', record: {} }, { from: 1, to: 2 }, hashed)).toThrow(
    NoMigration,
  );
});

describe('a table', () => {
  let table: Awaited<ReturnType<typeof startRecordsTable>>;
  beforeAll(async () => {
    table = await startRecordsTable();
  });
  afterAll(() => table.close());

  const at = () => ({
    table: table.table,
    dynamodb: table.client,
    buckets: { evidence: '', runs: '', reports: '', heads: '' },
    signingKey: '',
    s3: new S3Client({ region: 'cn-test-1' }),
    kms: new KMSClient({ region: 'cn-test-1' }),
  });
  const old = () => dynamoDbStore(table.client, table.table, []);
  const present = () => dynamoDbStore(table.client, table.table, steps);
  const audit = (shelf: string) =>
    ({ at: noon, actor: 'tester', action: 'register.add', subject: `unit:${shelf}`, details: {} }) as const;

  const shelfOf = async (shelf: string, count: number) => {
    for (let number = 0; number < count; number += 1) {
      const record = { shelf, id: String(number).padStart(3, '0'), name: `王 第${number}` };
      await old().commit({
        stream: `2018/${shelf}`,
        writes: [create(asFirst, record, record, `print-${number}`)],
        audit: audit(shelf),
      });
    }
  };
  const walk = (over: Partial<MigrationWork> = {}) =>
    migrateTable(at(), {
      targets: new Map([['example', 3]]),
      steps,
      dryRun: false,
      after: null,
      onPage: () => undefined,
      ...over,
    });
  /** Ends a walk after some pages, as a power cut would. */
  const cutOff = async (pages: number) => {
    let saved: Place | null = null;
    let seen = 0;
    const cut = new Error('cut off');
    await expect(
      walk({
        pageSize: 3,
        onPage: (after) => {
          saved = after;
          seen += 1;
          if (seen === pages) throw cut;
        },
      }),
    ).rejects.toBe(cut);
    return saved;
  };
  const shown = async (shelf: string) =>
    (await present().all(asThird, { shelf })).map(({ value, version, fingerprint }) => ({
      value,
      version,
      fingerprint,
    }));

  test('is read in the present shape whatever shape its records have, and a dry run counts them and changes none', async () => {
    await shelfOf('a', 4);
    expect((await shown('a')).map(({ value }) => [value.family, value.given, value.note])).toEqual(
      [0, 1, 2, 3].map((number) => ['王', `第${number}`, null]),
    );
    expect((await walk({ dryRun: true })).moved).toEqual({ example: 4 });
    expect((await walk({ dryRun: true })).moved).toEqual({ example: 4 });
    expect(await old().all(asFirst, { shelf: 'a' })).toHaveLength(4);
  });

  test('is walked once for good: the second time nothing is left to do, and nothing looks different to a reader', async () => {
    await shelfOf('b', 5);
    const before = await shown('b');
    expect((await walk()).moved['example']).toBeGreaterThanOrEqual(5);
    expect((await walk()).moved).toEqual({});
    expect(await shown('b')).toEqual(before);
  });

  test.each([1, 2, 3])(
    'cut off after page %i serves readers and writers, and goes on from its place or anew',
    async (pages) => {
      const shelf = `cut-${pages}`;
      await shelfOf(shelf, 11);
      const before = await shown(shelf);
      const after = await cutOff(pages);
      expect(await shown(shelf)).toEqual(before);
      const seen = await present().get(asThird, { shelf, id: '010' });
      if (seen === null) throw new Error('the record is gone');
      await present().commit({
        stream: `2018/${shelf}`,
        writes: [replace(asThird, { shelf, id: '010' }, seen, { ...seen.value, note: '改过' })],
        audit: audit(shelf),
      });
      await walk({ after });
      expect((await walk()).moved).toEqual({});
      const now = await shown(shelf);
      expect(now.slice(0, -1)).toEqual(before.slice(0, -1));
      expect(now.at(-1)?.value.note).toBe('改过');
    },
  );

  test('goes back as it came: an earlier release reads what it wrote', async () => {
    await shelfOf('back', 3);
    const before = await old().all(asFirst, { shelf: 'back' });
    await walk();
    await expect(old().all(asFirst, { shelf: 'back' })).rejects.toMatchObject({ name: 'StoredShapeError' });
    await walk({ targets: new Map([['example', 1]]) });
    expect(await old().all(asFirst, { shelf: 'back' })).toEqual(before);
    await walk();
  });

  test('is not written over by a walk that has read it before somebody changed it', async () => {
    await shelfOf('race', 1);
    const id = { shelf: 'race', id: '000' };
    const newer = { ...id, family: '李', given: '四', note: '后写的' };
    const change = { pk: 'EXAMPLE#race', sk: 'THING#000', c: 'example', s: 3, v: 2, f: null, d: newer };
    let changed = false;
    // The change comes when the walk has read the record and is about to write it.
    const dynamodb = table.newClient();
    dynamodb.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'PutItemCommand' && !changed) {
            changed = true;
            await table.client.send(new PutItemCommand({ TableName: table.table, Item: marshall(change) }));
          }
          return next(args);
        },
      { step: 'initialize' },
    );
    await migrateTable(
      { ...at(), dynamodb },
      { targets: new Map([['example', 3]]), steps, dryRun: false, after: null, onPage: () => undefined },
    );
    expect(changed).toBe(true);
    expect((await present().get(asThird, id))?.value).toMatchObject({ family: '李', note: '后写的' });
  });

  test('keeps what is hashed: the trail of a walked table is what it was', async () => {
    await shelfOf('trail', 2);
    const before = await present().all(collections.auditEvents, { stream: '2018/trail' });
    await walk();
    expect(await present().all(collections.auditEvents, { stream: '2018/trail' })).toEqual(before);
    expect(before).toHaveLength(2);
  });
});
