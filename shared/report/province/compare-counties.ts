import {
  add,
  compareExact,
  divide,
  parseExact,
  ratio,
  rounded,
  sum,
  times,
  toPoints,
  zero,
} from '../../domain/scoring/exact.ts';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import type { Result } from '../../domain/scoring/result.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import type { ReportData } from '../report-json.ts';

/** One county's year as its public files have it. */
export type CountyYear = Readonly<{
  report: ReportData;
  rubric: Rubric;
  /** The points as scoring the public inputs gave them anew. */
  result: Result;
  /** Where the county's own report is read; null where nobody said. */
  address: string | null;
}>;

/** What stands for one county beside the others. Points are exact decimals; the mean has two places. */
export type CountyFigures = Readonly<{
  of: CountyYear;
  units: number;
  mean: string;
  median: string;
  highest: string;
  lowest: string;
  /** Units of which the rubric says that they failed. */
  failed: number;
  /** Place by the mean among the counties of the group, equal means sharing a place; null in a group of one. */
  rank: number | null;
}>;

/** How counties do in one item: the share of what the item can give that was reached, in per cent with one place. */
export type ItemShares = Readonly<{
  code: string;
  label: { zh: string; en: string };
  /** Over all units of the group. */
  share: string;
  /** In the order of the group's counties; null where no unit of the county can get points by the item. */
  byCounty: readonly (string | null)[];
}>;

/** Counties that were judged by the same rules in the same year, the best mean first. Only inside a group is anything compared. */
export type CountyGroup = Readonly<{
  cycle: string;
  rubric: Rubric;
  counties: readonly CountyFigures[];
  items: readonly ItemShares[];
}>;

/**
 * Puts counties beside each other as far as that is fair: those of the same year with the same rubric, compared by its content, since
 * a name and a version can be given twice. Larger groups first, then later years, then by the rubric's name.
 * @throws RangeError where a county has no units
 */
export function compareCounties(years: readonly CountyYear[]): readonly CountyGroup[] {
  const groups = new Map<string, CountyYear[]>();
  for (const year of years) {
    const key = `${year.report.cycle} ${toCanonicalJson(year.rubric)}`;
    groups.set(key, [...(groups.get(key) ?? []), year]);
  }
  return [...groups.values()]
    .flatMap((members) => {
      const [first] = members;
      if (first === undefined) return [];
      const counties = ranked(members.map(figuresOf));
      return [{ cycle: first.report.cycle, rubric: first.rubric, counties, items: itemShares(counties) }];
    })
    .sort(
      (left, right) =>
        right.counties.length - left.counties.length ||
        compareText(right.cycle, left.cycle) ||
        compareText(left.rubric.id, right.rubric.id),
    );
}

/** What the public files of one county do not say alike: empty when scoring the inputs anew gives the points of the report. */
export function reportFaults({ report, result }: CountyYear): readonly string[] {
  const scored = new Map(result.units.map((unit) => [unit.unit, unit]));
  const faults = report.units.flatMap((unit) => {
    const again = scored.get(unit.unit);
    if (again === undefined) return [unit.name];
    return again.total === unit.total && again.rank === unit.rank ? [] : [unit.name];
  });
  const told = new Set(report.units.map(({ unit }) => unit));
  return [...faults, ...result.units.flatMap(({ unit, name }) => (told.has(unit) ? [] : [name]))];
}

function figuresOf(of: CountyYear): Omit<CountyFigures, 'rank'> {
  const totals = of.result.units.map(({ total }) => parseExact(total)).sort(compareExact);
  const lowest = totals[0];
  const highest = totals.at(-1);
  if (lowest === undefined || highest === undefined) throw new RangeError(`${of.report.issuer} has no units`);
  const lower = totals[Math.ceil(totals.length / 2) - 1] ?? lowest;
  const upper = totals[Math.floor(totals.length / 2)] ?? highest;
  return {
    of,
    units: totals.length,
    mean: toPoints(rounded(divide(sum(totals), totals.length), 2, 'half-up')),
    median: toPoints(rounded(divide(add(lower, upper), 2), 2, 'half-up')),
    highest: toPoints(highest),
    lowest: toPoints(lowest),
    failed: of.result.units.filter(({ failed }) => failed !== null).length,
  };
}

function ranked(counties: readonly Omit<CountyFigures, 'rank'>[]): readonly CountyFigures[] {
  const sorted = counties.toSorted(
    (left, right) =>
      compareExact(parseExact(right.mean), parseExact(left.mean)) ||
      compareText(left.of.report.issuer, right.of.report.issuer),
  );
  return sorted.map((county) => ({
    ...county,
    rank: sorted.length === 1 ? null : 1 + sorted.findIndex(({ mean }) => mean === county.mean),
  }));
}

function itemShares(counties: readonly CountyFigures[]): readonly ItemShares[] {
  const results = counties.map(({ of }) => of.result);
  const items = new Map(
    results.flatMap(({ units }) =>
      units.flatMap((unit) => unit.items.map((item) => [item.code, item.label])),
    ),
  );
  return [...items].flatMap(([code, label]) => {
    const share = shareOf(results, code);
    return share === null
      ? []
      : [{ code, label, share, byCounty: results.map((each) => shareOf([each], code)) }];
  });
}

function shareOf(results: readonly Result[], code: string): string | null {
  const items = results.flatMap(({ units }) =>
    units.flatMap((unit) => unit.items.filter((item) => item.code === code)),
  );
  const most = sum(items.map(({ maximum }) => parseExact(maximum)));
  if (compareExact(most, zero) <= 0) return null;
  const reached = sum(items.map(({ points }) => parseExact(points)));
  return toPoints(rounded(times(ratio(reached, most), 100), 1, 'half-up'));
}

function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
