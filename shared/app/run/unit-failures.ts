import * as collections from '../../contracts/collections.ts';
import { Refusal, refuse } from '../../domain/errors.ts';
import type { RunStep } from '../../domain/run/run.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store } from '../../ports/store.ts';
import { fewAtATime } from '../few-at-a-time.ts';

type Deps = Readonly<{ store: Store; clock: Clock }>;
type InRun = Readonly<{ cycle: string; run: string }>;

/**
 * Works on a batch of units so that one that fails stops no other: it is kept by name with what it failed of, and a later
 * attempt that succeeds strikes it out again. What is merely busy is thrown once the others are done, to be tried again.
 * @returns what came of the units that did not fail, in their order
 */
export async function eachUnit<Unit, Done>(
  deps: Deps,
  place: InRun & Readonly<{ step: RunStep }>,
  units: readonly Unit[],
  idOf: (unit: Unit) => string,
  work: (unit: Unit) => Done | Promise<Done>,
): Promise<Done[]> {
  const earlier = new Set((await failuresOf(deps.store, place)).map(({ unit }) => unit));
  const busy: Refusal[] = [];
  const note = async (unit: string, reason: string | null) => {
    const { cycle, run, step } = place;
    const at = await deps.clock.now();
    await deps.store.put(
      collections.runFailures,
      { cycle, run, step, unit },
      { cycle, run, step, unit, reason: reason ?? '', at, mended: reason === null },
    );
  };
  const found = await fewAtATime(units, async (unit) => {
    const id = idOf(unit);
    try {
      const done = await work(unit);
      if (earlier.has(id)) await note(id, null);
      return [done];
    } catch (error) {
      if (isPassing(error)) busy.push(error);
      else await note(id, messageOf(error));
      return [];
    }
  });
  const [first] = busy;
  if (first !== undefined) throw first;
  return found.flat();
}

/** The units that have failed and not been mended since, of one step or of all. */
export async function failuresOf(store: Store, { cycle, run, step }: InRun & Readonly<{ step?: RunStep }>) {
  const all = (await store.all(collections.runFailures, { cycle, run })).map(({ value }) => value);
  return all.filter((each) => !each.mended && (step === undefined || each.step === step));
}

/**
 * A step that needs every unit goes on only with all of them.
 * @throws Refusal `units-failed` with how many are missing, and the first of them with what it failed of
 */
export async function requireAllUnits(
  store: Store,
  place: InRun & Readonly<{ step: RunStep }>,
  wanted: readonly string[],
  found: ReadonlySet<string>,
): Promise<void> {
  const missing = wanted.filter((unit) => !found.has(unit));
  const [first] = missing;
  if (first === undefined) return;
  const failure = (await failuresOf(store, place)).find(({ unit }) => unit === first);
  throw refuse.wrongState('units-failed', {
    count: missing.length,
    first,
    reason: failure?.reason ?? '—',
  });
}

/** A lost race or a busy store: doing it again helps. */
function isPassing(error: unknown): error is Refusal {
  return error instanceof Refusal && (error.kind === 'unavailable' || error.code === 'changed-meanwhile');
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 1000);
}
