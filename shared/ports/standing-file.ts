import type { Cycle, Unit } from '../domain/cycle/cycle.ts';
import type { UnitStanding } from '../domain/standing/unit-standing.ts';
import type { Instant } from '../domain/values.ts';

/** Where units stand, as it goes out to the county office. */
export type StandingsExport = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer' | 'demonstration'>;
  units: readonly Readonly<{ unit: Unit; standing: UnitStanding }>[];
  /** Whether the reader is told of contacts. */
  contacts: boolean;
  madeAt: Instant;
}>;

/** Makes the workbook of all units' standings. The same input gives the same bytes. */
export type StandingsWorkbook = (of: StandingsExport) => Promise<Uint8Array>;
