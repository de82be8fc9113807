import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { create, replace, unchanged } from '../../shared/app/writes.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import type { Evidence } from '../../shared/domain/evidence/evidence.ts';
import { AlreadyThere, type Store } from '../../shared/ports/store.ts';
import { noon, sampleCycle, sampleId, sampleRow } from '../support/builders.ts';
import { sampleEvidence } from '../support/evidence.ts';
import { memoryStore } from '../support/memory-store.ts';
import { startRecordsTable } from '../support/records-table.ts';

/**
 * What every implementation of the Store port does. The table's adapter runs against the embedded database; the one in
 * memory, which the use cases' tests rest on, must do the same.
 */
function storeContract(makeStore: () => Store) {
  const audit = {
    at: noon,
    actor: 'tester',
    action: 'register.add',
    subject: 'unit:100',
    details: { note: '说明' },
  } as const;
  // Each test has a unit of its own, so that tests do not see each other's records.
  let unitNumber = 100;
  const place = () => {
    unitNumber += 1;
    const unit = String(unitNumber);
    return { unit, stream: streams.unit('2018', unit), partition: { cycle: '2018', unit } };
  };
  const addRow = (unit: string, number: number, fingerprint: string | null = null) => {
    const row = sampleRow(number, {}, { unit });
    return create(collections.registerRows, { cycle: '2018', unit, row: row.id }, row, fingerprint);
  };

  test('a record that is not there reads as null', async () => {
    expect(await makeStore().get(collections.cycles, { cycle: '1999' })).toBeNull();
  });

  test('what was committed is read back, with version 1 and its fingerprint', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    await store.commit({ stream, writes: [addRow(unit, 1, 'mark')], audit });
    const read = await store.get(collections.registerRows, { cycle: '2018', unit, row: sampleId(1) });
    expect(read).toEqual({ value: sampleRow(1, {}, { unit }), version: 1, fingerprint: 'mark' });
  });

  test('a create that finds a record writes nothing at all, not even the audit entry', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    await store.commit({ stream, writes: [addRow(unit, 1)], audit });
    await expect(
      store.commit({ stream, writes: [addRow(unit, 2), addRow(unit, 1)], audit }),
    ).rejects.toBeInstanceOf(AlreadyThere);
    expect(await store.all(collections.registerRows, partition)).toHaveLength(1);
    expect(await store.all(collections.auditEvents, { stream })).toHaveLength(1);
  });

  test('a replace of a record that has moved on is refused, so that nobody overwrites what they have not seen', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    const id = { cycle: '2018', unit, row: sampleId(1) };
    await store.commit({ stream, writes: [addRow(unit, 1)], audit });
    const seen = await store.get(collections.registerRows, id);
    const change = (title: string) => ({
      stream,
      writes: [replace(collections.registerRows, id, seen!, sampleRow(1, { title }, { unit }))],
      audit,
    });
    await store.commit(change('甲'));
    await expect(store.commit(change('乙'))).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect((await store.get(collections.registerRows, id))?.value.entry.title).toBe('甲');
  });

  test('a change that rests on a record is refused once that has moved on; changes that share the condition are not', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    const id = { cycle: '2018', unit, row: sampleRow(1).id };
    await store.commit({ stream, writes: [addRow(unit, 1)], audit });
    const seen = await store.get(collections.registerRows, id);
    const resting = (number: number) => ({
      stream,
      writes: [addRow(unit, number), unchanged(collections.registerRows, id, seen!)],
      audit,
    });
    await Promise.all([store.commit(resting(2)), store.commit(resting(3))]);
    const moved = replace(collections.registerRows, id, seen!, sampleRow(1, { title: '改' }, { unit }));
    await store.commit({ stream, writes: [moved], audit });
    await expect(store.commit(resting(4))).rejects.toMatchObject({ code: 'changed-meanwhile' });
    expect(await store.get(collections.registerRows, { ...id, row: sampleRow(4).id })).toBeNull();
  });

  test('a change that is to stand after an entry is refused once another has come', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    await store.commit({ stream, writes: [addRow(unit, 1)], audit, after: 0 });
    await store.commit({ stream, writes: [addRow(unit, 2)], audit, after: 1 });
    await expect(store.commit({ stream, writes: [addRow(unit, 3)], audit, after: 1 })).rejects.toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  test('pages follow the keys and end with null, also when the last page is just full', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    await store.commit({ stream, writes: [1, 2, 3, 4].map((number) => addRow(unit, number)), audit });
    const first = await store.page(collections.registerRows, partition, { limit: 3 });
    expect(first.items.map((each) => each.value.id)).toEqual([sampleId(1), sampleId(2), sampleId(3)]);
    const second = await store.page(collections.registerRows, partition, {
      limit: 3,
      after: first.next ?? '',
    });
    expect(second.items.map((each) => each.value.id)).toEqual([sampleId(4)]);
    expect(second.next).toBeNull();
  });

  test('a collection sees only its own records of a shared partition', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    await store.commit({ stream, writes: [addRow(unit, 1)], audit });
    expect(await store.all(collections.evidence, partition)).toEqual([]);
  });

  test('a stretch holds several neighbouring collections of a partition, each by itself and in key order, and nothing around them', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    const facts = (item: string) =>
      create(
        collections.itemFacts,
        { ...partition, item },
        { ...partition, item, notApplicable: null, imported: [], recordedAt: noon },
      );
    const piece = (number: number) => sampleEvidence(number, { unit });
    const add = (of: Evidence) => create(collections.evidence, { ...partition, evidence: of.id }, of);
    const writes = [facts('B3'), add(piece(2)), facts('B1'), add(piece(1)), addRow(unit, 1)];
    await store.commit({ stream, writes, audit });
    const found = await store.stretch(
      [collections.itemFacts, collections.unitConfirmations, collections.evidence],
      partition,
    );
    expect(found.of(collections.evidence).map(({ value }) => value)).toEqual([piece(1), piece(2)]);
    expect(found.of(collections.itemFacts).map(({ value }) => value.item)).toEqual(['B1', 'B3']);
    expect(found.of(collections.itemFacts)[0]).toEqual(
      await store.get(collections.itemFacts, { ...partition, item: 'B1' }),
    );
    expect(found.of(collections.unitConfirmations)).toEqual([]);
    const rows = await store.stretch([collections.registerRows], partition);
    expect(rows.of(collections.registerRows)).toHaveLength(1);
  });

  test('a stretch is read to its end, also where it is longer than the megabyte that the table hands out at once', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    const note = '甲'.repeat(2_000);
    const pieces = Array.from({ length: 190 }, (_, index) => sampleEvidence(index + 1, { unit, note }));
    for (const some of [pieces.slice(0, 95), pieces.slice(95)]) {
      const writes = some.map((of) => create(collections.evidence, { ...partition, evidence: of.id }, of));
      await store.commit({ stream, writes, audit });
    }
    const { of } = await store.stretch([collections.evidence], partition);
    expect(of(collections.evidence).map(({ value }) => value)).toEqual(pieces);
  });

  test('every change adds one entry to its stream’s chain, and the chain holds', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    for (let number = 1; number <= 5; number += 1) {
      await store.commit({ stream, writes: [addRow(unit, number)], audit });
    }
    const events = (await store.all(collections.auditEvents, { stream })).map((each) => each.value);
    expect(events.map((event) => event.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(verifyChain(events, (text) => createHash('sha256').update(text).digest('hex'))).toBeNull();
  });

  test('changes of one stream that come at once all go in, one after the other', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    await Promise.all(
      [1, 2, 3, 4, 5].map((number) => store.commit({ stream, writes: [addRow(unit, number)], audit })),
    );
    expect(await store.all(collections.registerRows, partition)).toHaveLength(5);
    const events = (await store.all(collections.auditEvents, { stream })).map((each) => each.value);
    expect(verifyChain(events, (text) => createHash('sha256').update(text).digest('hex'))).toBeNull();
  });

  test('a closed stream refuses changes and an opened one takes them again', async () => {
    const store = makeStore();
    const { unit, stream } = place();
    await store.commit({ stream, writes: [addRow(unit, 1)], audit });
    await store.setFrozen(stream, '0001', audit);
    await expect(store.commit({ stream, writes: [addRow(unit, 2)], audit })).rejects.toMatchObject({
      code: 'frozen',
    });
    await store.setFrozen(stream, null, audit);
    await store.commit({ stream, writes: [addRow(unit, 2)], audit });
    expect((await store.get(collections.streamHeads, { stream }))?.value).toMatchObject({
      sequence: 4,
      frozenBy: null,
    });
  });

  test('closing a stream twice is closing it once, also one that nothing was written under', async () => {
    const store = makeStore();
    const { stream } = place();
    await store.setFrozen(stream, '0001', audit);
    await store.setFrozen(stream, '0001', audit);
    expect(await store.all(collections.auditEvents, { stream })).toHaveLength(1);
  });

  test('a plain put writes over what was there', async () => {
    const store = makeStore();
    const id = { cycle: '2018', run: '0009', step: 'score', batch: '0' } as const;
    await store.put(collections.runProgress, id, { ...id, done: 1, total: 2 });
    await store.put(collections.runProgress, id, { ...id, done: 2, total: 2 });
    expect((await store.get(collections.runProgress, id))?.value.done).toBe(2);
  });

  test('97 records go in at once: the most a change may carry', async () => {
    const store = makeStore();
    const { unit, stream, partition } = place();
    const numbers = Array.from({ length: 97 }, (_, index) => index + 1);
    await store.commit({ stream, writes: numbers.map((number) => addRow(unit, number)), audit });
    expect(await store.all(collections.registerRows, partition)).toHaveLength(97);
  });
}

describe('records in memory', () => {
  const store = memoryStore();
  storeContract(() => store);
});

describe('records in the embedded database', () => {
  let records: Awaited<ReturnType<typeof startRecordsTable>>;
  let store: Store;
  beforeAll(async () => {
    records = await startRecordsTable();
    store = dynamoDbStore(records.client, records.table);
  });
  afterAll(() => records.close());
  storeContract(() => store);

  test('an item of another shape is a fault of ours that names it, and is never handed on', async () => {
    await store.put(
      { ...collections.cycles, schemaVersion: collections.cycles.schemaVersion + 1 },
      { cycle: '2001' },
      sampleCycle({ id: '2001' }),
    );
    await expect(store.get(collections.cycles, { cycle: '2001' })).rejects.toMatchObject({
      name: 'StoredShapeError',
    });
  });
});
