import type { leadBody as zh } from '../zh/lead-body.ts';

export const leadBody: Readonly<Record<keyof typeof zh, string>> = {
  bodyWhy: 'Record what is to be taken, tell the units, answer their replies; when all is done, hand in.',
  bodyAdd: 'Record a deduction',
  bodyTell: 'Tell the units of {count} drafts',
  bodyNone: 'No deductions yet',
  bodyNoneWhy: 'If there is nothing to take, simply hand in at the end of the year.',
  bodyPoints: 'Points to take',
  bodyDay: 'Happened on',
  bodyAnswer: 'Your answer (the unit reads it)',
  bodyLess: 'Points to take instead (empty keeps {points})',
  bodyHandIn: 'Hand in',
  bodyHandInWhy:
    'Nothing can be changed afterwards. Replies without an answer, or days that are not over, hold it up.',
  bodyReport: 'The year’s work (may be left empty)',
  bodyHandedIn: 'Handed in {at}',
  bs_draft: 'Draft',
  bs_told: 'Told',
  bs_replied: 'Waits for your answer',
  bs_answered: 'Answered',
  bs_withdrawn: 'Withdrawn',
};
