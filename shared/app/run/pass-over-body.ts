import type * as z from 'zod/mini';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { tasks } from '../../contracts/tasks.ts';
import type { HandIn } from '../../domain/assessment/deduction.ts';
import { refuse } from '../../domain/errors.ts';
import type { Clock } from '../../ports/services.ts';
import type { Store, Versioned } from '../../ports/store.ts';
import * as load from '../load.ts';
import { replace } from '../writes.ts';

/**
 * The deadline has passed for a body. By the cycle's rule it is given the same time once more, or its silence counts as no
 * deduction, with a note on the report, or stops the run for an admin. A body that handed in at the last moment has handed in.
 */
export function passOverBody(deps: Readonly<{ store: Store; clock: Clock }>) {
  return async (
    input: z.output<typeof tasks.passOverBody.input>,
  ): Promise<z.input<typeof tasks.passOverBody.output>> => {
    const { cycle, run, body } = input;
    const handIn = await load.handIn(deps.store, cycle, body);
    if (handIn.value.status === 'handed-in') return { body, outcome: 'handed-in' };
    const { settings } = (await load.cycle(deps.store, cycle)).value;
    if (handIn.value.status === 'open' && settings.silence === 'extend' && handIn.value.extendedBy !== run) {
      await extend(deps, handIn, { ...handIn.value, extendedBy: run }, run);
      return { body, outcome: 'extended' };
    }
    if (settings.silence === 'stop') {
      const { name } = (await load.body(deps.store, cycle, body)).value;
      throw refuse.wrongState('hand-in-wrong-state', { status: 'open', body: name });
    }
    if (handIn.value.status === 'open') {
      const at = await deps.clock.now();
      await deps.store.commit({
        stream: streams.body(cycle, body),
        writes: [
          replace(collections.handIns, { cycle, body }, handIn, { cycle, body, status: 'silent', at }),
        ],
        audit: {
          at,
          actor: 'system:task-pass-over-body',
          action: 'hand-in.pass-over',
          subject: `body:${body}`,
          details: { run },
        },
      });
    }
    return { body, outcome: 'silent' };
  };
}

/** Notes that the body has been given more time by this run. */
async function extend(
  { store, clock }: Readonly<{ store: Store; clock: Clock }>,
  before: Versioned<HandIn>,
  after: HandIn,
  run: string,
): Promise<void> {
  const { cycle, body } = after;
  await store.commit({
    stream: streams.body(cycle, body),
    writes: [replace(collections.handIns, { cycle, body }, before, after)],
    audit: {
      at: await clock.now(),
      actor: 'system:task-pass-over-body',
      action: 'hand-in.extend',
      subject: `body:${body}`,
      details: { run },
    },
  });
}
