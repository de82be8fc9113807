import * as collections from '../../contracts/collections.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import { countRegister } from '../../domain/register/count-register.ts';
import { formatFor } from '../../domain/requests/annual-report-format.ts';
import type { AnnualReportWriter } from '../../ports/annual-report-writer.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { annualReportOf } from './annual-report-of.ts';
import { readingNow, type RequestDeps } from './request-view.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The annual report as a Word file: figures filled in, the words left for the unit to write, what looks wrong listed at the end. */
export function getAnnualReportDraft(
  deps: RequestDeps & Readonly<{ writeAnnualReport: AnnualReportWriter }>,
): UseCase<'getAnnualReportDraft'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    const cycle = (await load.cycle(deps.store, params.cycle)).value;
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const report = await annualReportOf(
      deps,
      { ...params, name: unit.name },
      [unit.id],
      await readingNow(deps, member),
    );
    const rows = await deps.store.all(collections.registerRows, params);
    const { count } = countRegister(
      rows.map((each) => each.value),
      cycle,
    );
    const bytes = await deps.writeAnnualReport({
      report,
      format: formatFor(Number(cycle.id)),
      published: count,
      demonstration: cycle.demonstration,
    });
    return {
      name: `${unit.name}${cycle.id}年政府信息公开工作年度报告（草稿）.docx`,
      contentType: docx,
      base64: Buffer.from(bytes).toString('base64'),
    };
  };
}
