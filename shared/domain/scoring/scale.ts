import type { Scale } from '../rubric/rubric.ts';
import { least, parseExact, timesUpToAMillion, zero, type Exact } from './exact.ts';

/** What a scale comes to for a number. */
export type CompiledScale = Readonly<{
  of: Scale;
  /** Points for a number of things. */
  at: (number: number) => Exact;
  /** The same without the scale's own limit. */
  plainlyAt: (number: number) => Exact;
  /** The next larger number at which the points change, or null when they never do. */
  next: (number: number) => number | null;
}>;

/**
 * @param begun whether a begun step counts (points off: one item short of ten is a step short) or only a full one (points
 *   on top: nine items over are none of ten)
 */
export function compileScale(of: Scale, begun: boolean): CompiledScale {
  if ('steps' in of) return compileSteps(of.steps);
  const { every } = of;
  const each = parseExact(of.points);
  const most = of.most === null ? null : parseExact(of.most);
  const steps = (number: number) => (begun ? Math.ceil(number / every) : Math.floor(number / every));
  const plainlyAt = (number: number) => (number <= 0 ? zero : timesUpToAMillion(each, steps(number)));
  return {
    of,
    plainlyAt,
    at: (number) => (most === null ? plainlyAt(number) : least(plainlyAt(number), most)),
    next: (number) => (steps(Math.max(0, number)) + 1) * every,
  };
}

function compileSteps(steps: readonly { from: number; points: string }[]): CompiledScale {
  const compiled = steps.map((step) => ({ from: step.from, points: parseExact(step.points) }));
  const at = (number: number) => {
    let points: Exact = zero;
    for (const step of compiled) if (number >= step.from) points = step.points;
    return points;
  };
  return {
    of: { steps: [...steps] },
    at,
    plainlyAt: at,
    next: (number) => compiled.find((step) => step.from > number)?.from ?? null,
  };
}
