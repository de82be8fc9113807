import { shanghaiDay } from '../../domain/calendar.ts';
import { replyDuty } from '../../domain/reminders/deduction-duty.ts';
import type { DutySource } from '../../ports/duty-source.ts';
import type { Store } from '../../ports/store.ts';
import { deductionsIn } from '../assessment/list-unit-deductions.ts';

/** Deductions to which units may still reply. One that nobody replied to in time is nothing to be reminded of any more. */
export function deductionDuties({ store }: Readonly<{ store: Store }>): DutySource {
  return {
    open: async ({ id: cycle }, today) => {
      const { bodies, deductions } = await deductionsIn(store, cycle);
      const names = new Map(bodies.map(({ id, name }) => [id, name]));
      const running = deductions.filter(
        (each) => each.status === 'told' && today <= each.replyBy && shanghaiDay(each.toldAt) <= today,
      );
      return (unit) =>
        Promise.resolve(
          running
            .filter((each) => each.unit === unit)
            .flatMap((each) => replyDuty(each, names.get(each.body) ?? each.body)),
        );
    },
  };
}
