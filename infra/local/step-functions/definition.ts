import * as z from 'zod/mini';
import { wordsOfZod } from '../../../shared/formats/words-of-zod.ts';
import { LocalRuntimeError } from '../local-runtime-error.ts';

/**
 * Definitions as the interpreter is given them. What it would misread or pass over in silence, and what AWS would refuse, is
 * refused here by name, so that a definition that runs on one machine runs the same on AWS.
 */

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
const json: z.ZodMiniType<Json> = z.json();
const state = z.intersection(z.record(z.string(), json), z.object({ Type: z.string() }));
const machine = z.object({ StartAt: z.string(), States: z.record(z.string(), state) });
export type Machine = z.infer<typeof machine>;
type State = z.infer<typeof state>;

/** Whether a value is a machine in outline: a start and states that each say their type. */
export function isMachine(value: unknown): boolean {
  return machine.safeParse(value).success;
}

/** How a task calls its function: once, or until somebody answers its token. */
export type TaskKind = 'invoke' | 'wait';
export type Prepared = Readonly<{
  definition: Machine;
  tasks: ReadonlyMap<string, TaskKind>;
  /** Of each state of the machine itself, the functions that may be called first after it. */
  calledNext: ReadonlyMap<string, readonly string[]>;
}>;

/** Stands in payloads for the token, which each call gets anew. */
export const tokenPlaceholder = 'biaochi-task-token';
/** Where a prepared task finds the seconds it may wait. */
export const timeoutParameter = 'biaochiTimeoutSeconds';
/** 24 days: the most a timer of Node holds, so the longest that somebody is waited for on one machine. */
export const longestWaitSeconds = 2_073_600;

/** Fields that AWS reads and the interpreter does not, or reads otherwise. */
const unsupportedFields = [
  'QueryLanguage',
  'Assign',
  'Arguments',
  'Output',
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'HeartbeatSeconds',
  'HeartbeatSecondsPath',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'Iterator',
] as const;
const supportedTypes = ['Task', 'Map', 'Pass', 'Wait', 'Choice', 'Succeed', 'Fail'];
/** A resumed execution begins in the middle, so it cannot say what it began with. */
const unsupportedPaths = [
  '$$.Execution.Input',
  '$$.Execution.StartTime',
  '$$.State.EnteredTime',
  'States.UUID',
];

/**
 * Checks a definition and prepares it for the interpreter.
 * @throws LocalRuntimeError `template-unsupported` naming the machine, the state and what is not emulated
 */
export function prepareDefinition(name: string, text: string): Prepared {
  const parsed = machine.safeParse(JSON.parse(text), { error: wordsOfZod.en });
  if (!parsed.success) throw unsupported(name, 'its definition', z.prettifyError(parsed.error));
  if (text.includes('"JSONata"')) throw unsupported(name, 'its definition', 'JSONata');
  const path = unsupportedPaths.find((each) => text.includes(each));
  if (path !== undefined) throw unsupported(name, 'its definition', path);
  const tasks = new Map<string, TaskKind>();
  return {
    definition: prepareMachine(name, parsed.data, tasks),
    tasks,
    calledNext: new Map(
      Object.entries(parsed.data.States).map(([from, each]) => [from, calledAfter(parsed.data, each)]),
    ),
  };
}

const onward = z.object({
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  Choices: z.optional(z.array(z.object({ Next: z.string() }))),
});
const task = z.object({ Parameters: z.object({ FunctionName: z.string() }) });

/** What is called first after a state: past choices and other states that call nothing, and into maps. What a failure leads to is not in it. */
function calledAfter(of: Machine, from: State): readonly string[] {
  const called = new Set<string>();
  const seen = new Set<string>();
  const enter = (within: Machine, name: string) => {
    const next = within.States[name];
    if (next === undefined || seen.has(name)) return;
    seen.add(name);
    const inner = machine.safeParse(next['ItemProcessor']);
    const calls = task.safeParse(next);
    if (calls.success) called.add(calls.data.Parameters.FunctionName);
    else if (inner.success) enter(inner.data, inner.data.StartAt);
    else leave(within, next);
  };
  const leave = (within: Machine, state: State) => {
    const to = onward.safeParse(state).data;
    for (const name of [to?.Next, to?.Default, ...(to?.Choices ?? []).map((choice) => choice.Next)])
      if (name !== undefined) enter(within, name);
  };
  leave(of, from);
  return [...called];
}

