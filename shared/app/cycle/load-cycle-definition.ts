import * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { rubrics } from '../../contracts/stored-rubric.ts';
import { streams } from '../../contracts/streams.ts';
import { cycleDefinition } from '../../domain/cycle/cycle.ts';
import { rubricMisfits } from '../../domain/cycle/rubric-fits-cycle.ts';
import { Refusal } from '../../domain/errors.ts';
import { member } from '../../domain/people/member.ts';
import { rubric } from '../../domain/rubric/rubric.ts';
import type { Clock } from '../../ports/services.ts';
import { AlreadyThere, type Store, type Write } from '../../ports/store.ts';
import { inParts } from '../in-parts.ts';
import { create } from '../writes.ts';

/** What an operator hands over before a year begins. */
export const cyclePackage = z.strictObject({
  definition: cycleDefinition,
  rubric,
  members: z.array(member).check(z.maxLength(2000)),
});
export type CyclePackage = z.infer<typeof cyclePackage>;

const setup = 'system:setup';
/** Who loads it, and by which request the cycle itself is known again. */
type LoadedBy = Readonly<{ by: string; fingerprint: string | null }>;

/**
 * Loads a cycle: its units, lead bodies, rubric and members. What is there already stays as it is, so the same package
 * may be loaded again; a changed package does not change a loaded cycle.
 * @throws PackageDoesNotFit before anything is written
 */
export function loadCycleDefinition(deps: Readonly<{ store: Store; clock: Clock }>) {
  return async (
    input: CyclePackage,
    { by, fingerprint }: LoadedBy = { by: setup, fingerprint: null },
  ): Promise<{ records: number }> => {
    const at = await deps.clock.now();
    const { definition } = input;
    const cycle = definition.cycle.id;
    requireFit(input);
    const writes: Write[] = [
      ...definition.units.map((unit) =>
        create(collections.units, { cycle, unit: unit.id }, { ...unit, cycle }),
      ),
      ...definition.bodies.flatMap((body) => [
        create(collections.bodies, { cycle, body: body.id }, { ...body, cycle }),
        create(
          collections.handIns,
          { cycle, body: body.id },
          { cycle, body: body.id, status: 'open', extendedBy: null },
        ),
      ]),
      create(
        rubrics,
        { cycle, version: definition.cycle.rubric.version },
        {
          cycle,
          version: definition.cycle.rubric.version,
          rubric: input.rubric,
          storedAt: at,
          storedBy: by,
        },
      ),
      ...input.members.map((each) => create(collections.members, { subject: each.subject }, each)),
      // The cycle itself comes last: whoever finds it finds everything it names.
      create(
        collections.cycles,
        { cycle },
        { ...definition.cycle, runsOpened: 0, activeRun: null },
        fingerprint,
      ),
    ];
    let records = 0;
    for (const part of inParts(writes)) records += await loadPart(deps.store, { cycle, at, by }, part);
    return { records };
  };
}

/** A package whose rubric is not the one that its year names, or cannot score it. Nothing of it is loaded. */
export class PackageDoesNotFit extends Error {
  override readonly name = 'PackageDoesNotFit';
  readonly code = 'package-does-not-fit';
}

/** @throws PackageDoesNotFit with everything that has to be mended in the package */
function requireFit({ definition, rubric: given }: CyclePackage): void {
  const { id, rubric: named } = definition.cycle;
  const another = given.id !== named.id || given.version !== named.version;
  const misfits = [
    ...(another
      ? [
          `it is ${given.id} version ${given.version}, and the year names ${named.id} version ${named.version}`,
        ]
      : []),
    ...rubricMisfits(given, definition).map((each) => each.en),
  ];
  if (misfits.length > 0) {
    throw new PackageDoesNotFit(`The rubric does not fit the cycle ${id}: ${misfits.join('; ')}`);
  }
}

/** Writes what is missing of a part: all at once when nothing is there, else one by one. */
async function loadPart(
  store: Store,
  of: Readonly<{ cycle: string; at: string; by: string }>,
  part: readonly Write[],
): Promise<number> {
  const { cycle, at, by } = of;
  const audit = { at, actor: by, action: 'cycle.load', subject: `cycle:${cycle}` } as const;
  try {
    await store.commit({
      stream: streams.office(cycle),
      writes: part,
      audit: { ...audit, details: { records: part.length } },
    });
    return part.length;
  } catch (error) {
    // Only a loaded year is ever frozen, and it takes nothing more; whoever starts an installation again need not know that.
    if (error instanceof Refusal && error.code === 'frozen') return 0;
    if (!(error instanceof AlreadyThere)) throw error;
    if (part.length === 1) return 0;
    const half = Math.ceil(part.length / 2);
    return (await loadPart(store, of, part.slice(0, half))) + (await loadPart(store, of, part.slice(half)));
  }
}
