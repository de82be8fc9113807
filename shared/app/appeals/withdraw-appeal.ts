import { withdrawAppeal as withdraw } from '../../domain/appeals/appeal.ts';
import { requireUnitStaff } from '../../domain/people/member.ts';
import type { UseCase } from '../use-case.ts';
import { appealView } from './appeal-view.ts';
import { changeAppeal, type ChangeDeps } from './change-appeal.ts';

/** The unit takes its appeal back before it is decided. Doing it again finds it done. */
export function withdrawAppeal(deps: ChangeDeps): UseCase<'withdrawAppeal'> {
  return async ({ member, params }) => {
    requireUnitStaff(member, params.unit);
    return appealView(
      deps.store,
      await changeAppeal(deps, params, member.subject, 'appeal.withdraw', (of, at) =>
        of.status === 'withdrawn' ? of : withdraw(of, at),
      ),
    );
  };
}
