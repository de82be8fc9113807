import { setTimeout as wait } from 'node:timers/promises';
import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import * as z from 'zod/mini';
import { createHandler as askBody } from '../../functions/task-ask-body/handler.ts';
import { createHandler as askRepair } from '../../functions/task-ask-repair/handler.ts';
import { createHandler as goOn } from '../../functions/task-go-on/handler.ts';
import { createHandler as askSignOff } from '../../functions/task-ask-sign-off/handler.ts';
import { createHandler as deriveInputs } from '../../functions/task-derive-inputs/handler.ts';
import { createHandler as endRun } from '../../functions/task-end-run/handler.ts';
import { createHandler as freezeBatch } from '../../functions/task-freeze-batch/handler.ts';
import { createHandler as openRun } from '../../functions/task-open-run/handler.ts';
import { createHandler as passOverBody } from '../../functions/task-pass-over-body/handler.ts';
import { createHandler as planFreeze } from '../../functions/task-plan-freeze/handler.ts';
import { createHandler as publishReport } from '../../functions/task-publish-report/handler.ts';
import { createHandler as rankUnits } from '../../functions/task-rank-units/handler.ts';
import { createHandler as renderDocuments } from '../../functions/task-render-documents/handler.ts';
import { createHandler as renderReport } from '../../functions/task-render-report/handler.ts';
import { createHandler as scoreBatch } from '../../functions/task-score-batch/handler.ts';
import { createHandler as sealInputs } from '../../functions/task-seal-inputs/handler.ts';
import { yearEndDefinition, type TaskFunction } from '../../infra/constructs/year-end-definition.ts';
import { functionOfTask } from '../../infra/constructs/year-end-machine.ts';
import { prepareDefinition, tokenPlaceholder } from '../../infra/local/step-functions/definition.ts';
import { tasks, type TaskName } from '../../shared/contracts/tasks.ts';
import type { DocumentsRenderer } from '../../shared/ports/documents.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { IntegrityFiles } from '../../shared/ports/integrity-files.ts';
import type { Executions, TaskCallbacks } from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { Clock } from '../../shared/ports/services.ts';
import { renderReport as renderer } from '../../shared/report/render-report.ts';
import { lambdaContext, recordedLog } from '../functions/http-call.ts';
import { memoryFiles } from '../shared/app/world.ts';
import { memoryHeads } from './signed-heads.ts';
import { signer, testIntegrityFiles } from './signer.ts';

/**
 * The year-end machine over records and files in memory: the real definition, carried out by an interpreter of its language,
 * with the real functions behind it. Nothing takes time, nobody is waited for unless the test says so, and what goes wrong is
 * what the test arranges.
 */

/** What a test makes of a task before it is carried out, or after, when its answer is lost: throw, or wait, or nothing. */
export type Arranged = (task: TaskName, input: unknown) => Promise<void> | void;
export type Faults = { before: Arranged; after?: Arranged };

type Waiting = Readonly<{
  execution: string;
  task: TaskName;
  input: unknown;
  settle: (output: unknown) => void;
  fail: (error: Error) => void;
}>;
export type Ended = Readonly<{ status: 'succeeded' | 'failed'; error: string | null }>;

const parameters = z.object({
  FunctionName: z.custom<TaskName>((value: unknown) => typeof value === 'string' && value in tasks),
  Payload: z.json(),
});
const interpreted = z.custom<StateMachineDefinition>(
  (value: unknown) => typeof value === 'object' && value !== null,
);
type Handler = (input: unknown, context: typeof lambdaContext) => Promise<unknown>;
const handlerShape = z.custom<Handler>((value: unknown) => typeof value === 'function');
const bodyOf = z.object({ body: z.string() });

const fn = (task: TaskName): TaskFunction => ({ arn: task, timeoutSeconds: 30 });
const taskNames = z.array(z.custom<TaskName>()).parse(Object.keys(functionOfTask));

