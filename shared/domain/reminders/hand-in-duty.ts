import type { HandIn } from '../assessment/deduction.ts';
import { shanghaiDay } from '../calendar.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Instant } from '../values.ts';
import type { Duty } from './duty.ts';

/**
 * A lead body's hand-in: due when the window closes, and once a run has asked the body, when the time it gave ends.
 * @param askedAt when the run under way asked; null while none has
 */
export function handInDuty(
  cycle: Pick<Cycle, 'window' | 'settings' | 'activeRun'>,
  handIn: HandIn,
  askedAt: Instant | null,
): Duty[] {
  if (handIn.status !== 'open') return [];
  const asked = askedAt === null ? null : Date.parse(askedAt) + cycle.settings.handInSeconds * 1000;
  return [
    {
      kind: 'hand-in',
      id: asked === null ? 'year' : (cycle.activeRun ?? 'year'),
      addressee: { kind: 'body', body: handIn.body },
      dueOn: asked === null ? cycle.window.closesOn : shanghaiDay(new Date(asked).toISOString()),
      facts: {},
    },
  ];
}
