import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { HandInView } from '../../contracts/assessment-views.ts';
import type { HandIn } from '../../domain/assessment/deduction.ts';
import { requireHandInOpen, requireNothingOpen } from '../../domain/assessment/deduction-life.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireBody } from '../../domain/people/member.ts';
import type { Clock, TaskCallbacks } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import * as load from '../load.ts';
import { answerHandIn } from '../run/answer-hand-in.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';

/**
 * A body says that it is done for the year. It may do so before the run asks (the run then finds it done), while the run
 * waits (the run goes on), and again (it is done), but not while anything of its deductions is open. After the deadline rule has spoken it is too late.
 */
export function handIn(
  deps: Readonly<{ store: Store; clock: Clock; callbacks: TaskCallbacks }>,
): UseCase<'handIn'> {
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    await load.body(deps.store, params.cycle, params.body);
    const before = await load.handIn(deps.store, params.cycle, params.body);
    let now: HandIn = before.value;
    if (now.status !== 'handed-in') {
      requireHandInOpen(now);
      const at = await deps.clock.now();
      const stream = streams.body(params.cycle, params.body);
      const head = await deps.store.get(collections.streamHeads, { stream });
      const deductions = await deps.store.all(collections.deductions, params);
      requireNothingOpen(
        deductions.map(({ value }) => value),
        shanghaiDay(at),
      );
      now = {
        ...params,
        status: 'handed-in',
        at,
        by: member.subject,
        note: body.note,
        workReport: body.workReport,
        onBehalf: null,
      };
      await deps.store.commit({
        stream,
        // A deduction that is drafted or answered meanwhile has not been looked at.
        after: head?.value.sequence ?? 0,
        writes: [replace(collections.handIns, params, before, now)],
        audit: {
          at,
          actor: member.subject,
          action: 'hand-in.make',
          subject: `body:${params.body}`,
          details: {},
        },
      });
    }
    // Also on a repeated call: the first one may have been cut off between the record and the answer.
    await answerHandIn(deps, params.cycle, params.body);
    return handInView(now);
  };
}

export function handInView(of: HandIn): HandInView {
  return {
    status: of.status,
    at: of.status === 'open' ? null : of.at,
    note: of.status === 'handed-in' ? of.note : null,
    workReport: of.status === 'handed-in' ? of.workReport : null,
    onBehalf: of.status === 'handed-in' ? of.onBehalf : null,
  };
}
