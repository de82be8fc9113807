import { requireRequestReader } from '../../domain/requests/permissions.ts';
import * as load from '../load.ts';
import type { UseCase } from '../use-case.ts';
import { readingNow, requestView, type RequestDeps } from './request-view.ts';

export function getRequest(deps: RequestDeps): UseCase<'getRequest'> {
  return async ({ member, params }) => {
    requireRequestReader(member, params.unit);
    const found = await load.request(deps.store, params);
    return requestView(found.value, await readingNow(deps, member));
  };
}
