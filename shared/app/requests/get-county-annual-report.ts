import * as collections from '../../contracts/collections.ts';
import * as load from '../load.ts';
import { requireUnitsAtOnce } from '../require-units-at-once.ts';
import type { UseCase } from '../use-case.ts';
import { annualReportOf } from './annual-report-of.ts';
import { readingNow, type RequestDeps } from './request-view.ts';

/** One query for each unit and year. */
const mostUnits = 1000;

/** Parts 3 and 4 of the county's own annual report: all its units added up. Reads every ledger of the year. */
export function getCountyAnnualReport(deps: RequestDeps): UseCase<'getCountyAnnualReport'> {
  return async ({ member, params }) => {
    const { issuer } = (await load.cycle(deps.store, params.cycle)).value;
    const units = await deps.store.all(collections.units, params);
    requireUnitsAtOnce(units, mostUnits, 'too-many-units');
    return annualReportOf(
      deps,
      { cycle: params.cycle, unit: null, name: issuer },
      units.map((each) => each.value.id),
      await readingNow(deps, member),
    );
  };
}
