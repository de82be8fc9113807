import * as collections from '../../contracts/collections.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import type { RememberedHeadings } from '../../domain/register-import/import-fields.ts';
import { plainHeading } from '../../domain/register-import/import-fields.ts';
import { planImport, type ImportPlan } from '../../domain/register-import/plan-import.ts';
import type { RegisterImport } from '../../domain/register-import/register-import.ts';
import { rowsTakenBack } from '../../domain/register-import/import-batch.ts';
import type { RegisterEntry, RegisterRow } from '../../domain/register/register-row.ts';
import type { RegisterFileReader } from '../../ports/register-files.ts';
import { FileMissing, type Clock, type Files } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf, idFrom } from '../new-id.ts';

export type ImportDeps = Readonly<{
  store: Store;
  clock: Clock;
  imports: Files;
  readRegisterFile: RegisterFileReader;
}>;

/** An import as it stands: its record, and what its file would do to the register now. */
export type ReadImport = Readonly<{
  record: Versioned<RegisterImport>;
  cycle: Cycle;
  /** How many batches it has added so far. */
  batches: number;
  /** The unit's register by the rows' ids. */
  register: ReadonlyMap<string, Versioned<RegisterRow>>;
  plan: ImportPlan;
  /** The hash of what was read: of every row's entry, so that it changes when the same file would mean something else. */
  reading: string;
  at: string;
}>;

type Place = Readonly<{ cycle: string; unit: string; import: string }>;

/**
 * Reads an import's file anew. Nothing of a reading is kept: the file is the same, and what else it depends on (the
 * register, the cycle's columns, the unit's headings) is read with it.
 * @throws Refusal `import-unknown`; `import-not-uploaded` while the file is not there
 */
export async function readImport(deps: ImportDeps, place: Place): Promise<ReadImport> {
  const cycle = (await load.cycle(deps.store, place.cycle)).value;
  const record = await load.registerImport(deps.store, place);
  const bytes = await sourceOf(deps.imports, place);
  const at = await deps.clock.now();
  const { unit } = place;
  const rows = await deps.store.all(collections.registerRows, { cycle: cycle.id, unit });
  const register = new Map(rows.map((each) => [each.value.id, each]));
  const batches = (await deps.store.all(collections.importBatches, { cycle: cycle.id, unit })).map(
    ({ value }) => value,
  );
  const takenBack = rowsTakenBack(batches, register);
  const existing = rows.flatMap(({ value }) => (takenBack.has(value.id) ? [] : [value]));
  const plan = await planOf(deps, place, { cycle, bytes, at, existing });
  const reading = fingerprintOf(
    plan.rows.map((row) => [row.sheet, row.row, row.outcome === 'error' ? null : row.entry]),
  );
  const own = batches.filter((each) => each.import === place.import);
  return { record, cycle, batches: own.length, register, plan, reading, at };
}

async function sourceOf(files: Files, place: Place): Promise<Uint8Array> {
  try {
    return await files.read(storageKeys.importFile({ ...place, file: 'source' }));
  } catch (error) {
    if (error instanceof FileMissing) throw refuse.wrongState('import-not-uploaded');
    throw error;
  }
}

async function planOf(
  { store, readRegisterFile }: ImportDeps,
  { unit }: Place,
  of: Readonly<{ cycle: Cycle; bytes: Uint8Array; at: string; existing: readonly RegisterRow[] }>,
): Promise<ImportPlan> {
  const { cycle, bytes, at, existing } = of;
  const read = await readRegisterFile(bytes);
  if (!read.ok)
    return {
      headings: [],
      findings: [{ ...read.fault, sheet: null, row: null, column: null }],
      rows: [],
    };
  return planImport(read.file, {
    cycle,
    unit,
    now: { at, today: shanghaiDay(at) },
    remembered: await rememberedHeadings(store, { cycle: cycle.id, unit }),
    existing,
    idOf: importedRowId({ cycle: cycle.id, unit }),
  });
}

/** The id of an imported row: the same content in the same unit is the same row, whichever file brings it. */
export function importedRowId({ cycle, unit }: Readonly<{ cycle: string; unit: string }>) {
  return (entry: RegisterEntry): string => idFrom(`imported row ${cycle} ${unit}`, fingerprintOf(entry));
}

async function rememberedHeadings(
  store: Store,
  place: Readonly<{ cycle: string; unit: string }>,
): Promise<RememberedHeadings> {
  const found = await store.get(collections.importHeadings, place);
  return new Map(found?.value.headings.map(({ heading, field }) => [plainHeading(heading), field]) ?? []);
}
