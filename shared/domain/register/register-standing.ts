import type { RegisterColumn } from '../cycle/cycle.ts';
import type { Day } from '../values.ts';
import { countRegister, type NotCountedReason } from './count-register.ts';
import { registerPace, type RegisterPace } from './register-pace.ts';
import type { RegisterRow } from './register-row.ts';

/** A column as of a day: its items, its time limit kept or broken, and the months in which nothing was published. */
export type ColumnStanding = Readonly<{
  id: string;
  timeLimit: RegisterColumn['timeLimit'];
  count: number;
  months: readonly number[];
  /**
   * How often the column's limit was kept and broken: counted items for a limit in days, whole months that have passed for
   * the monthly one.
   */
  limit: Readonly<{ kept: number; broken: number }>;
  /** Months (1 to 12) that have passed without an item. */
  blankMonths: readonly number[];
  /** Nothing yet in the month of the day; false outside the year. */
  blankThisMonth: boolean;
}>;

export type RegisterStanding = Readonly<{
  pace: RegisterPace;
  registered: number;
  notCounted: Readonly<Record<NotCountedReason, number>>;
  columns: readonly ColumnStanding[];
  /** Points for the register now, at the year's end if it goes on so, and with the target just reached; null when it has none. */
  points: Readonly<{ now: string; atPace: string | null; atTarget: string }> | null;
}>;

/**
 * How a unit's register stands on a day.
 * @param pointsAt the points that the rubric gives for a count, null where it counts the register for no item; scoring is
 * not this function's business
 */
export function registerStanding(
  rows: readonly RegisterRow[],
  cycle: Readonly<{ id: string; columns: readonly RegisterColumn[] }>,
  target: number,
  asOf: Day,
  pointsAt: ((count: number) => string) | null,
): RegisterStanding {
  const counted = countRegister(rows, cycle);
  const pace = registerPace(counted, cycle.id, target, asOf);
  const passed = monthsPassed(cycle.id, asOf);
  return {
    pace,
    registered: counted.registered,
    notCounted: counted.notCounted,
    columns: cycle.columns.map((column) => {
      const { count, months, late } = counted.columns[column.id] ?? { count: 0, months: [], late: 0 };
      const blankMonths = passed.filter((month) => (months[month - 1] ?? 0) === 0);
      return {
        id: column.id,
        timeLimit: column.timeLimit,
        count,
        months,
        limit:
          column.timeLimit === 'monthly'
            ? { kept: passed.length - blankMonths.length, broken: blankMonths.length }
            : { kept: count - late, broken: late },
        blankMonths,
        blankThisMonth: pace.month !== null && (months[pace.month.month - 1] ?? 0) === 0,
      };
    }),
    points:
      pointsAt === null
        ? null
        : {
            now: pointsAt(pace.count),
            atPace: pace.atPace === null ? null : pointsAt(pace.atPace),
            atTarget: pointsAt(target),
          },
  };
}

/** The months of a year that have passed whole by a day. */
function monthsPassed(year: string, asOf: Day): readonly number[] {
  const whole = asOf.slice(0, 4) < year ? 0 : asOf.slice(0, 4) > year ? 12 : Number(asOf.slice(5, 7)) - 1;
  return Array.from({ length: whole }, (_, index) => index + 1);
}
