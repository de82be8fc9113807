import * as collections from '../../contracts/collections.ts';
import { decideAppeal as decide, type Appeal, type AppealDecision } from '../../domain/appeals/appeal.ts';
import { requireNotOwnUnit } from '../../domain/people/member.ts';
import { itemsOf } from '../../domain/rubric/rubric.ts';
import type { Store, Write } from '../../ports/store.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import type { UseCase } from '../use-case.ts';
import { create } from '../writes.ts';
import { appealView } from './appeal-view.ts';
import { changeAppeal, type ChangeDeps } from './change-appeal.ts';

/**
 * A second person decides: never who answered, and never about their own unit. The outcome is public from then on. The same
 * decision again finds it done.
 */
export function decideAppeal(deps: ChangeDeps): UseCase<'decideAppeal'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    const decided = await changeAppeal(
      deps,
      params,
      member.subject,
      'appeal.decide',
      (of, at) =>
        of.status === 'decided' &&
        of.decision.by === member.subject &&
        of.decision.outcome === body.outcome &&
        of.decision.reason === body.reason &&
        of.decision.points === body.points
          ? of
          : decide(of, body, member.subject, at),
      (of) => (of.status === 'decided' ? publishing(deps.store, of, of.decision) : Promise.resolve([])),
    );
    return appealView(deps.store, decided);
  };
}

/** The outcome for the public, with names as they are now: a unit that is renamed later was called this. */
async function publishing(
  store: Store,
  { cycle, id, unit, item, revision }: Appeal,
  { outcome, reason, points, at }: AppealDecision,
): Promise<readonly Write[]> {
  const { name } = (await load.unit(store, cycle, unit)).value;
  const { version } = (await load.cycle(store, cycle)).value.rubric;
  const { rubric } = (await loadRubric(store, cycle, version)).value;
  const found = rubric.schemes.flatMap((scheme) => itemsOf(scheme)).find(({ code }) => code === item);
  const itemLabel = found?.label ?? { zh: item, en: item };
  const shown = { cycle, id, unit, unitName: name, item, itemLabel, revision, outcome, reason, points, at };
  return [create(collections.publishedAppeals, { cycle, appeal: id }, shown)];
}
