import type { Instant } from './values.ts';

/**
 * The moment of a record's next change: what the clock says, or a millisecond after the change before, where the clock has not gone on
 * since, as a rehearsal's does not. So a record's last moment names what it said, and whoever saw another is told.
 */
export function nextMoment(now: Instant, before: Instant): Instant {
  return now > before ? now : new Date(Date.parse(before) + 1).toISOString();
}
