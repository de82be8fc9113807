import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { yearEndDefinition, type TaskFunction } from '../../../infra/constructs/year-end-definition.ts';
import { functionOfTask } from '../../../infra/constructs/year-end-machine.ts';
import { prepareDefinition } from '../../../infra/local/step-functions/definition.ts';
import { taskErrors, tasks, type TaskName } from '../../../shared/contracts/tasks.ts';

/**
 * The definition is carried out by an interpreter of the language, prepared for it as the embedded runtime does, with
 * stand-ins for the functions: each reads what it is handed with its task's own schema, and answers what that allows.
 */
const ref = { cycle: '2018', run: '0001' };
const sha256 = 'a'.repeat(64);
const bodies = ['internal-affairs', 'service-centre', 'civil-affairs', 'trade-union', 'portal-office'];

type Answers = { [Task in TaskName]: (input: z.output<(typeof tasks)[Task]['input']>) => unknown };
function willing(): Answers {
  return {
    openRun: () => ({
      ...ref,
      kind: 'year-end',
      bodies,
      handInSeconds: 600,
      signOffSeconds: 600,
      repairSeconds: 600,
    }),
    // A task with a token ends with what its callback says; what its function answers goes nowhere.
    askBody: ({ body }) => tasks.askBody.callback.parse({ body, outcome: 'handed-in' }),
    passOverBody: ({ body }) => ({ body, outcome: 'silent' }),
    planFreeze: () => ({ batches: [{ batch: 0 }, { batch: 1 }] }),
    freezeBatch: ({ batch }) => ({ batch, units: 32 }),
    sealInputs: () => ({ batches: [{ batch: 0 }, { batch: 1 }], inputsSha256: sha256 }),
    deriveInputs: () => ({ batches: [{ batch: 0 }], inputsSha256: sha256 }),
    scoreBatch: ({ batch }) => ({ batch, units: 32 }),
    rankUnits: () => ({ units: 64, resultSha256: sha256 }),
    renderDocuments: () => ({ files: 2 }),
    renderReport: () => ({ files: 70 }),
    askSignOff: () => tasks.askSignOff.callback.parse({ decision: 'approve', comment: null }),
    // Nobody mends anything, unless a test says so.
    askRepair: () => tasks.askRepair.callback.parse({ from: 'end' }),
    goOn: ({ from }) => ({ from, batches: [{ batch: 0 }] }),
    publishReport: () => ({ revision: 1 }),
    endRun: () => ({ ended: true }),
  };
}

class Failure extends Error {
  constructor(name: string, message = 'as arranged') {
    super(message);
    this.name = name;
  }
}
const failWith = (name: string) => () => {
  throw new Failure(name);
};

