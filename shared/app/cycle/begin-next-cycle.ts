import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import {
  nextBody,
  nextUnits,
  requireBodies,
  type NextCycleEntry,
  type NextUnits,
} from '../../domain/cycle/next-cycle.ts';
import { rubricMisfits } from '../../domain/cycle/rubric-fits-cycle.ts';
import type { Cycle, CycleDefinition } from '../../domain/cycle/cycle.ts';
import { refuse } from '../../domain/errors.ts';
import { follow, type Member } from '../../domain/people/member.ts';
import type { Rubric } from '../../domain/rubric/rubric.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import { inParts } from '../in-parts.ts';
import * as load from '../load.ts';
import { loadRubric } from '../rubric/load-rubric.ts';
import { fingerprintOf } from '../new-id.ts';
import type { UseCase } from '../use-case.ts';
import { replace } from '../writes.ts';
import { loadCycleDefinition } from './load-cycle-definition.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;
type Planned = Readonly<{
  definition: CycleDefinition;
  rubric: Rubric;
  next: NextUnits;
  people: readonly Moved[];
}>;
type Moved = Readonly<{ before: Versioned<Member>; after: Member }>;

/** What the year that follows would be: nothing is begun. */
export function previewNextCycle({ store }: Deps): UseCase<'previewNextCycle'> {
  return async ({ params, body }) => viewOf(await plan(store, params.cycle, body));
}

/**
 * Begins the year that follows: its units by the reforms that are named, with where each comes from, targets by a rule, bodies,
 * settings, and the last rubric as the first version of its own, a draft until it is adopted. Who keeps a unit's books keeps those of what has become of it. The same
 * words again find it done.
 */
export function beginNextCycle(deps: Deps): UseCase<'beginNextCycle'> {
  const { store } = deps;
  return async ({ member, params, body }) => {
    const planned = await plan(store, params.cycle, body);
    const fingerprint = fingerprintOf(body);
    const there = await store.get(collections.cycles, { cycle: body.cycle });
    if (there !== null && there.fingerprint !== fingerprint)
      throw refuse.conflict('cycle-exists', { cycle: body.cycle });
    const { definition, rubric } = planned;
    await loadCycleDefinition(deps)({ definition, rubric, members: [] }, { by: member.subject, fingerprint });
    await movePeople(deps, body.cycle, member.subject, planned.people);
    return viewOf(planned);
  };
}

async function plan(store: Store, from: string, entry: NextCycleEntry): Promise<Planned> {
  const cycle = (await load.cycle(store, from)).value;
  if (Number(entry.cycle) !== Number(from) + 1) throw refuse.invalid('not-the-next-year', { cycle: from });
  const units = (await store.all(collections.units, { cycle: from })).map(({ value }) => value);
  const bodies = (await store.all(collections.bodies, { cycle: from })).map(({ value }) => value);
  const next = nextUnits(units, entry);
  const stored = (await loadRubric(store, from, cycle.rubric.version)).value.rubric;
  const rubric = { ...stored, version: 1 };
  const definition: CycleDefinition = {
    format: 'biaochi-cycle/1',
    cycle: cycleOf(cycle, entry, rubric),
    units: next.units.map(({ cycle: _, ...unit }) => unit),
    bodies: entry.bodies ?? bodies.map((body) => withoutCycle(nextBody(body, entry.cycle, next))),
  };
  requireBodies(definition.bodies, next);
  const [misfit] = rubricMisfits(rubric, { units: next.units, bodies: definition.bodies });
  if (misfit !== undefined)
    throw refuse.invalid('rubric-does-not-fit', { version: 1 }, [
      { pointer: '/body/reforms', code: 'rubric-misfit', message: `${misfit.zh} / ${misfit.en}` },
    ]);
  const people = (await store.all(collections.members, {})).flatMap((before): Moved[] => {
    const after = follow(before.value, next.successors);
    return after === before.value ? [] : [{ before, after }];
  });
  return { definition, rubric, next, people };
}

function cycleOf(
  of: Cycle,
  { cycle: id, title, window }: NextCycleEntry,
  rubric: Rubric,
): CycleDefinition['cycle'] {
  const { issuer, demonstration, columns } = of;
  const { contacts } = of.settings;
  return {
    issuer,
    demonstration,
    columns,
    id,
    title,
    window,
    rubric: { id: rubric.id, version: rubric.version },
    rubricIsDraft: true,
    settings: {
      ...of.settings,
      contacts: contacts === null ? null : { ...contacts, dueOn: `${id}${contacts.dueOn.slice(4)}` },
    },
  };
}

function withoutCycle<Of extends { cycle: string }>({ cycle: _, ...rest }: Of): Omit<Of, 'cycle'> {
  return rest;
}

async function movePeople(
  { store, clock }: Deps,
  cycle: string,
  actor: string,
  people: readonly Moved[],
): Promise<void> {
  for (const part of inParts(people)) {
    await store.commit({
      stream: streams.installation,
      writes: part.map(({ before, after }) =>
        replace(collections.members, { subject: after.subject }, before, after),
      ),
      audit: {
        at: await clock.now(),
        actor,
        action: 'members.follow-reform',
        subject: `cycle:${cycle}`,
        details: { members: part.length },
      },
    });
  }
}

function viewOf({ definition, next, people }: Planned) {
  return {
    cycle: definition.cycle.id,
    title: definition.cycle.title,
    units: definition.units,
    bodies: definition.bodies,
    abolished: [...next.successors].flatMap(([unit, after]) => (after.length === 0 ? [unit] : [])),
    members: people.length,
  };
}
