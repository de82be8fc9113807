import { setImmediate as afterAll } from 'node:timers/promises';

/**
 * Time in which only what is said to take time takes any: what would happen in seconds on AWS is gone through in the same order at
 * once, and each moment can be told.
 */
export function virtualTime() {
  let now = 0;
  const due: { at: number; go: () => void }[] = [];
  return {
    /** Milliseconds since the beginning. */
    now: () => now,
    pass: (milliseconds: number) =>
      new Promise<void>((go) => {
        due.push({ at: now + milliseconds, go });
      }),
    /** Lets time pass until the work is done. */
    async until<Answer>(work: Promise<Answer>): Promise<Answer> {
      const state = { done: false };
      const end = () => void (state.done = true);
      work.then(end, end);
      for (await afterAll(); !state.done; await afterAll()) {
        const at = Math.min(...due.map((each) => each.at));
        now = Math.max(now, Number.isFinite(at) ? at : now);
        for (const each of due.filter((one) => one.at === at)) {
          due.splice(due.indexOf(each), 1);
          each.go();
        }
      }
      return work;
    },
  };
}
