import { Aws } from 'aws-cdk-lib';
import type * as z from 'zod/mini';
import type { TaskName, tasks } from '../../shared/contracts/tasks.ts';
import { retryPolicies, type Retrier } from './retry-policies.ts';

/** A place in a state's input (`$.run`) or in the context object (`$$.Execution.Id`). */
type Path = `$${string}`;

type Catcher = Readonly<{ ErrorEquals: readonly string[]; ResultPath: Path; Next: string }>;
/** Where a state leads: on, or to the end of its machine or iteration. */
type Onward = Readonly<{ Next: string } | { End: true }>;

type TaskState = Onward &
  Readonly<{
    Type: 'Task';
    Resource: string;
    Parameters: Readonly<{ FunctionName: string; Payload: Readonly<Record<string, string | null>> }>;
    TimeoutSeconds?: number;
    TimeoutSecondsPath?: Path;
    ResultSelector?: Readonly<Record<string, string>>;
    ResultPath: Path | null;
    Retry: readonly Retrier[];
    Catch: readonly Catcher[];
  }>;
type MapState = Onward &
  Readonly<{
    Type: 'Map';
    ItemsPath: Path;
    ItemSelector: Readonly<Record<string, Path>>;
    MaxConcurrency: number;
    ItemProcessor: StateMachineDefinition & Readonly<{ ProcessorConfig: Readonly<{ Mode: 'INLINE' }> }>;
    ResultPath: null;
    Catch: readonly Catcher[];
  }>;
type ChoiceState = Readonly<{
  Type: 'Choice';
  Choices: readonly Readonly<{ Variable: Path; StringEquals: string; Next: string }>[];
  Default: string;
}>;
type PassState = Onward &
  Readonly<{ Type: 'Pass'; Result?: Readonly<Record<string, string>>; ResultPath?: Path }>;
type EndState = Readonly<{ Type: 'Succeed' } | { Type: 'Fail'; ErrorPath: Path; CausePath: Path }>;

/** A definition in the Amazon States Language, of the parts that this machine uses: JSONPath, inline maps. */
export type StateMachineDefinition = Readonly<{
  StartAt: string;
  States: Readonly<Record<string, TaskState | MapState | ChoiceState | PassState | EndState>>;
}>;

/** The function of a task: its ARN, and the seconds after which Lambda stops it. */
export type TaskFunction = Readonly<{ arn: string; timeoutSeconds: number }>;

/**
 * The year-end machine, as the Amazon States Language says it: what stands here is what runs, and what the console shows.
 *
 * Data travels as pointers: a state's input is the run's reference and at most one list of batches, far below the 262,144
 * bytes that Step Functions carries. An execution may have 25,000 events: this machine makes some 60, at most 15 more for
 * each lead body and 14 for each batch of 100 units, so it holds to some 170,000 units.
 *
 * Every task is repeatable, so a retry or a second execution for the same run does no harm. Whatever fails for good is
 * caught once and stops the run, which waits for an admin: it goes on from the step that failed or an earlier one, or ends.
 * A run that nobody mends in time ends (a cycle has room for one) and fails the execution.
 */
