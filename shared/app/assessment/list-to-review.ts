import * as collections from '../../contracts/collections.ts';
import { isJudged } from '../../domain/assessment/fit-points.ts';
import { isRecused, reviews, type Member } from '../../domain/people/member.ts';
import type { Unit } from '../../domain/cycle/cycle.ts';
import { itemsOf, schemeFor, type Item, type Rubric } from '../../domain/rubric/rubric.ts';
import type { Store } from '../../ports/store.ts';
import { evidenceView } from '../evidence/evidence-view.ts';
import { fewAtATime } from '../few-at-a-time.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import type { UseCase } from '../use-case.ts';
import { pointsView } from './points-view.ts';

/**
 * What waits for an assessor, unit by unit: evidence to be accepted or returned, and items to be judged with what was given so far.
 * A unit costs two queries.
 */
export function listToReview(deps: Readonly<{ store: Store }>): UseCase<'listToReview'> {
  return async ({ member, params, query }) => {
    const { store } = deps;
    const cycle = (await load.cycle(store, params.cycle)).value;
    const { rubric } = (await loadRubric(store, cycle.id, cycle.rubric.version)).value;
    const bodies = await givingBodies(store, cycle.id, member);
    const page = await store.page(collections.units, params, query);
    const items = await fewAtATime(page.items, async ({ value: unit }) => {
      const judges = judgedBy(member, bodies, rubric, unit);
      const place = { cycle: cycle.id, unit: unit.id };
      const [evidence, points] = await Promise.all([
        store.all(collections.evidence, place),
        store.all(collections.points, place),
      ]);
      const pieces = evidence.map(({ value }) => value);
      return {
        unit: unit.id,
        recused: isRecused(member, unit.id),
        judges,
        waiting: pieces
          .filter(
            (piece) => piece.status === 'inspected' && piece.items.every((code) => reviews(member, code)),
          )
          .map((piece) => evidenceView(piece, member)),
        accepted: countItems(
          pieces.filter(({ status }) => status === 'accepted').flatMap((piece) => piece.items),
        ),
        given: points
          .filter(({ value }) => judges.includes(value.item))
          .map(({ value }) => pointsView(value, member)),
      };
    });
    return { items, next: page.next };
  };
}

/** The bodies for which somebody gives points. */
async function givingBodies(store: Store, cycle: string, member: Member): Promise<readonly string[]> {
  const acts = member.roles.flatMap((held) => (held.role === 'lead-body' ? [held.body] : []));
  if (acts.length === 0) return [];
  const all = await store.all(collections.bodies, { cycle });
  return all.flatMap(({ value }) => (value.gives === 'points' && acts.includes(value.id) ? [value.id] : []));
}

function judgedBy(member: Member, bodies: readonly string[], rubric: Rubric, unit: Unit): string[] {
  const scheme = schemeFor(rubric, unit.class);
  const mine = ({ assessor, code }: Item) =>
    assessor === 'county-office' ? reviews(member, code) : bodies.includes(assessor);
  return (scheme === null ? [] : itemsOf(scheme)).flatMap((item) =>
    isJudged(item) && mine(item) ? [item.code] : [],
  );
}

function countItems(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
