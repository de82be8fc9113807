import type * as z from 'zod/mini';
import { rubrics, type rubricRecord } from '../../contracts/stored-rubric.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { required } from '../load.ts';

/** A version of a year's rubric. @throws Refusal `rubric-version-unknown` */
export function loadRubric(
  store: Store,
  cycle: string,
  version: number,
): Promise<Versioned<z.output<typeof rubricRecord>>> {
  return required(store, rubrics, { cycle, version }, 'rubric-version-unknown', { version: String(version) });
}
