import * as collections from '../../contracts/collections.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { annualReportOf } from './annual-report-of.ts';
import { readingNow, type RequestDeps } from './request-view.ts';

/**
 * Parts 3 and 4 of the county's own annual report: all its units added up. Reads every ledger of the year; fit for a
 * county's hundreds of units, not for a province's thousands.
 */
export function getCountyAnnualReport(deps: RequestDeps): UseCase<'getCountyAnnualReport'> {
  return async ({ member, params }) => {
    const { issuer } = (await load.cycle(deps.store, params.cycle)).value;
    const units = await deps.store.all(collections.units, params);
    return annualReportOf(
      deps,
      { cycle: params.cycle, unit: null, name: issuer },
      units.map((each) => each.value.id),
      await readingNow(deps, member),
    );
  };
}
