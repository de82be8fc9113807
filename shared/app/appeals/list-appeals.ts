import { figuresOf } from '../../domain/appeals/appeal.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { appealViewer } from './appeal-view.ts';
import { appealsOfUnit, appealsOfYear } from './appeals-of.ts';
import { appealWindowOf, type AppealDeps } from './appeal-window.ts';

/** A unit's appeals of a year, the newest first, and until when it may file one. */
export function listUnitAppeals(deps: AppealDeps): UseCase<'listUnitAppeals'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const found = (await appealsOfUnit(deps.store, params)).map(({ value }) => value);
    found.sort((left, right) => (left.filedAt < right.filedAt ? 1 : -1));
    return {
      window: await appealWindowOf(deps, params.cycle),
      items: found.map(await appealViewer(deps.store, params.cycle)),
    };
  };
}

/** All appeals of a year, in the order of the units, with figures over all. */
export function listAppeals({ store }: Readonly<{ store: Store }>): UseCase<'listAppeals'> {
  return async ({ params: { cycle } }) => {
    await load.cycle(store, cycle);
    const appeals = await appealsOfYear(store, cycle);
    return { figures: figuresOf(appeals), items: appeals.map(await appealViewer(store, cycle)) };
  };
}
