import * as z from 'zod/mini';
import type { Day } from '../values.ts';

/** The Regulation on Open Government Information as it stood (`2007`, in force from 2008-05-01) and as revised (`2019`). */
export const regulationId = z.enum(['2007', '2019']);
export type RegulationId = z.infer<typeof regulationId>;

/** What a version of the Regulation allows, in working days. */
export type Regulation = Readonly<{
  id: RegulationId;
  /** To answer, from the day after receipt. */
  answerWithin: number;
  /** The one extension, at most. */
  extension: number;
  /** To ask for a correction, from the day after receipt; null: the version knows no correction that stops the clock. */
  askCorrectionWithin: number | null;
  /** A third party's time to give its opinion; null: the version sets none. */
  opinionWithin: number | null;
  /** What stops the clock. */
  pauses: readonly PauseReason[];
}>;

export const pauseReason = z.enum(['third-party', 'other-organs']);
export type PauseReason = z.infer<typeof pauseReason>;

/** The first day of receipt to which the revised Regulation applies. */
export const revisedFrom: Day = '2019-05-15';

export const regulations: Readonly<Record<RegulationId, Regulation>> = {
  '2007': {
    id: '2007',
    answerWithin: 15,
    extension: 15,
    askCorrectionWithin: null,
    opinionWithin: null,
    pauses: ['third-party'],
  },
  '2019': {
    id: '2019',
    answerWithin: 20,
    extension: 20,
    askCorrectionWithin: 7,
    opinionWithin: 15,
    pauses: ['third-party', 'other-organs'],
  },
};

/** The version that applies by the day of receipt. */
export function regulationByReceipt(receivedOn: Day): RegulationId {
  return receivedOn < revisedFrom ? '2007' : '2019';
}

/**
 * Whether a request was received under the old version and not closed when the revised one came into force. The law does
 * not settle which of them then applies: the county office chooses, and until it does the day of receipt decides.
 * @param openUntil the day on which it was closed, or today while it is open
 */
export function isStraddling(receivedOn: Day, openUntil: Day): boolean {
  return receivedOn < revisedFrom && openUntil >= revisedFrom;
}
