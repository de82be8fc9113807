import type { SignOff } from '../../../../shared/domain/run/run.ts';

/** What waiting tasks were told, in order. The answer may be set to "too late". */
export function recordedCallbacks(answer: 'answered' | 'too-late' = 'answered') {
  const told: [string, unknown][] = [];
  return {
    told,
    handedIn: async (token: string, output: object) => {
      told.push([token, output]);
      return answer;
    },
    signedOff: async (token: string, output: SignOff) => {
      told.push([token, output]);
      return answer;
    },
    repaired: async (token: string, output: object) => {
      told.push([token, output]);
      return answer;
    },
  };
}

/** The machine's starts, in order. */
export function recordedExecutions() {
  const started: [string, unknown][] = [];
  return {
    started,
    idFor: (name: string) => `arn:test:${name}`,
    start: async (name: string, input: object) => {
      started.push([name, input]);
    },
  };
}
