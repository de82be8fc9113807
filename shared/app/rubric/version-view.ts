import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import type { rubricRecord } from '../../contracts/stored-rubric.ts';
import type { rubricVersionView as view } from '../../contracts/rubric-views.ts';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import { holds, type Member } from '../../domain/people/member.ts';
import type { Store } from '../../ports/store.ts';

type Version = z.output<typeof rubricRecord>;

/**
 * How a member sees stored versions: what each is called, whether the cycle goes by it, which runs did, and, told to the
 * county office and auditors alone, who stored it.
 */
export async function versionViewer(
  store: Store,
  member: Member,
  cycle: Cycle,
): Promise<(of: Version) => Promise<z.infer<typeof view>>> {
  const runs = (await store.all(collections.runs, { cycle: cycle.id })).map((each) => each.value);
  const seesNames = (['county-admin', 'signer', 'auditor'] as const).some((name) => holds(member, name));
  return async (of) => ({
    version: of.version,
    id: of.rubric.id,
    title: of.rubric.title,
    storedAt: of.storedAt,
    storedBy: seesNames ? await nameOf(store, of.storedBy) : null,
    adopted: cycle.rubric.version === of.version && !cycle.rubricIsDraft,
    usedByRuns: runs.filter((run) => run.rubric.version === of.version).map((run) => run.id),
  });
}

async function nameOf(store: Store, subject: string): Promise<string | null> {
  return (await store.get(collections.members, { subject }))?.value.displayName ?? null;
}
