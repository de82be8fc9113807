import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { openDurableMap } from '../durable-map.ts';
import { deadLettersFile, readReplayOrder, removeReplayOrder } from './replay-order.ts';
import type { Targets } from './targets.ts';

const delivery = z.strictObject({
  target: z.string(),
  payload: z.unknown(),
  acceptedAt: z.string(),
  /** Attempts that failed so far. */
  failures: z.int().check(z.minimum(0)),
  /** Queue of the rule or schedule for what could not be delivered; recorded with a dead letter. */
  deadLetterQueue: z.nullable(z.string()),
});

/** One that was given up, as it stands in the folder's `dead-letters.jsonl`. */
export const deadLetter = z.extend(delivery, { error: z.string(), givenUpAt: z.string() });

export type DeadLetter = z.output<typeof deadLetter>;

export type Deliveries = Readonly<{
  /** Accepts a payload for a target. When this returns, the payload will be delivered at least once, even after kill -9. */
  accept: (wanted: Readonly<{ target: string; payload: unknown; deadLetterQueue: string | null }>) => void;
  /** What was given up after its last attempt, oldest first. */
  deadLetters: () => readonly DeadLetter[];
  /** Delivers these again, with all their attempts; ids of no dead letter are passed over. */
  replay: (ids: readonly string[]) => void;
  /** Begins to deliver, what an earlier runtime accepted first; and carries out orders to replay (replay-order.ts). */
  start: () => void;
  /** Stops delivering; what is under way or waiting is delivered after the next start. */
  close: () => void;
}>;

type Options = Readonly<{
  dir: string;
  targets: Targets;
  log: (line: string) => void;
  /** Waits before the first repetition, the second, and every later one. Lambda waits one minute, then two. */
  retryDelaysMs?: readonly number[];
  /** How often an order to replay is looked for. */
  lookMs?: number;
}>;

/** Deliveries under way at once; the functions' own limits are lower. */
const mostUnderWay = 16;

/**
 * A durable queue between what happens (objects, schedules) and who is told (functions, state machines), with the
 * repetitions of an asynchronous invocation and a record of what came to nothing.
 */
export function openDeliveries(options: Options): Deliveries {
  const { dir, targets, log, retryDelaysMs = [1_000, 3_000], lookMs = 1_000 } = options;
  mkdirSync(dir, { recursive: true });
  const pending = openDurableMap(path.join(dir, 'deliveries.jsonl'), delivery);
  const given = openDurableMap(path.join(dir, deadLettersFile), deadLetter);
  const underWay = new Set<string>();
  const resting = new Map<string, NodeJS.Timeout>();
  let looking: NodeJS.Timeout | undefined;
  let state: 'waiting' | 'delivering' | 'closed' = 'waiting';

  const attempt = async (id: string, wanted: z.output<typeof delivery>): Promise<void> => {
    const failure = await targets.send(wanted.target, id, wanted.payload).then(
      () => null,
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'failed'),
    );
    underWay.delete(id);
    // Whether it failed or merely lost its function to the shutdown cannot be told: it is delivered again.
    if (isClosed()) return;
    if (failure === null) pending.delete(id);
    else settleFailure(id, { ...wanted, failures: wanted.failures + 1 }, failure);
    advance();
  };

  const settleFailure = (id: string, failed: z.output<typeof delivery>, error: string): void => {
    if (failed.failures > targets.retryAttemptsOf(failed.target)) {
      given.set(id, { ...failed, error, givenUpAt: new Date().toISOString() });
      pending.delete(id);
      log(`Given up after ${failed.failures} attempts: ${failed.target} (${error})`);
      return;
    }
    pending.set(id, failed);
    const delay = retryDelaysMs[Math.min(failed.failures, retryDelaysMs.length) - 1] ?? 0;
    const timer = setTimeout(() => {
      resting.delete(id);
      advance();
    }, delay);
    resting.set(id, timer);
  };

  const isClosed = () => state === 'closed';
  const advance = (): void => {
    if (state !== 'delivering') return;
    for (const [id, wanted] of pending.entries()) {
      if (underWay.size >= mostUnderWay) return;
      if (underWay.has(id) || resting.has(id)) continue;
      underWay.add(id);
      void attempt(id, wanted);
    }
  };

  const replay = (ids: readonly string[]): void => {
    for (const id of ids) {
      const letter = given.get(id);
      if (letter === undefined) continue;
      const { target, payload, deadLetterQueue, acceptedAt } = letter;
      // First it is to be delivered, then it is none any more: killed in between, it is both, and delivered twice at worst.
      pending.set(id, { target, payload, deadLetterQueue, acceptedAt, failures: 0 });
      given.delete(id);
    }
    advance();
  };
  const carryOutOrder = (): void => {
    const ordered = readReplayOrder(dir);
    if (ordered === null) return;
    replay(ordered);
    removeReplayOrder(dir);
  };

  return {
    accept: ({ target, payload, deadLetterQueue }) => {
      pending.set(randomUUID(), {
        target,
        payload,
        deadLetterQueue,
        failures: 0,
        acceptedAt: new Date().toISOString(),
      });
      advance();
    },
    deadLetters: () => [...given.entries()].map(([, letter]) => letter),
    replay,
    start: () => {
      state = 'delivering';
      carryOutOrder();
      looking = setInterval(carryOutOrder, lookMs);
      advance();
    },
    close: () => {
      state = 'closed';
      clearInterval(looking);
      for (const timer of resting.values()) clearTimeout(timer);
      pending.close();
      given.close();
    },
  };
}
