/** One call, made by the worker of a number with its next turn's number; true when it was answered with success. */
export type Shot = (worker: number, turn: number) => Promise<boolean>;

/** What a load came to: how long each call took, in milliseconds, the shortest first; the whole's seconds; calls without success. */
export type Loaded = Readonly<{ times: readonly number[]; seconds: number; failed: number }>;

/** Makes so many calls, so many of them under way at once: each worker calls again when it has its answer. */
export async function load(shot: Shot, calls: number, atOnce: number): Promise<Loaded> {
  const times: number[] = [];
  let failed = 0;
  let begun = 0;
  const start = performance.now();
  const work = async (worker: number) => {
    while (begun < calls) {
      const turn = (begun += 1);
      const at = performance.now();
      if (!(await shot(worker, turn))) failed += 1;
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, worker) => work(worker)));
  return { times: times.toSorted((a, b) => a - b), seconds: (performance.now() - start) / 1000, failed };
}

/** Several loads as one. */
export function together(loads: readonly Loaded[]): Loaded {
  return {
    times: loads.flatMap(({ times }) => times).toSorted((a, b) => a - b),
    seconds: loads.reduce((sum, each) => sum + each.seconds, 0),
    failed: loads.reduce((sum, each) => sum + each.failed, 0),
  };
}

/** The time below which so large a part of the calls stayed. */
export function percentile({ times }: Loaded, part: number): number {
  return times[Math.max(0, Math.ceil(times.length * part) - 1)] ?? NaN;
}
