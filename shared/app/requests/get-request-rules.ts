import type { Store } from '../../ports/store.ts';
import type { UseCase } from '../use-case.ts';
import { currentRules } from './current-rules.ts';

export function getRequestRules(deps: Readonly<{ store: Store }>): UseCase<'getRequestRules'> {
  return () => currentRules(deps.store);
}
