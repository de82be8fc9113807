import { setTimeout as wait } from 'node:timers/promises';

/** Base and ceiling of a wait before trying again, in milliseconds. */
const base = 15;
const ceiling = 600;

/** Waits before the next try: full jitter, so that many who collided do not collide again. */
export async function jittered(attempt: number): Promise<void> {
  await wait(Math.random() * Math.min(ceiling, base * 2 ** attempt));
}