/** The real definition, with each function called by its task's name, checked as the embedded runtime checks it. */
export function preparedYearEnd() {
  const functions = z
    .custom<Parameters<typeof yearEndDefinition>[0]>()
    .parse(Object.fromEntries(taskNames.map((task) => [task, fn(task)])));
  const text = JSON.stringify(yearEndDefinition(functions)).replaceAll(
    /arn:[^:"]+:states:/g,
    'arn:aws:states:',
  );
  return prepareDefinition('year-end', text);
}

/** In place of the printed report, which takes seconds to set: what the real one makes is tested by itself. */
export const plainDocuments: DocumentsRenderer = async function* ({ result, publishedOn }) {
  const body = `${result.cycle} ${publishedOn}`;
  yield { path: 'circular.docx', contentType: 'application/octet-stream', body };
  yield { path: 'report.pdf', contentType: 'application/pdf', body };
};

/** An error by the name that the machine's retry and catch rules go by. */
export class NamedFault extends Error {
  constructor(name: string, message = 'as arranged') {
    super(message);
    this.name = name;
  }
}

/** The machine's real functions over a store and files in memory. */
export function yearFunctions(
  world: Readonly<{
    store: Store;
    clock: Clock;
    runs: ReturnType<typeof memoryFiles>;
    reports: ReturnType<typeof memoryFiles>;
    callbacks: TaskCallbacks;
    integrityFiles?: IntegrityFiles;
    /** In place of the plain documents. */
    documents?: DocumentsRenderer;
    signer?: Signer;
    heads?: HeadsArchive;
  }>,
): (task: TaskName, input: unknown) => Promise<unknown> {
  const deps = {
    ...recordedLog(),
    integrityFiles: testIntegrityFiles,
    documents: plainDocuments,
    signer,
    heads: memoryHeads(),
    ...world,
    rehearsalClock: null,
    renderer,
  };
  const functions: Readonly<Record<TaskName, unknown>> = {
    openRun: openRun(deps),
    askBody: askBody(deps),
    passOverBody: passOverBody(deps),
    planFreeze: planFreeze(deps),
    freezeBatch: freezeBatch(deps),
    sealInputs: sealInputs(deps),
    deriveInputs: deriveInputs(deps),
    scoreBatch: scoreBatch(deps),
    rankUnits: rankUnits(deps),
    renderDocuments: renderDocuments(deps),
    renderReport: renderReport(deps),
    askSignOff: askSignOff(deps),
    askRepair: askRepair(deps),
    goOn: goOn(deps),
    publishReport: publishReport(deps),
    endRun: endRun(deps),
  };
  return (task, input) => handlerShape.parse(functions[task])(input, lambdaContext);
}

export function yearMachine(
  world: Readonly<{
    store: Store;
    clock: Clock;
    integrityFiles?: IntegrityFiles;
    documents?: DocumentsRenderer;
  }>,
  arranged: Faults = { before: () => undefined },
) {
  const runs = memoryFiles();
  const reports = memoryFiles();
  const heads = memoryHeads();
  const waiting = new Map<string, Waiting>();
  const ended = new Map<string, Ended>();
  const begun = new Map<string, Promise<void>>();
  /** Every task that was carried out, in order. */
  const carriedOut: TaskName[] = [];
  let busy = 0;
  let tokens = 0;
  let moves = 0;
  let transitions = 0;

  const answer = async (token: string, output: unknown) => {
    const found = waiting.get(token);
    if (found === undefined) return 'too-late';
    waiting.delete(token);
    moves += 1;
    found.settle(output);
    return 'answered';
  };
  const callbacks: TaskCallbacks = { handedIn: answer, signedOff: answer, repaired: answer };
  const invokeTask = yearFunctions({ ...world, runs, reports, callbacks, heads });
  const { definition, tasks: kinds } = preparedYearEnd();

  async function invoke(task: TaskName, input: unknown): Promise<unknown> {
    busy += 1;
    try {
      await arranged.before(task, input);
      carriedOut.push(task);
      const answer = await invokeTask(task, input);
      await arranged.after?.(task, input);
      return answer;
    } finally {
      busy -= 1;
      moves += 1;
    }
  }

  async function carryOut(
    execution: string,
    state: string,
    given: unknown,
  ): Promise<z.infer<ReturnType<typeof z.json>>> {
    const { FunctionName: task, Payload } = parameters.parse(given);
    if (kinds.get(state) === 'invoke')
      return z.json().parse({ StatusCode: 200, Payload: (await invoke(task, Payload)) ?? null });
    const token = `token-${String((tokens += 1))}`;
    const input: unknown = JSON.parse(JSON.stringify(Payload).replaceAll(tokenPlaceholder, token));
    const answered = new Promise<unknown>((settle, fail) => {
      waiting.set(token, { execution, task, input, settle, fail });
    });
    answered.catch(() => undefined);
    await invoke(task, input).catch((error: unknown) => {
      waiting.delete(token);
      throw error;
    });
    return z.json().parse(await answered);
  }

  const executions: Executions = {
    idFor: (name) => `arn:test:${name}`,
    start: async (name, input) => {
      const execution = `arn:test:${name}`;
      if (begun.has(execution)) return;
      const states = [...kinds.keys()];
      const run = new StateMachine(interpreted.parse(definition), {
        validationOptions: { noValidate: true },
      }).run(z.json().parse(input), {
        overrides: {
          taskResourceLocalHandlers: Object.fromEntries(
            states.map((state) => [state, (given: unknown) => carryOut(execution, state, given)]),
          ),
          retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, 0])),
        },
        context: { Execution: { Id: execution, Name: name }, Task: { Token: tokenPlaceholder } },
      });
      void follow(run.eventLogs);
      begun.set(
        execution,
        run.result.then(
          () => void ended.set(execution, { status: 'succeeded', error: null }),
          (error: unknown) => {
            const name = z.object({ cause: z.object({ name: z.string() }) }).safeParse(error);
            ended.set(execution, { status: 'failed', error: name.data?.cause.name ?? String(error) });
          },
        ),
      );
    },
  };

  /** Counts states as Step Functions bills them: each one that is entered, in a map for each item. */
  async function follow(events: ReturnType<StateMachine['run']>['eventLogs']): Promise<void> {
    for await (const { type } of events) if (type === 'StateEntered') transitions += 1;
  }

  /** Waits until nothing moves by itself: everything has ended or waits for somebody. */
  async function settled(): Promise<void> {
    for (let still = 0, seen = -1; still < 4;) {
      await wait(1);
      still = busy === 0 && seen === moves ? still + 1 : 0;
      seen = moves;
    }
  }

  /** What waits: the bodies that were asked, and the other tasks by their names. */
  const waitingFor = () =>
    [...waiting.values()].map(({ task, input }) => (task === 'askBody' ? bodyOf.parse(input).body : task));

  /** The deadline passes of a body, or of a task that waits. */
  async function timeOut(what: string): Promise<boolean> {
    const found = [...waiting].find(
      ([, { task, input }]) => task === what || (task === 'askBody' && bodyOf.parse(input).body === what),
    );
    if (found === undefined) return false;
    waiting.delete(found[0]);
    moves += 1;
    found[1].fail(new NamedFault('States.Timeout'));
    await settled();
    return true;
  }

  /** The schedule fires. */
  async function fireSchedule(name = 'scheduled'): Promise<void> {
    await executions.start(name, { cycle: '2018', startedBy: 'schedule' });
    await settled();
  }

  return {
    runs,
    reports,
    heads,
    executions,
    callbacks,
    carriedOut,
    transitions: () => transitions,
    ended,
    waitingFor,
    timeOut,
    fireSchedule,
    settled,
  };
}
export type YearMachine = ReturnType<typeof yearMachine>;
