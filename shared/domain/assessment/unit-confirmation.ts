import * as z from 'zod/mini';
import { addDays } from '../calendar.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { RegisterRow } from '../register/register-row.ts';
import { cycleId, instant, paragraph, sha256Hex, unitId, type Day } from '../values.ts';

/**
 * That a unit's leader stands for the unit's year: its register and its evidence are complete and true. The notice has what a unit
 * hands in signed; this is the signature. It stands for exactly what it was given for, and gives and takes no points.
 */
export const unitConfirmation = z.strictObject({
  cycle: cycleId,
  unit: unitId,
  confirmedAt: instant,
  /** The leader's subject. */
  confirmedBy: z.string().check(z.minLength(1), z.maxLength(128)),
  /** Of what it was given for, see `handedIn`. */
  contentSha256: sha256Hex,
  rows: z.int().check(z.minimum(0)),
  pieces: z.int().check(z.minimum(0)),
  note: z.nullable(paragraph),
});
export type UnitConfirmation = z.infer<typeof unitConfirmation>;

/** `changed`: it was given, and the unit has changed something since, so that it must be given again. */
export const confirmationStates = ['missing', 'confirmed', 'changed'] as const;
export type ConfirmationState = (typeof confirmationStates)[number];

/** Days before the window closes from which the year is there to be confirmed. */
const daysBeforeEnd = 30;

/** The first day on which the missing confirmation is something to do. */
export function confirmFrom(closesOn: Day): Day {
  return addDays(closesOn, -daysBeforeEnd);
}

/**
 * What a unit has handed in and still stands by: its rows and pieces of evidence but those that it took back or replaced. Only what
 * the unit itself does changes it; a reviewer's word, an inspection or a look at a link does not.
 */
export function handedIn(rows: readonly RegisterRow[], evidence: readonly Evidence[]) {
  return {
    rows: rows.filter((row) => row.status === 'current').map(({ id, entry }) => ({ id, entry })),
    pieces: evidence
      .filter((piece) => piece.status !== 'withdrawn' && piece.status !== 'replaced')
      .map(({ id, items, title, note, channel, files, links }) => ({
        id,
        items,
        title,
        note,
        channel,
        links,
        files: files.map(({ declared }) => declared.sha256),
      })),
  };
}

/** @param contentSha256 of what the unit has handed in as it is now */
export function confirmationState(of: UnitConfirmation | null, contentSha256: string): ConfirmationState {
  if (of === null) return 'missing';
  return of.contentSha256 === contentSha256 ? 'confirmed' : 'changed';
}
