import { problemRoutes } from '../../shared/contracts/problem-routes.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { RecordsDeps } from '../adapters/compose.ts';
import { endpoint } from '../middleware/http.ts';

/** Letters about what was found in a unit, and what it says to them. */
export function problemLetters(deps: RecordsDeps & Readonly<{ runs: Files }>) {
  return [
    endpoint(problemRoutes.issueProblemLetters, async () =>
      (await import('../../shared/app/problems/problem-letters.ts')).issueProblemLetters(deps),
    ),
    endpoint(problemRoutes.listProblemLetters, async () =>
      (await import('../../shared/app/problems/problem-letters.ts')).listProblemLetters(deps),
    ),
    endpoint(problemRoutes.getProblemLetter, async () =>
      (await import('../../shared/app/problems/problem-letters.ts')).getProblemLetter(deps),
    ),
    endpoint(problemRoutes.reportProblem, async () =>
      (await import('../../shared/app/problems/problem-letters.ts')).reportProblem(deps),
    ),
    endpoint(problemRoutes.answerProblem, async () =>
      (await import('../../shared/app/problems/problem-letters.ts')).answerProblem(deps),
    ),
  ];
}
