import { refuse } from '../../domain/errors.ts';
import type { RehearsalClock } from '../../ports/services.ts';
import type { UseCase } from '../use-case.ts';

/** Moves the date of a rehearsal; an installation that serves a real year has no such clock and refuses. */
export function setRehearsalClock(
  deps: Readonly<{ rehearsalClock: RehearsalClock | null }>,
): UseCase<'setRehearsalClock'> {
  return async ({ body }) => {
    if (deps.rehearsalClock === null) throw refuse.forbidden('rehearsal-only');
    await deps.rehearsalClock.set(body.now);
    return { now: body.now };
  };
}