const stateOfTask = Object.fromEntries(
  Object.keys(functionOfTask).map((task) => [task.charAt(0).toUpperCase() + task.slice(1), task]),
);
const taskName = z.custom<TaskName>((value: unknown) => typeof value === 'string' && value in tasks);
const definition = prepared({
  openRun: fn('openRun'),
  askBody: fn('askBody'),
  passOverBody: fn('passOverBody'),
  planFreeze: fn('planFreeze'),
  freezeBatch: fn('freezeBatch'),
  sealInputs: fn('sealInputs'),
  deriveInputs: fn('deriveInputs'),
  scoreBatch: fn('scoreBatch'),
  rankUnits: fn('rankUnits'),
  renderDocuments: fn('renderDocuments'),
  renderReport: fn('renderReport'),
  askSignOff: fn('askSignOff'),
  askRepair: fn('askRepair'),
  goOn: fn('goOn'),
  publishReport: fn('publishReport'),
  endRun: fn('endRun'),
});
/** The partition is known at deployment; here it is any. */
function prepared(functions: Parameters<typeof yearEndDefinition>[0]) {
  const text = JSON.stringify(yearEndDefinition(functions)).replaceAll(
    /arn:[^:"]+:states:/g,
    'arn:aws:states:',
  );
  return prepareDefinition('year-end', text).definition;
}
function fn(task: TaskName): TaskFunction {
  return { arn: task, timeoutSeconds: 30 };
}

type Call = Readonly<{ task: TaskName; input: unknown }>;
type Outcome = Readonly<{
  calls: readonly Call[];
  /** The last state, and the error of one that failed. */
  end: string;
  error: string | null;
  largestInput: number;
}>;

const parameters = z.object({ FunctionName: taskName, Payload: z.unknown() });
const stateEvent = z.object({ type: z.string(), state: z.object({ name: z.string(), input: z.unknown() }) });
const interpreted = z.custom<StateMachineDefinition>(
  (value: unknown) => typeof value === 'object' && value !== null,
);

async function carryOut(
  answers: Answers,
  input: unknown = { cycle: '2018', startedBy: 'schedule' },
): Promise<Outcome> {
  const calls: Call[] = [];
  const answer = async (given: unknown) => {
    const { FunctionName: task, Payload } = parameters.parse(given);
    calls.push({ task, input: Payload });
    const answered = call(answers, task, Payload);
    const waits = task === 'askBody' || task === 'askSignOff' || task === 'askRepair';
    return z
      .json()
      .parse(waits ? answered : { StatusCode: 200, Payload: tasks[task].output.parse(answered) });
  };
  const states = [
    ...Object.keys(stateOfTask),
    ...['EndReturned', 'EndFailed', 'AwaitRepair', 'AwaitCorrections', 'Repaired', 'ReturnToStep'],
  ];
  const execution = new StateMachine(interpreted.parse(definition), {
    validationOptions: { noValidate: true },
  }).run(z.json().parse(input), {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(states.map((state) => [state, answer])),
      retryIntervalOverrides: Object.fromEntries(states.map((state) => [state, 0])),
    },
    context: { Execution: { Id: 'arn:execution' }, Task: { Token: 'token' } },
  });
  let end = '';
  let largestInput = 0;
  const follow = (async () => {
    for await (const event of execution.eventLogs) {
      const entered = stateEvent.safeParse(event);
      if (!entered.success || entered.data.type !== 'StateEntered') continue;
      end = entered.data.state.name;
      largestInput = Math.max(largestInput, JSON.stringify(entered.data.state.input).length);
    }
  })();
  const error = await execution.result.then(
    () => null,
    (thrown: unknown) => z.object({ cause: z.object({ name: z.string() }) }).parse(thrown).cause.name,
  );
  await follow;
  return { calls, end, error, largestInput };
}

function call<Task extends TaskName>(answers: Answers, task: Task, payload: unknown): unknown {
  const input: unknown = tasks[task].input.parse(payload);
  return z
    .custom<(input: unknown) => unknown>((value: unknown) => typeof value === 'function')
    .parse(answers[task])(input);
}

const called = ({ calls }: Outcome, task: TaskName) => calls.filter((each) => each.task === task);

let answers: Answers;
beforeEach(() => {
  answers = willing();
});

