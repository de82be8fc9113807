import type * as z from 'zod/mini';
import type { appealView as view } from '../../contracts/appeal-routes.ts';
import type { Appeal } from '../../domain/appeals/appeal.ts';
import type { Store } from '../../ports/store.ts';
import { revisionsOf } from '../re-evaluation/revisions-of.ts';

type AppealView = z.input<typeof view>;

/** Shows a year's appeals, without the people who acted, and with the revision that has published an outcome. */
export async function appealViewer(store: Store, cycle: string): Promise<(of: Appeal) => AppealView> {
  const carriedOut = new Map(
    (await revisionsOf(store, cycle)).flatMap((each) =>
      each.kind === 're-evaluation' ? each.appeals.map((id) => [id, each.revision] as const) : [],
    ),
  );
  return (of) => ({ ...withoutPeople(of), carriedOut: carriedOut.get(of.id) ?? null });
}

/** One appeal. */
export async function appealView(store: Store, of: Appeal): Promise<AppealView> {
  return (await appealViewer(store, of.cycle))(of);
}

function withoutPeople(of: Appeal): Omit<AppealView, 'carriedOut'> {
  const { id, unit, run, revision, item, grounds, evidence, links, status, filedAt } = of;
  const answer = of.status === 'answered' || of.status === 'decided' ? of.answer : null;
  const decision = of.status === 'decided' ? of.decision : null;
  return {
    ...{ id, unit, run, revision, item, grounds, evidence, links, status, filedAt },
    answer: answer === null ? null : { text: answer.text, at: answer.at },
    decision:
      decision === null
        ? null
        : {
            outcome: decision.outcome,
            reason: decision.reason,
            points: decision.points,
            at: decision.at,
          },
  };
}
