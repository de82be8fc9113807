import type { HandIn } from '../assessment/deduction.ts';
import { shanghaiDay } from '../calendar.ts';
import type { Cycle } from '../cycle/cycle.ts';
import type { Instant } from '../values.ts';
import type { Duty } from './duty.ts';

/**
 * A lead body's hand-in: due when the window closes, and once a run has asked the body, when the time it gave ends.
 * @param asked the run under way, and when it asked; null while none has
 */
export function handInDuty(
  { window, settings }: Pick<Cycle, 'window' | 'settings'>,
  { status, body }: HandIn,
  asked: Readonly<{ run: string; at: Instant }> | null,
): Duty[] {
  if (status !== 'open') return [];
  const duty = { kind: 'hand-in', addressee: { kind: 'body', body }, facts: {} } as const;
  if (asked === null) return [{ ...duty, id: 'year', dueOn: window.closesOn }];
  const ends = new Date(Date.parse(asked.at) + settings.handInSeconds * 1000).toISOString();
  return [{ ...duty, id: asked.run, dueOn: shanghaiDay(ends) }];
}
