import {
  askRevocation,
  confirm,
  confirmRevocation,
  type RevocationReason,
} from '../../domain/assessment/two-persons.ts';
import type { refuse } from '../../domain/errors.ts';
import { fingerprintOf } from '../new-id.ts';
import type { DecisionStep } from './change-decision.ts';

type WrongState = Parameters<typeof refuse.wrongState>[0];

/** A second person confirms what was stated. */
export function confirming(wrongState: WrongState): DecisionStep {
  return {
    action: 'confirm',
    take: (of, by) => confirm(of, by, wrongState),
    isTaken: (of, by) => of.status === 'confirmed' && of.confirmed.by === by,
  };
}

/** Somebody asks that it be revoked. */
export function askingRevocation(why: RevocationReason, wrongState: WrongState): DecisionStep {
  return {
    action: 'ask-revocation',
    take: (of, by) => askRevocation(of, why, by, wrongState),
    isTaken: (of, by) => {
      if (of.status !== 'revoking' || of.revocation.asked.by !== by) return false;
      const { reason, document } = of.revocation;
      return fingerprintOf({ reason, document }) === fingerprintOf(why);
    },
  };
}

/** A second person confirms the revocation. */
export function confirmingRevocation(wrongState: WrongState): DecisionStep {
  return {
    action: 'confirm-revocation',
    take: (of, by) => confirmRevocation(of, by, wrongState),
    isTaken: (of, by) => of.status === 'revoked' && of.revoked.by === by,
  };
}
