import * as collections from '../../contracts/collections.ts';
import type { Deduction } from '../../domain/assessment/deduction.ts';
import type { LeadBody } from '../../domain/cycle/cycle.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { unitDeductionView } from './deduction-view.ts';

/** The deductions that a unit has been told of, by every body, the newest first. */
export function listUnitDeductions({ store }: Readonly<{ store: Store }>): UseCase<'listUnitDeductions'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(store, params.cycle, params.unit);
    const { deductions } = await deductionsIn(store, params.cycle);
    const told = deductions
      .filter((each) => each.unit === params.unit && wasTold(each))
      .map(unitDeductionView)
      .sort((left, right) => ((left.toldAt ?? '') < (right.toldAt ?? '') ? 1 : -1));
    return { items: told };
  };
}

/** A withdrawn draft was never told. */
function wasTold(of: Deduction): boolean {
  return of.status !== 'draft' && of.toldAt !== null;
}

/** All deductions of a year: a county has some five bodies with some hundred each. */
export async function deductionsIn(
  store: Store,
  cycle: string,
): Promise<Readonly<{ bodies: readonly LeadBody[]; deductions: readonly Deduction[] }>> {
  const bodies = (await store.all(collections.bodies, { cycle })).map(({ value }) => value);
  const found = await fewAtATime(bodies, ({ id }) => store.all(collections.deductions, { cycle, body: id }));
  return { bodies, deductions: found.flat().map(({ value }) => value) };
}
