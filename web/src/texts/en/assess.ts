import type { assess as zh } from '../zh/assess.ts';

export const assess: Readonly<Record<keyof typeof zh, string>> = {
  reviewWhy: 'Evidence that waits for you. Keys: ↑↓ another piece, Y accept, N send back.',
  reviewNone: 'Nothing to review',
  reviewNoneWhy: 'What units hand in comes here once it is inspected.',
  reviewAccept: 'Accept',
  reviewReturn: 'Send back',
  reviewReason: 'Why (the unit reads it)',
  reviewRecused: 'Your own unit: recused by rule',
  reviewDone: 'Accepted',
  reviewSentBack: 'Sent back',
};
