import * as collections from '../../contracts/collections.ts';
import { answerAppeal as answer } from '../../domain/appeals/appeal.ts';
import { refuse } from '../../domain/errors.ts';
import { requireNotOwnUnit, type Member } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { appealView } from './appeal-view.ts';
import { changeAppeal, type ChangeDeps } from './change-appeal.ts';

/**
 * Who assesses the item answers first: a reviewer of it, a member of the body that gives or takes its points, or an admin for what
 * is counted. The same answer again finds it done.
 */
export function answerAppeal(deps: ChangeDeps): UseCase<'answerAppeal'> {
  return async ({ member, params, body }) => {
    requireNotOwnUnit(member, params.unit);
    const { item } = (await load.appeal(deps.store, params)).value;
    await requireAssessor(deps.store, member, params.cycle, item);
    return appealView(
      deps.store,
      await changeAppeal(deps, params, member.subject, 'appeal.answer', (of, at) =>
        of.status === 'answered' && of.answer.by === member.subject && of.answer.text === body.text
          ? of
          : answer(of, body.text, member.subject, at),
      ),
    );
  };
}

async function requireAssessor(store: Store, member: Member, cycle: string, item: string): Promise<void> {
  const bodies = (await store.all(collections.bodies, { cycle })).map(({ value }) => value);
  const assesses = member.roles.some((held) => {
    if (held.role === 'county-admin') return true;
    if (held.role === 'reviewer') return held.items.length === 0 || held.items.includes(item);
    return held.role === 'lead-body' && bodies.some((body) => body.id === held.body && body.item === item);
  });
  if (!assesses) throw refuse.forbidden('role-needed', { role: 'reviewer', item });
}