describe('the year-end machine, carried out', () => {
  test('hands every function what its schema takes, in the order of the year end, and ends as published', async () => {
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'Published', error: null });
    const order = [...new Set(outcome.calls.map(({ task }) => task))];
    expect(order).toEqual([
      'openRun',
      'askBody',
      'planFreeze',
      'freezeBatch',
      'sealInputs',
      'scoreBatch',
      'rankUnits',
      'renderDocuments',
      'renderReport',
      'askSignOff',
      'publishReport',
    ]);
    expect(
      called(outcome, 'askBody').map(({ input }) => z.object({ body: z.string() }).parse(input).body),
    ).toEqual(bodies);
    expect(called(outcome, 'scoreBatch')).toHaveLength(2);
  });

  test('of a re-evaluation asks no body and freezes nothing: its snapshot is derived, and the rest is the same', async () => {
    const ofYearEnd = answers.openRun;
    answers.openRun = (input) => ({ ...z.looseObject({}).parse(ofYearEnd(input)), kind: 're-evaluation' });
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'Published', error: null });
    expect(outcome.calls.map(({ task }) => task)).toEqual([
      'openRun',
      'deriveInputs',
      'scoreBatch',
      'rankUnits',
      'renderDocuments',
      'renderReport',
      'askSignOff',
      'publishReport',
    ]);
  });

  test('is started by the schedule without a cycle: the first function finds which year it is', async () => {
    const outcome = await carryOut(answers, { cycle: null, startedBy: 'schedule' });
    expect(called(outcome, 'openRun')).toEqual([
      { task: 'openRun', input: { cycle: null, startedBy: 'schedule', execution: 'arn:execution' } },
    ]);
    expect(outcome.end).toBe('Published');
  });

  test('carries pointers and no data: 1,000 batches of 100 units stay far below the 262,144 bytes of a payload', async () => {
    const many = { batches: Array.from({ length: 1000 }, (_, batch) => ({ batch })) };
    answers.planFreeze = () => many;
    answers.sealInputs = () => ({ ...many, inputsSha256: sha256 });
    const outcome = await carryOut(answers);
    expect(outcome.end).toBe('Published');
    expect(outcome.largestInput).toBeLessThan(30_000);
  });

  test('passes over a body that stays silent until the deadline, and goes on with the others', async () => {
    answers.askBody = ({ body }) => {
      if (body === 'civil-affairs') throw new Failure('States.Timeout', '');
      return { body, outcome: 'handed-in' };
    };
    const outcome = await carryOut(answers);
    expect(called(outcome, 'passOverBody').map(({ input }) => input)).toEqual([
      { ...ref, body: 'civil-affairs' },
    ]);
    expect(outcome.end).toBe('Published');
  });

  test('asks a body once more that was given more time, and goes on when it hands in', async () => {
    let asks = 0;
    answers.askBody = ({ body }) => {
      if (body === 'civil-affairs' && (asks += 1) === 1) throw new Failure('States.Timeout', '');
      return { body, outcome: 'handed-in' };
    };
    answers.passOverBody = ({ body }) => ({ body, outcome: 'extended' });
    const outcome = await carryOut(answers);
    expect(asks).toBe(2);
    expect(called(outcome, 'passOverBody')).toHaveLength(1);
    expect(outcome.end).toBe('Published');
  });

  test('publishes nothing that was not approved: a returned report ends the run with the comment, and fails nothing', async () => {
    answers.askSignOff = () => ({ decision: 'return', comment: '请核对第三部分', to: 'end' });
    const outcome = await carryOut(answers);
    expect(called(outcome, 'publishReport')).toEqual([]);
    expect(called(outcome, 'endRun').map(({ input }) => input)).toEqual([
      { ...ref, error: null, cause: null },
    ]);
    expect(outcome).toMatchObject({ end: 'Returned', error: null });
  });

  const everyStep = [
    'askBody',
    'passOverBody',
    'planFreeze',
    'freezeBatch',
    'sealInputs',
    'scoreBatch',
    'rankUnits',
    'renderDocuments',
    'renderReport',
    'askSignOff',
    'publishReport',
  ] as const satisfies readonly TaskName[];

  test.each(everyStep)(
    'a refusal of %s is not repeated: the run stops and asks for repair; given up, it ends, and the execution fails',
    async (step) => {
      if (step === 'passOverBody') answers.askBody = failWith('States.Timeout');
      answers[step] = failWith(taskErrors.refused);
      // What the next step finds missing stops the run; here nobody looks.
      if (step === 'freezeBatch') answers.sealInputs = failWith(taskErrors.refused);
      if (step === 'scoreBatch') answers.rankUnits = failWith(taskErrors.refused);
      const outcome = await carryOut(answers);
      expect(called(outcome, 'askRepair').map(({ input }) => input)).toEqual([
        { ...ref, taskToken: 'token', error: taskErrors.refused, cause: 'as arranged' },
      ]);
      expect(outcome).toMatchObject({ end: 'RunFailed', error: 'GivenUp' });
      expect(called(outcome, 'endRun')).toHaveLength(1);
    },
  );

  test.each(everyStep)(
    '%s may find the store busy once: it is done again, and the report is published',
    async (step) => {
      if (step === 'passOverBody') answers.askBody = failWith('States.Timeout');
      const calm: (input: never) => unknown = answers[step];
      let busy = true;
      answers[step] = (input: unknown) => {
        if (busy) {
          busy = false;
          throw new Failure(taskErrors.busy);
        }
        return z.custom<(input: unknown) => unknown>(() => true).parse(calm)(input);
      };
      expect(await carryOut(answers)).toMatchObject({ end: 'Published', error: null });
    },
  );

  test('a run that was not opened is not ended: there may be another, which it must leave alone', async () => {
    answers.openRun = failWith(taskErrors.refused);
    const outcome = await carryOut(answers);
    expect(outcome.calls.map(({ task }) => task)).toEqual(['openRun']);
    expect(outcome).toMatchObject({ end: 'RunNotOpened', error: taskErrors.refused });
  });

  test('a sign-off that never comes ends the run: its cycle is free for another', async () => {
    answers.askSignOff = failWith('States.Timeout');
    const outcome = await carryOut(answers);
    answers.askRepair = failWith('States.Timeout');
    const late = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'RunFailed', error: 'GivenUp' });
    expect(late).toMatchObject({ end: 'RunFailed', error: 'States.Timeout' });
    for (const each of [outcome, late]) expect(called(each, 'endRun')).toHaveLength(1);
  });

  const goingOn = {
    'hand-ins': 'askBody',
    freeze: 'planFreeze',
    score: 'scoreBatch',
    rank: 'rankUnits',
    render: 'renderDocuments',
    'sign-off': 'askSignOff',
    publish: 'publishReport',
  } as const satisfies Readonly<Record<string, TaskName>>;

  test.each(Object.entries(goingOn))('mended, it goes on from %s, and publishes', async (from, next) => {
    let broken = true;
    answers.publishReport = () => {
      if (!broken) return { revision: 1 };
      broken = false;
      throw new Failure(taskErrors.refused);
    };
    answers.askRepair = () => tasks.askRepair.callback.parse({ from });
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'Published', error: null });
    const order = outcome.calls.map(({ task }) => task);
    expect(order[order.indexOf('goOn') + 1]).toBe(next);
    expect(called(outcome, 'goOn').map(({ input }) => input)).toEqual([{ ...ref, from, by: 'repair' }]);
  });

  test.each([
    ['hand-ins', 'askBody'],
    ['render', 'renderDocuments'],
  ] as const)('returned to %s by the signer, it goes on there at once', async (to, next) => {
    let returned = false;
    answers.askSignOff = () => {
      if (returned) return { decision: 'approve', comment: null };
      returned = true;
      return { decision: 'return', comment: '请核对', to };
    };
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'Published', error: null });
    const order = outcome.calls.map(({ task }) => task);
    expect(order[order.indexOf('goOn') + 1]).toBe(next);
    expect(called(outcome, 'goOn').map(({ input }) => input)).toEqual([{ ...ref, from: to, by: 'sign-off' }]);
  });

  test('returned to the freeze, it waits for the office to correct the record, and then freezes anew', async () => {
    let returned = false;
    answers.askSignOff = () => {
      if (returned) return { decision: 'approve', comment: null };
      returned = true;
      return { decision: 'return', comment: '请核对', to: 'freeze' };
    };
    answers.askRepair = () => tasks.askRepair.callback.parse({ from: 'freeze' });
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'Published', error: null });
    expect(called(outcome, 'askRepair').map(({ input }) => input)).toEqual([
      { ...ref, taskToken: 'token', error: 'Returned', cause: '请核对' },
    ]);
    expect(called(outcome, 'planFreeze')).toHaveLength(2);
  });

  test('what cannot be put back ends: it does not ask and answer itself for ever', async () => {
    answers.renderReport = failWith(taskErrors.refused);
    answers.askRepair = () => tasks.askRepair.callback.parse({ from: 'render' });
    answers.goOn = failWith(taskErrors.refused);
    const outcome = await carryOut(answers);
    expect(outcome).toMatchObject({ end: 'RunFailed', error: taskErrors.refused });
    expect(called(outcome, 'askRepair')).toHaveLength(1);
  });

  test('a batch that fails stops no other batch', async () => {
    answers.scoreBatch = ({ batch }) => {
      if (batch === 0) throw new Failure(taskErrors.refused);
      return { batch, units: 32 };
    };
    const outcome = await carryOut(answers);
    expect(
      called(outcome, 'scoreBatch').map(({ input }) => z.object({ batch: z.int() }).parse(input).batch),
    ).toEqual([0, 1]);
    expect(called(outcome, 'rankUnits')).toHaveLength(1);
  });

  test('an ending that fails too still fails the execution, which is what the alarm hears', async () => {
    answers.renderReport = failWith(taskErrors.refused);
    answers.endRun = failWith(taskErrors.refused);
    expect(await carryOut(answers)).toMatchObject({ end: 'RunNotEnded', error: taskErrors.refused });
  });
});
