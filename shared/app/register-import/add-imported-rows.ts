import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { maxRowsPerCall } from '../../contracts/register-routes.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { ImportPlan } from '../../domain/register-import/plan-import.ts';
import { noteRowsAdded, rowsAdded } from '../../domain/register-import/register-import.ts';
import type { RegisterRow } from '../../domain/register/register-row.ts';
import { AlreadyThere, type Store } from '../../ports/store.ts';
import { fingerprintOf } from '../new-id.ts';
import type { Call, UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';
import { importView } from './import-view.ts';
import { readImport, type ImportDeps, type ReadImport } from './read-import.ts';

/**
 * At most this many transactions to a call: 5,400 rows. They follow each other, since all are of one audit stream; with
 * 150 ms for each, reading the file and the register included, a call stays well below the 25 s that the function has.
 */
const batchesPerCall = 60;

/**
 * Adds the rows of an import that its dry run showed, batch after batch, each with one audit entry. A row's id comes from
 * its content, so a file that is added twice, or again after an interruption, adds what is not there yet and nothing else.
 */
export function addImportedRows(deps: ImportDeps): UseCase<'addImportedRows'> {
  return async (call) => {
    const { member, params, body } = call;
    requireUnitStaff(member, params.unit);
    const read = await readImport(deps, params);
    requireOpenWindow(read.cycle, read.at);
    if (read.reading !== body.reading) throw refuse.conflict('import-read-anew');

    const rows = rowsToAdd(read.plan, params, read.at);
    const batches = inBatches(rows, maxRowsPerCall).slice(0, batchesPerCall);
    // A file with nothing to add is done as well, and says so once.
    const none = batches.length === 0 && read.record.value.status !== 'added';
    let record = read.record;
    let number = read.batches;
    for (const batch of none ? [[]] : batches) {
      number += 1;
      const left = rows.length - (rowsAdded(record.value) - rowsAdded(read.record.value)) - batch.length;
      record = await addBatch(deps.store, call, { ...read, record, batches: number }, batch, left);
    }
    const added = rowsAdded(record.value) - rowsAdded(read.record.value);
    return { import: importView(record.value), added, left: rows.length - added };
  };
}

function rowsToAdd(
  plan: ImportPlan,
  { cycle, unit }: Call<'addImportedRows'>['params'],
  at: string,
): readonly RegisterRow[] {
  return plan.rows.flatMap((row): RegisterRow[] =>
    row.outcome === 'add'
      ? [
          {
            cycle,
            unit,
            id: row.id,
            entry: row.entry,
            status: 'current',
            withdrawnReason: null,
            addedAt: at,
            changedAt: at,
          },
        ]
      : [],
  );
}

function inBatches<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** One transaction: the batch, and on the import's record how far it has come, which keeps two callers from adding at once. */
async function addBatch(
  store: Store,
  { member, params }: Call<'addImportedRows'>,
  { record, batches, register, at }: Pick<ReadImport, 'record' | 'batches' | 'register' | 'at'>,
  rows: readonly RegisterRow[],
  left: number,
): Promise<ReadImport['record']> {
  const value = noteRowsAdded(record.value, rows.length, left, at);
  const { cycle, unit } = params;
  const added = rows.map(({ id }) => ({ row: id, version: (register.get(id)?.version ?? 0) + 1 }));
  try {
    await store.commit({
      stream: streams.unit(cycle, unit),
      writes: [
        ...rows.map((row) => {
          const id = { cycle, unit, row: row.id };
          // It was there and was taken back with its import.
          const before = register.get(row.id);
          return before === undefined
            ? create(collections.registerRows, id, row)
            : replace(collections.registerRows, id, before, row);
        }),
        ...(added.length === 0
          ? []
          : [
              create(
                collections.importBatches,
                { ...params, batch: batches },
                { ...params, batch: batches, added, takenBack: [] },
              ),
            ]),
        replace(collections.registerImports, params, record, value),
      ],
      audit: {
        at,
        actor: member.subject,
        action: 'register.import',
        subject: `import:${params.import}`,
        details: {
          rows: rows.length,
          first: rows[0]?.id ?? null,
          content: fingerprintOf(rows.map((row) => row.entry)),
          file: record.value.file.sha256,
        },
      },
    });
  } catch (error) {
    // Another file with the same row was added just now.
    if (error instanceof AlreadyThere) throw refuse.conflict('changed-meanwhile');
    throw error;
  }
  return { ...record, value, version: record.version + 1 };
}