function prepareMachine(name: string, of: Machine, tasks: Map<string, TaskKind>): Machine {
  const states = Object.entries(of.States).map(([stateName, each]): [string, State] => {
    const field = unsupportedFields.find((one) => one in each);
    if (field !== undefined) throw unsupported(name, stateName, field);
    if (!supportedTypes.includes(each.Type)) throw unsupported(name, stateName, `Type ${each.Type}`);
    const state = wholeResult(each);
    if (state.Type === 'Task') return [stateName, prepareTask(name, stateName, state, tasks)];
    return [stateName, state.Type === 'Map' ? prepareMap(name, stateName, state, tasks) : state];
  });
  return { ...of, States: Object.fromEntries(states) };
}

/** `ResultPath: "$"` is the default, the whole result; the interpreter would put it under a member called `$`. */
function wholeResult({ ResultPath, ...rest }: State): State {
  return ResultPath === undefined || ResultPath === '$'
    ? { ...rest, Type: rest.Type }
    : { ...rest, Type: rest.Type, ResultPath };
}

function prepareMap(name: string, stateName: string, of: State, tasks: Map<string, TaskKind>): State {
  const processor = machine.safeParse(of['ItemProcessor']);
  if (!processor.success) throw unsupported(name, stateName, 'a Map without an ItemProcessor');
  if (JSON.stringify(of['ItemProcessor']).includes('"DISTRIBUTED"'))
    throw unsupported(name, stateName, 'Distributed Map');
  const { StartAt, States } = prepareMachine(name, processor.data, tasks);
  return { ...of, ItemProcessor: { StartAt, States } };
}

function prepareTask(name: string, stateName: string, of: State, tasks: Map<string, TaskKind>): State {
  if (tasks.has(stateName)) throw unsupported(name, stateName, 'a second state of this name');
  const resource = typeof of['Resource'] === 'string' ? of['Resource'] : 'none';
  const kind = /^arn:[a-z-]+:states:::lambda:invoke(\.waitForTaskToken)?$/.exec(resource);
  if (kind === null) throw unsupported(name, stateName, `Resource ${resource}`);
  tasks.set(stateName, kind[1] === undefined ? 'invoke' : 'wait');
  const { TimeoutSeconds, TimeoutSecondsPath, Parameters, ...rest } = of;
  if (
    Parameters === undefined ||
    Parameters === null ||
    typeof Parameters !== 'object' ||
    Array.isArray(Parameters)
  ) {
    throw unsupported(name, stateName, 'a task without Parameters');
  }
  const seconds =
    TimeoutSecondsPath === undefined
      ? { [timeoutParameter]: TimeoutSeconds ?? longestWaitSeconds }
      : { [`${timeoutParameter}.$`]: TimeoutSecondsPath };
  // A step's time is kept by the interpreter, whose own error is told from a failed task's. The time of somebody's answer comes
  // from a path that the interpreter would look for in the wrong place: that deadline is kept here.
  const own =
    kind[1] === undefined && typeof TimeoutSeconds === 'number' ? TimeoutSeconds : longestWaitSeconds;
  return { ...rest, Type: of.Type, TimeoutSeconds: own, Parameters: { ...Parameters, ...seconds } };
}

function unsupported(machineName: string, place: string, what: string): LocalRuntimeError {
  return new LocalRuntimeError('template-unsupported', {
    zh: `状态机 ${machineName} 的 ${place} 用了本机运行环境不支持的 ${what}，见 infra/local/SUPPORT.md。`,
    en: `State machine ${machineName}, ${place}: ${what} is not supported by the embedded runtime; see infra/local/SUPPORT.md.`,
  });
}
