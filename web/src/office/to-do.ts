import type * as z from 'zod/mini';
import type { appealRoutes } from '../../../shared/contracts/appeal-routes.ts';
import type { problemRoutes } from '../../../shared/contracts/problem-routes.ts';
import type { unitRequestCounts } from '../../../shared/contracts/request-views.ts';
import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import type { decisionView } from '../../../shared/contracts/assessment-views.ts';
import type { RunView } from '../../../shared/contracts/run-views.ts';
import type { TextKey } from '../texts/zh.ts';

/** What has come of each list so far; an empty one asks for nothing. */
export type Work = Readonly<{
  decisions: readonly z.output<typeof decisionView>[];
  runs: readonly RunView[];
  appeals: z.output<typeof appealRoutes.listAppeals.output>['items'];
  letters: z.output<typeof problemRoutes.listProblemLetters.output>['items'];
  standings: readonly StandingLine[];
  requests: readonly z.output<typeof unitRequestCounts>[];
  rubricIsDraft: boolean;
  isAdmin: boolean;
  isSigner: boolean;
}>;

/** Something that waits for the reader: in a sentence, and where it is done. */
export type ToDo = Readonly<{ text: TextKey; count: number; to: string; isUrgent: boolean }>;

/** What waits for this reader in the office, what holds others up first. */
export function toDoOf(of: Work): readonly ToDo[] {
  const run = [...of.runs].reverse().find(({ status }) => status === 'active');
  const isSignOff = run?.step === 'sign-off' && run.stopped === null;
  const some = (text: TextKey, to: string, count: number, isUrgent = false): ToDo[] =>
    count === 0 ? [] : [{ text, to, count, isUrgent }];
  const once = (text: TextKey, to: string, is: boolean): ToDo[] => some(text, to, is ? 1 : 0, true);
  const problems = of.letters.flatMap((letter) => letter.problems);
  return [
    ...once('todoRunStopped', 'run', run !== undefined && run.stopped !== null && of.isAdmin),
    ...once('todoReview', 'run', isSignOff && !run.reviewed && of.isAdmin),
    ...once('todoSign', 'run', isSignOff && run.reviewed && of.isSigner),
    ...once('todoRubric', 'rubric', of.rubricIsDraft && of.isAdmin),
    ...some('todoDecisions', 'decisions', of.decisions.filter(({ mayConfirm }) => mayConfirm).length, true),
    ...some('todoAppeals', 'appeals', of.appeals.filter(({ status }) => status === 'answered').length, true),
    ...some('todoAppealsAnswer', 'appeals', of.appeals.filter(({ status }) => status === 'filed').length),
    ...(of.isAdmin
      ? [
          ...some('todoRegulation', 'requests-overview', sum(of.requests.map((each) => each.choiceOpen))),
          ...some(
            'todoLetters',
            'problem-letters',
            problems.filter(({ status }) => status === 'reported').length,
          ),
        ]
      : []),
    ...some(
      'todoOverdue',
      'units?gap=overdue',
      of.standings.filter(({ gaps }) => gaps.includes('overdue')).length,
    ),
    ...some('todoRequests', 'requests-overview', sum(of.requests.map((each) => each.states.overdue))),
  ];
}

function sum(of: readonly number[]): number {
  return of.reduce((total, each) => total + each, 0);
}