export function yearEndDefinition(
  functions: Readonly<Record<TaskName, TaskFunction>>,
): StateMachineDefinition {
  const invoke = taskBuilder(functions);
  const caught: readonly Catcher[] = [catchInto('AwaitRepair')];
  const run = { cycle: at('$.cycle'), run: at('$.run') };

  return {
    StartAt: 'OpenRun',
    States: {
      OpenRun: invoke('openRun', {
        payload: {
          cycle: at('$.cycle'),
          startedBy: at('$.startedBy'),
          execution: at('$$.Execution.Id'),
        },
        keep: ['cycle', 'run', 'kind', 'bodies', 'handInSeconds', 'signOffSeconds', 'repairSeconds'],
        resultPath: '$',
        // A run that was not opened needs no ending.
        catch: [catchInto('RunNotOpened')],
        next: 'Kind',
      }),
      // A re-evaluation asks nobody and freezes nothing: its snapshot is made from the published one.
      Kind: {
        Type: 'Choice',
        Choices: [{ Variable: '$.kind', StringEquals: 're-evaluation', Next: 'DeriveInputs' }],
        Default: 'HandIns',
      },
      DeriveInputs: invoke('deriveInputs', {
        payload: run,
        keep: ['batches'],
        resultPath: '$.work',
        catch: caught,
        next: 'ScoreBatches',
      }),
      // Five bodies are asked at once; 40 is the most an inline map does at a time.
      HandIns: forEach('$.bodies', {
        item: {
          'cycle.$': '$.cycle',
          'run.$': '$.run',
          'body.$': '$$.Map.Item.Value',
          'handInSeconds.$': '$.handInSeconds',
        },
        atOnce: 40,
        states: {
          AskBody: invoke.andWait('askBody', {
            payload: { ...run, body: at('$.body'), taskToken: at('$$.Task.Token') },
            timeoutPath: '$.handInSeconds',
            resultPath: null,
            catch: [
              // Silence until the deadline is no failure: there is a rule for it.
              { ErrorEquals: ['States.Timeout'], ResultPath: '$.failure', Next: 'PassOverBody' },
              catchInto('HandInFailed'),
            ],
            next: null,
          }),
          PassOverBody: invoke('passOverBody', {
            payload: { ...run, body: at('$.body') },
            keep: ['outcome'],
            resultPath: '$.passed',
            catch: [catchInto('HandInFailed')],
            next: 'AfterDeadline',
          }),
          // Given more time, the body is asked once more; the function sees to it that this happens once.
          AfterDeadline: {
            Type: 'Choice',
            Choices: [{ Variable: '$.passed.outcome', StringEquals: 'extended', Next: 'AskBody' }],
            Default: 'BodyDone',
          },
          BodyDone: { Type: 'Succeed' },
          HandInFailed: failWithWhatWasCaught,
        },
        startAt: 'AskBody',
        catch: caught,
        next: 'PlanFreeze',
      }),
      PlanFreeze: invoke('planFreeze', {
        payload: run,
        keep: ['batches'],
        resultPath: '$.work',
        catch: caught,
        next: 'FreezeBatches',
      }),
      // Each batch closes the streams of 100 units, a transaction each that costs six writes. A table that was never busy takes 4,000 writes in a
      // second: three batches at once come near that. No partition does, since heads and trail are spread (stream-spread.ts).
      FreezeBatches: forEach('$.work.batches', {
        item: {
          'cycle.$': '$.cycle',
          'run.$': '$.run',
          'batch.$': '$$.Map.Item.Value.batch',
        },
        atOnce: 3,
        states: {
          FreezeBatch: invoke('freezeBatch', {
            payload: { ...run, batch: at('$.batch') },
            resultPath: null,
            // The other batches go on; the next step finds what is missing and names it.
            catch: [catchInto('BatchNotFrozen')],
            next: null,
          }),
          BatchNotFrozen: nothing,
        },
        startAt: 'FreezeBatch',
        catch: caught,
        next: 'SealInputs',
      }),
      SealInputs: invoke('sealInputs', {
        payload: run,
        keep: ['batches'],
        resultPath: '$.work',
        catch: caught,
        next: 'ScoreBatches',
      }),
      // Scoring reads and writes objects of its own and touches nothing shared: as many at once as an inline map allows.
      ScoreBatches: forEach('$.work.batches', {
        item: { 'cycle.$': '$.cycle', 'run.$': '$.run', 'batch.$': '$$.Map.Item.Value.batch' },
        atOnce: 40,
        states: {
          ScoreBatch: invoke('scoreBatch', {
            payload: { ...run, batch: at('$.batch') },
            resultPath: null,
            catch: [catchInto('BatchNotScored')],
            next: null,
          }),
          BatchNotScored: nothing,
        },
        startAt: 'ScoreBatch',
        catch: caught,
        next: 'RankUnits',
      }),
      RankUnits: invoke('rankUnits', {
        payload: run,
        resultPath: null,
        catch: caught,
        next: 'RenderDocuments',
      }),
      // Before the pages, which name the documents with their sizes and carry the same date.
      RenderDocuments: invoke('renderDocuments', {
        payload: run,
        resultPath: null,
        catch: caught,
        next: 'RenderReport',
      }),
      RenderReport: invoke('renderReport', {
        payload: run,
        resultPath: null,
        catch: caught,
        next: 'AskSignOff',
      }),
      AskSignOff: invoke.andWait('askSignOff', {
        payload: { ...run, taskToken: at('$$.Task.Token') },
        timeoutPath: '$.signOffSeconds',
        resultPath: '$.signOff',
        catch: caught,
        next: 'SignOffDecision',
      }),
      // Only an approval publishes: whatever else might arrive sends the report back.
      SignOffDecision: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.signOff.decision', StringEquals: 'approve', Next: 'PublishReport' },
          { Variable: '$.signOff.to', StringEquals: 'hand-ins', Next: 'ReturnToStep' },
          { Variable: '$.signOff.to', StringEquals: 'render', Next: 'ReturnToStep' },
          { Variable: '$.signOff.to', StringEquals: 'freeze', Next: 'AwaitCorrections' },
        ],
        Default: 'EndReturned',
      },
      ReturnToStep: invoke('goOn', {
        payload: { ...run, from: at('$.signOff.to'), by: 'sign-off' },
        keep: ['from', 'batches'],
        resultPath: '$.work',
        catch: [catchInto('EndFailed')],
        next: 'GoOn',
      }),
      // The office corrects the record, and says when it is done.
      AwaitCorrections: invoke.andWait('askRepair', {
        payload: {
          ...run,
          taskToken: at('$$.Task.Token'),
          error: 'Returned',
          cause: at('$.signOff.comment'),
        },
        timeoutPath: '$.repairSeconds',
        resultPath: '$.repair',
        catch: [catchInto('EndFailed')],
        next: 'RepairDecision',
      }),
      // Whatever fails for good stops the run, which then waits for an admin; what is done stays done.
      AwaitRepair: invoke.andWait('askRepair', {
        payload: {
          ...run,
          taskToken: at('$$.Task.Token'),
          error: at('$.failure.Error'),
          cause: at('$.failure.Cause'),
        },
        timeoutPath: '$.repairSeconds',
        resultPath: '$.repair',
        catch: [catchInto('EndFailed')],
        next: 'RepairDecision',
      }),
      RepairDecision: {
        Type: 'Choice',
        Choices: [{ Variable: '$.repair.from', StringEquals: 'end', Next: 'GivenUp' }],
        Default: 'Repaired',
      },
      GivenUp: {
        Type: 'Pass',
        Result: { Error: 'GivenUp', Cause: '' },
        ResultPath: '$.failure',
        Next: 'EndFailed',
      },
      // What cannot be put back ends: asking again would answer itself with what was said before.
      Repaired: invoke('goOn', {
        payload: { ...run, from: at('$.repair.from'), by: 'repair' },
        keep: ['from', 'batches'],
        resultPath: '$.work',
        catch: [catchInto('EndFailed')],
        next: 'GoOn',
      }),
      GoOn: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.work.from', StringEquals: 'hand-ins', Next: 'HandIns' },
          { Variable: '$.work.from', StringEquals: 'freeze', Next: 'Snapshot' },
          { Variable: '$.work.from', StringEquals: 'score', Next: 'ScoreBatches' },
          { Variable: '$.work.from', StringEquals: 'rank', Next: 'RankUnits' },
          { Variable: '$.work.from', StringEquals: 'render', Next: 'RenderDocuments' },
          { Variable: '$.work.from', StringEquals: 'sign-off', Next: 'AskSignOff' },
        ],
        Default: 'PublishReport',
      },
      Snapshot: {
        Type: 'Choice',
        Choices: [{ Variable: '$.kind', StringEquals: 're-evaluation', Next: 'DeriveInputs' }],
        Default: 'PlanFreeze',
      },
      PublishReport: invoke('publishReport', {
        payload: run,
        resultPath: null,
        catch: caught,
        next: 'Published',
      }),
      Published: { Type: 'Succeed' },
      EndReturned: invoke('endRun', {
        payload: { ...run, error: null, cause: null },
        resultPath: null,
        catch: [catchInto('RunNotEnded')],
        next: 'Returned',
      }),
      // The office did its work and said no: nothing failed, and nobody need be woken.
      Returned: { Type: 'Succeed' },
      EndFailed: invoke('endRun', {
        payload: { ...run, error: at('$.failure.Error'), cause: at('$.failure.Cause') },
        resultPath: null,
        catch: [catchInto('RunNotEnded')],
        next: 'RunFailed',
      }),
      RunFailed: failWithWhatWasCaught,
      RunNotOpened: failWithWhatWasCaught,
      // The cycle still holds the run as active; docs/runbook.md says how an operator ends it.
      RunNotEnded: failWithWhatWasCaught,
    },
  };
}

