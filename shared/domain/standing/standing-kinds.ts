/**
 * How far a unit is with an item's evidence. `missing`: evidence is needed and there is none; `returned`: all there was came
 * back; `waiting`: it is on its way or with the reviewer; `not-needed`: the item takes none, or may have none.
 */
export const evidenceStates = [
  'missing',
  'returned',
  'waiting',
  'accepted',
  'not-needed',
  'not-applicable',
] as const;
export type EvidenceState = (typeof evidenceStates)[number];

/** What is open about a unit, by kind; the county office's filter goes by these. */
export const gapKinds = [
  'evidence-missing',
  'evidence-returned',
  'contacts',
  'register-behind',
  'unconfirmed',
  'overdue',
] as const;
export type GapKind = (typeof gapKinds)[number];
