import { refuse } from '../../shared/domain/errors.ts';
import { NamedFault } from './year-machine.ts';

/**
 * What may go wrong at one call to the outside. `fails-after` and `hangs-after`: the work is done and nobody hears of it.
 * What hangs does so until the process is ended at its time limit: no line behind it is carried out.
 */
export const faultKinds = [
  'fails-before',
  'fails-after',
  'throttled',
  'hangs-before',
  'hangs-after',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** Which call goes wrong, counted from 1 over all ports, and how. */
export type Fault = Readonly<{ at: number; kind: FaultKind }>;

/** Calls that only ask: done or not, nothing is different after them. */
const asking = /\.(get|page|all|now|read|publicKey|download|upload|inspect|entries|ends|endOf|request)$/;

/** Of one call that is made more often than this, as for each file of a report, the first and the last stand for all. */
const each = 10;

/** Every fault of these calls that differs from the others: of calls that only ask, not whether they were carried out. */
export function faultsOf(calls: readonly string[]): readonly Fault[] {
  return calls.flatMap((call, place) => {
    const isOften = calls.filter((other) => other === call).length > each;
    if (isOften && calls.indexOf(call) !== place && calls.lastIndexOf(call) !== place) return [];
    const kinds = asking.test(call) ? faultKinds.filter((kind) => !kind.endsWith('after')) : faultKinds;
    return kinds.map((kind) => ({ at: place + 1, kind }));
  });
}

/** They ask nobody: what cannot fail is neither counted nor made to fail. */
const asksNobody = new Set(['executions.idFor', 'channel.carries']);

/**
 * Ports that count their calls, of which one goes wrong. The same for all of them: whatever is called is a call to the outside.
 * @param fault null counts and leaves everything as it is
 */
export function faultyPorts(fault: Fault | null) {
  /** Every call in order, such as `store.commit`. */
  const calls: string[] = [];
  const hanging = Promise.withResolvers<'timed-out'>();

  async function carryOut(name: string, work: () => unknown): Promise<unknown> {
    calls.push(name);
    if (calls.length !== fault?.at) return work();
    switch (fault.kind) {
      case 'fails-before':
        throw new NamedFault('TimeoutError', `${name} did not come through`);
      case 'fails-after':
        await work();
        throw new NamedFault('TimeoutError', `the answer of ${name} was lost`);
      case 'throttled':
        throw refuse.unavailable('busy-try-again');
      case 'hangs-after':
        await work();
        break;
      case 'hangs-before':
        break;
    }
    hanging.resolve('timed-out');
    return new Promise(() => undefined);
  }

  function around<Port extends object>(name: string, port: Port): Port {
    return new Proxy(port, {
      get: (target, key) => {
        const found: unknown = Reflect.get(target, key);
        const called = `${name}.${String(key)}`;
        if (typeof found !== 'function' || asksNobody.has(called)) return found;
        return (...args: unknown[]) =>
          carryOut(called, () => {
            const answer: unknown = Reflect.apply(found, target, args);
            return answer;
          });
      },
    });
  }

  return {
    calls,
    /** The ports of an object, each by its own name. */
    all: <Ports extends Readonly<Record<string, object>>>(ports: Ports): Ports => {
      const wrapped: Record<string, object> = {};
      for (const [name, port] of Object.entries(ports)) wrapped[name] = around(name, port);
      return { ...ports, ...wrapped };
    },
    /** What the work comes to; `timed-out` when a call in it hangs. */
    run: <Answer>(work: () => Promise<Answer>): Promise<Answer | 'timed-out'> =>
      Promise.race([work(), hanging.promise]),
  };
}
