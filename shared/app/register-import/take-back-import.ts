import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { mostShown } from '../../contracts/import-views.ts';
import { requireOpenWindow } from '../../domain/cycle/cycle.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import { isAsLeft, type ImportBatch } from '../../domain/register-import/import-batch.ts';
import { noteRowsTakenBack, type RegisterImport } from '../../domain/register-import/register-import.ts';
import { withdrawRow, type RegisterRow } from '../../domain/register/register-row.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { Call, UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { importView } from './import-view.ts';

/** At most this many transactions to a call, as adding takes them. */
const batchesPerCall = 60;
/** What the register says of rows that were taken back. */
const reason = '撤销导入';

type Deps = Readonly<{ store: Store; clock: Clock }>;

/**
 * Takes back what an import has added, batch after batch: its rows are withdrawn, and a file may bring them again. A row that
 * somebody has corrected or withdrawn since stays as it is, and is named. Taking back what was taken back finds it done.
 */
export function takeBackImport({ store, clock }: Deps): UseCase<'takeBackImport'> {
  return async (call) => {
    const { member, params } = call;
    requireUnitStaff(member, params.unit);
    const cycle = (await load.cycle(store, params.cycle)).value;
    const at = await clock.now();
    requireOpenWindow(cycle, at);
    let record = await load.registerImport(store, params);
    const rows = await store.all(collections.registerRows, params);
    const register = new Map(rows.map((each) => [each.value.id, each]));
    const batches = (await store.all(collections.importBatches, params))
      .filter(({ value }) => value.import === params.import)
      .map((batch) => ({
        batch,
        free: batch.value.added.flatMap((each) => {
          const row = register.get(each.row);
          return row !== undefined && isAsLeft(each, row) ? [row] : [];
        }),
      }));
    const due = batches.filter(({ free }) => free.length > 0);
    let takenBack = 0;
    for (const { batch, free } of due.slice(0, batchesPerCall)) {
      record = await takeBatchBack(store, call, { record, batch, free, at });
      takenBack += free.length;
    }
    const stay = batches
      .flatMap(({ batch }) => batch.value.added)
      .flatMap((each) => {
        const row = register.get(each.row);
        return row === undefined || isAsLeft(each, row) ? [] : [row.value];
      });
    return {
      import: importView(record.value),
      takenBack,
      more: due.length > batchesPerCall,
      left: stay.length,
      leftRows: stay.slice(0, mostShown.rows).map(({ entry, status }) => ({ title: entry.title, status })),
    };
  };
}

/** One transaction: the batch's rows, what is left of the batch, and the import's record, which keeps two callers apart. */
async function takeBatchBack(
  store: Store,
  { member, params }: Call<'takeBackImport'>,
  of: Readonly<{
    record: Versioned<RegisterImport>;
    batch: Versioned<ImportBatch>;
    free: readonly Versioned<RegisterRow>[];
    at: string;
  }>,
): Promise<Versioned<RegisterImport>> {
  const { record, batch, free, at } = of;
  const { cycle, unit } = params;
  const value = noteRowsTakenBack(record.value, free.length, at);
  const gone = new Set(free.map((each) => each.value.id));
  await store.commit({
    stream: streams.unit(cycle, unit),
    writes: [
      ...free.map((each) =>
        replace(
          collections.registerRows,
          { cycle, unit, row: each.value.id },
          each,
          withdrawRow(each.value, reason, at),
        ),
      ),
      replace(collections.importBatches, { ...params, batch: batch.value.batch }, batch, {
        ...batch.value,
        added: batch.value.added.filter(({ row }) => !gone.has(row)),
        takenBack: [
          ...batch.value.takenBack.filter(({ row }) => !gone.has(row)),
          ...free.map((each) => ({ row: each.value.id, version: each.version + 1 })),
        ],
      }),
      replace(collections.registerImports, params, record, value),
    ],
    audit: {
      at,
      actor: member.subject,
      action: 'register.import-undo',
      subject: `import:${params.import}`,
      details: { rows: free.length },
    },
  });
  return { ...record, value, version: record.version + 1 };
}
