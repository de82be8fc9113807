import { requireUnitReader } from '../../domain/people/member.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { annualReportOf } from './annual-report-of.ts';
import { readingNow, type RequestDeps } from './request-view.ts';

/** Parts 3 and 4 of a unit's annual report as its ledger stands now. Numbers alone: no applicant is in it. */
export function getAnnualReport(deps: RequestDeps): UseCase<'getAnnualReport'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const { name } = (await load.unit(deps.store, params.cycle, params.unit)).value;
    return annualReportOf(deps, { ...params, name }, [params.unit], await readingNow(deps, member));
  };
}
