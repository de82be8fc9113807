import * as collections from '../../contracts/collections.ts';
import { figuresOf } from '../../domain/appeals/appeal.ts';
import { requireUnitReader } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import { inSlices } from '../in-slices.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { appealViewer } from './appeal-view.ts';
import { appealWindowOf, type AppealDeps } from './appeal-window.ts';

/** A unit's appeals of a year, the newest first, and until when it may file one. */
export function listUnitAppeals(deps: AppealDeps): UseCase<'listUnitAppeals'> {
  return async ({ member, params }) => {
    requireUnitReader(member, params.unit);
    await load.unit(deps.store, params.cycle, params.unit);
    const found = (await deps.store.all(collections.appeals, params)).map(({ value }) => value);
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
    const units = (await store.all(collections.units, { cycle })).map(({ value }) => value.id);
    const found = await inSlices(units, (unit) => store.all(collections.appeals, { cycle, unit }));
    const appeals = found.flat().map(({ value }) => value);
    return { figures: figuresOf(appeals), items: appeals.map(await appealViewer(store, cycle)) };
  };
}
