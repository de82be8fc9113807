import { Cron } from 'croner';
import { unsupported } from '../template/unsupported.ts';

/** Says when a schedule runs next: the first time after a given one, or undefined when there is none any more. */
export type ScheduleTimes = (after: Date) => Date | undefined;

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Reads an EventBridge expression: `cron(minutes hours day month weekday year)`, `rate(n unit)` or `at(local time)`.
 * @param timezone IANA name; rates have none
 * @throws LocalRuntimeError `template-unsupported` for what is not carried out here (`L`, `W` and `#` in cron), naming the owner
 */
export function readSchedule(expression: string, timezone: string, owner: string): ScheduleTimes {
  const { kind = '', inner = '' } =
    /^(?<kind>cron|rate|at)\((?<inner>[^)]*)\)$/u.exec(expression)?.groups ?? {};
  try {
    switch (kind) {
      case 'cron':
        return cronTimes(inner, timezone);
      case 'rate':
        return rateTimes(inner);
      case 'at':
        return times(new Cron(inner, { timezone, paused: true }));
      default:
        throw new Error('not cron(…), rate(…) or at(…)');
    }
  } catch (error) {
    throw unsupported(
      `${owner} ScheduleExpression ${expression}`,
      error instanceof Error ? error.message : String(error),
    );
  }
}

/** AWS counts weekdays from Sunday = 1, has a year, no seconds, `?` for one of the two days, and starts steps anywhere (`5/10`). */
function cronTimes(inner: string, timezone: string): ScheduleTimes {
  const fields = inner.trim().split(/\s+/u);
  const [, , day = '', , weekday = ''] = fields;
  if (fields.length !== 6) throw new Error('six fields are needed');
  if (/[LW#]/u.test(day) || /L$|#/u.test(weekday)) throw new Error('L, W and # are not carried out');
  if ((day === '?') === (weekday === '?'))
    throw new Error('one of the two day fields must be ?, and only one');
  return times(
    new Cron(`0 ${fields.join(' ')}`, {
      timezone,
      paused: true,
      mode: '7-part',
      alternativeWeekdays: true,
      sloppyRanges: true,
    }),
  );
}

function times(cron: Cron): ScheduleTimes {
  return (after) => cron.nextRun(after) ?? undefined;
}

function rateTimes(inner: string): ScheduleTimes {
  const { count = '', unit = '' } =
    /^(?<count>[1-9]\d*) (?<unit>minute|hour|day)s?$/u.exec(inner)?.groups ?? {};
  const period = Number(count) * (unitMs[unit] ?? Number.NaN);
  if (Number.isNaN(period)) throw new Error('a rate is a number of minutes, hours or days');
  return (after) => new Date(after.getTime() + period);
}
