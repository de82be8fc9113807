import type { MendSheet } from '../domain/register-import/mend-file.ts';
import type { ReadCells } from '../domain/register-import/sheet-cells.ts';
import type { RegisterColumn, Unit } from '../domain/cycle/cycle.ts';
import type { RegisterRow } from '../domain/register/register-row.ts';
import type { Instant } from '../domain/values.ts';

/** Reads a spreadsheet that a unit made. Never throws on any bytes: what cannot be read is a fault with its reason. */
export type RegisterFileReader = (bytes: Uint8Array) => Promise<ReadCells>;

/** Makes the workbooks that go back to a unit. The same input gives the same bytes. */
export type RegisterWorkbooks = Readonly<{
  /** The rows of an import that have to be mended. */
  mend: (sheets: readonly MendSheet[], madeAt: Instant) => Promise<Uint8Array>;
  /** A unit's whole register as an import reads it. */
  register: (
    rows: readonly RegisterRow[],
    about: Readonly<{ unit: Unit; columns: readonly RegisterColumn[]; madeAt: Instant }>,
  ) => Promise<Uint8Array>;
}>;
