import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { ReviewerPoints } from '../../domain/assessment/reviewer-points.ts';
import { fitToItem } from '../../domain/assessment/fit-points.ts';
import { refuse } from '../../domain/errors.ts';
import { requireNotOwnUnit, requireReviewer, type Member } from '../../domain/people/member.ts';
import type { Item } from '../../domain/rubric/rubric.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { fingerprintOf } from '../new-id.ts';
import { itemsFor } from '../rubric-item.ts';
import type { Call, UseCase } from '../use-case.ts';
import { create, replace } from '../writes.ts';
import { pointsView } from './points-view.ts';

type Given = Call<'givePoints'>['body']['points'][number];

/**
 * A reviewer gives a unit its points for one or more items, all or none. Giving again replaces this reviewer's own earlier
 * points; other reviewers' stay beside them.
 */
export function givePoints(deps: Readonly<{ store: Store; clock: Clock }>): UseCase<'givePoints'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    const unit = (await load.unit(deps.store, params.cycle, params.unit)).value;
    const item = await itemsFor(deps.store, unit);
    requireOncePerItem(body.points);
    const at = await deps.clock.now();
    const given = await Promise.all(
      body.points.map(async (each) => {
        const of = item(each.item);
        await requireAssessor(deps.store, params.cycle, member, of);
        const judged = fitToItem(each, of);
        const place = { ...params, item: each.item, reviewer: member.subject };
        const before = await deps.store.get(collections.points, place);
        const value: ReviewerPoints = { ...params, ...judged, reviewer: member.subject, givenAt: at };
        return { place, before, value, same: before !== null && sameAs(before.value, value) };
      }),
    );
    const changed = given.filter((each) => !each.same);
    if (changed.length > 0) {
      await deps.store.commit({
        stream: streams.unit(params.cycle, params.unit),
        writes: changed.map(({ place, before, value }) =>
          before === null
            ? create(collections.points, place, value)
            : replace(collections.points, place, before, value),
        ),
        audit: {
          at,
          actor: member.subject,
          action: 'points.give',
          subject: `unit:${params.unit}`,
          details: Object.fromEntries(changed.map(({ value }) => [value.item, value.points])),
        },
      });
    }
    return {
      items: given.map((each) =>
        pointsView(each.same && each.before !== null ? each.before.value : each.value, member),
      ),
    };
  };
}

function requireOncePerItem(given: readonly Given[]): void {
  const twice = given.find((each, index) => given.findIndex((other) => other.item === each.item) !== index);
  if (twice !== undefined) {
    throw refuse.invalid('input-invalid', { item: twice.item }, [
      {
        pointer: '/points',
        code: 'item-twice',
        message: `${twice.item} 只能出现一次。/ ${twice.item} may appear only once.`,
      },
    ]);
  }
}

/** The county office's items are given by reviewers, a body's item by that body's members. */
async function requireAssessor(store: Store, cycle: string, member: Member, item: Item): Promise<void> {
  if (item.assessor === 'county-office') return requireReviewer(member, item.code);
  const body = (await load.body(store, cycle, item.assessor)).value;
  const acts = member.roles.some((held) => held.role === 'lead-body' && held.body === body.id);
  if (!acts || body.gives !== 'points')
    throw refuse.forbidden('not-your-body', { body: body.name, item: item.code });
}

function sameAs(before: ReviewerPoints, now: ReviewerPoints): boolean {
  const content = ({ points, level, reason, checks }: ReviewerPoints) =>
    fingerprintOf([points, level, reason, checks]);
  return content(before) === content(now);
}
