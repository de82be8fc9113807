import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import { tellDeduction } from '../../domain/assessment/deduction-life.ts';
import { shanghaiDay } from '../../domain/calendar.ts';
import { requireBody, requireNotOwnUnit } from '../../domain/people/member.ts';
import { countWorkingDays, type WorkingCalendar } from '../../domain/requests/working-days.ts';
import { inParts } from '../in-parts.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { openBooks, writeOf, type DeductionDeps } from './change-deduction.ts';
import { deductionView } from './deduction-view.ts';

/**
 * A body tells units of its drafts, of those named or of all. From the next day each unit has so many working days to reply; what
 * the calendar does not know yet counts as working, so that no unit's last day is later than it was told.
 * Told before: done. A member leaves their own unit's to a colleague: naming one of them is refused, telling all leaves them.
 */
export function tellDeductions(
  deps: DeductionDeps & Readonly<{ calendar: WorkingCalendar }>,
): UseCase<'tellDeductions'> {
  const { store, clock } = deps;
  return async ({ member, params, body }) => {
    requireBody(member, params.body);
    const { settings } = (await load.cycle(store, params.cycle)).value;
    const named = new Set(body.deductions);
    for (const deduction of named)
      requireNotOwnUnit(member, (await load.deduction(store, { ...params, deduction })).value.unit);
    const all = await store.all(collections.deductions, params);
    const drafts = all.filter(
      ({ value }) =>
        value.status === 'draft' &&
        value.unit !== member.homeUnit &&
        (named.size === 0 || named.has(value.id)),
    );
    const at = await clock.now();
    const replyBy = countWorkingDays(deps.calendar, shanghaiDay(at), settings.replyDays).on;
    for (const part of inParts(drafts)) {
      await store.commit({
        stream: streams.body(params.cycle, params.body),
        writes: [
          ...part.map((each) => writeOf(each, tellDeduction(each.value, at, replyBy))),
          await openBooks(store, params),
        ],
        audit: {
          at,
          actor: member.subject,
          action: 'deduction.tell',
          subject: `body:${params.body}`,
          details: { deductions: part.map(({ value }) => value.id).join(','), replyBy },
        },
      });
    }
    return {
      told: drafts.map(({ value }) => deductionView(tellDeduction(value, at, replyBy))),
      replyBy,
      /** Drafts of the member's own unit. */
      left: all.filter(({ value }) => value.status === 'draft' && value.unit === member.homeUnit).length,
    };
  };
}