/** A map carries what all its items came to at once: the causes of a dozen batches would break its 262,144 bytes, past any catch. */
const nothing: PassState = { Type: 'Pass', Result: {}, ResultPath: '$', End: true };

const failWithWhatWasCaught: EndState = {
  Type: 'Fail',
  ErrorPath: '$.failure.Error',
  CausePath: '$.failure.Cause',
};

function catchInto(next: string): Catcher {
  return { ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: next };
}

/** A value that is read from a path, as against one that is stated. */
type At = Readonly<{ path: Path }>;
function at(path: Path): At {
  return { path };
}

/** A payload with exactly the members of the task's input. */
type PayloadOf<Task extends TaskName> = Readonly<
  Record<keyof z.input<(typeof tasks)[Task]['input']> & string, At | string | null>
>;

type InvokeOptions<Task extends TaskName> = Readonly<{
  payload: PayloadOf<Task>;
  resultPath: Path | null;
  catch: readonly Catcher[];
  /** Null ends the iteration. */
  next: string | null;
}>;

/**
 * Builds task states. All speak `lambda:invoke`, with a token or without: one shape of parameters, and errors by the names
 * that functions give them.
 */
function taskBuilder(functions: Readonly<Record<TaskName, TaskFunction>>) {
  const state = <Task extends TaskName>(
    task: Task,
    how: 'invoke' | 'invoke.waitForTaskToken',
    { payload, resultPath, catch: catchers, next }: InvokeOptions<Task>,
  ) => ({
    Type: 'Task' as const,
    Resource: `arn:${Aws.PARTITION}:states:::lambda:${how}`,
    Parameters: { FunctionName: functions[task].arn, Payload: pathsMarked(payload) },
    ResultPath: resultPath,
    Catch: catchers,
    ...(next === null ? { End: true as const } : { Next: next }),
  });

  return Object.assign(
    /** A step. What the function answers is kept under `resultPath`, narrowed to the members named by `keep`. */
    <Task extends TaskName>(
      task: Task,
      options: InvokeOptions<Task> &
        Readonly<{ keep?: readonly (keyof z.output<(typeof tasks)[Task]['output']> & string)[] }>,
    ): TaskState => ({
      ...state(task, 'invoke', options),
      ...(options.keep === undefined
        ? {}
        : {
            ResultSelector: Object.fromEntries(
              options.keep.map((member) => [`${member}.$`, `$.Payload.${member}`]),
            ),
          }),
      // Lambda stops the function first, and says so; this is for the case that nothing comes back at all.
      TimeoutSeconds: functions[task].timeoutSeconds + 15,
      Retry: retryPolicies.step,
    }),
    {
      /** A task that waits for somebody, for the seconds that the path holds. */
      andWait: <Task extends TaskName>(
        task: Task,
        options: InvokeOptions<Task> & Readonly<{ timeoutPath: Path }>,
      ): TaskState => ({
        ...state(task, 'invoke.waitForTaskToken', options),
        TimeoutSecondsPath: options.timeoutPath,
        Retry: retryPolicies.asking,
      }),
    },
  );
}

/** In a payload, a member that is read from a path has `.$` after its name. */
function pathsMarked(payload: Readonly<Record<string, At | string | null>>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(payload).map(([member, value]) =>
      value !== null && typeof value === 'object' ? [`${member}.$`, value.path] : [member, value],
    ),
  );
}

/** Does the same for each of a list, so many at once, and keeps nothing of what comes back. One that fails fails the whole. */
function forEach(
  itemsPath: Path,
  options: Readonly<{
    item: Readonly<Record<`${string}.$`, Path>>;
    atOnce: number;
    startAt: string;
    states: StateMachineDefinition['States'];
    catch: readonly Catcher[];
    next: string;
  }>,
): MapState {
  return {
    Type: 'Map',
    ItemsPath: itemsPath,
    ItemSelector: options.item,
    MaxConcurrency: options.atOnce,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: options.startAt,
      States: options.states,
    },
    ResultPath: null,
    Catch: options.catch,
    Next: options.next,
  };
}
