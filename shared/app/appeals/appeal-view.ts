import type { z } from 'zod';
import type { appealView as view } from '../../contracts/appeal-routes.ts';
import type { Appeal } from '../../domain/appeals/appeal.ts';

/** An appeal without the people who acted. */
export function appealView(of: Appeal): z.input<typeof view> {
  const { id, unit, run, revision, item, grounds, evidence, links, status, filedAt } = of;
  const answer = of.status === 'answered' || of.status === 'decided' ? of.answer : null;
  const decision = of.status === 'decided' ? of.decision : null;
  return {
    ...{ id, unit, run, revision, item, grounds, evidence, links, status, filedAt },
    answer: answer === null ? null : { text: answer.text, at: answer.at },
    decision:
      decision === null
        ? null
        : {
            outcome: decision.outcome,
            reason: decision.reason,
            points: decision.points,
            at: decision.at,
          },
  };
}
