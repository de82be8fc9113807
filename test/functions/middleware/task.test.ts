import { describe, expect, test } from 'vitest';
import { taskFunction } from '../../../functions/middleware/task.ts';
import { taskErrors, tasks } from '../../../shared/contracts/tasks.ts';
import { refuse } from '../../../shared/domain/errors.ts';
import { notImplemented } from '../../shared/app/world.ts';
import { lambdaContext, recordedLog } from '../http-call.ts';

const payload = { cycle: '2018', run: '0001', body: 'civil-affairs' };
const done = { body: 'civil-affairs', outcome: 'silent' } as const;

function run(work: () => Promise<typeof done>, input: unknown = payload) {
  const recorded = recordedLog();
  const handler = taskFunction(recorded, tasks.passOverBody, work);
  return { ...recorded, answer: Promise.resolve(handler(input, lambdaContext)) };
}
const failing = (error: unknown) =>
  run(async () => {
    throw error;
  });

test('a task that is done answers and says so by its function’s name and where in which run it stands', async () => {
  const { answer, lines } = run(() => Promise.resolve(done));
  expect(await answer).toEqual(done);
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'INFO', code: 'task-done', task: 'function-under-test', cycle: '2018', run: '0001' },
  ]);
});

test('the token that a task was given stands in no line: whoever has it can answer for a lead body', async () => {
  const recorded = recordedLog();
  const handler = taskFunction(recorded, tasks.askBody, async () => ({ asked: true as const }));
  await handler({ ...payload, taskToken: 'marked-token' }, lambdaContext);
  expect(recorded.lines).toHaveLength(1);
  expect(recorded.lines.join()).not.toContain('marked-token');
});

test('the task that opens a run names the execution, by which the call is found that started it, and the run', async () => {
  const recorded = recordedLog();
  const opened = {
    cycle: '2018',
    run: '0003',
    kind: 'year-end' as const,
    bodies: [],
    repairSeconds: 1,
    handInSeconds: 1,
    signOffSeconds: 1,
  };
  const handler = taskFunction(recorded, tasks.openRun, async () => opened);
  await handler({ cycle: null, startedBy: 'schedule', execution: 'arn:of-execution' }, lambdaContext);
  expect(recorded.lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { code: 'task-done', execution: 'arn:of-execution', cycle: '2018', run: '0003' },
  ]);
});

describe('errors have the names that the state machine’s retry and catch rules go by', () => {
  test.each([refuse.unavailable('busy-try-again'), refuse.conflict('changed-meanwhile')])(
    '%s is worth repeating',
    async (refusal) => {
      await expect(failing(refusal).answer).rejects.toMatchObject({ name: taskErrors.busy });
    },
  );

  test.each([
    refuse.conflict('run-active', { cycle: '2018', run: '0001' }),
    refuse.wrongState('frozen'),
    refuse.missing('cycle-unknown', { cycle: '2017' }),
  ])(
    '%s cannot be mended by repeating; its facts stand in the message for the run’s record',
    async (refusal) => {
      const { answer, lines } = failing(refusal);
      await expect(answer).rejects.toMatchObject({ name: taskErrors.refused, message: refusal.message });
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        level: 'WARN',
        code: 'task-refused',
        problem: refusal.code,
      });
    },
  );

  test('a fault keeps its own name, and what is no error becomes one', async () => {
    const fault = new TypeError('no such thing');
    const { answer, lines } = failing(fault);
    await expect(answer).rejects.toBe(fault);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'ERROR',
      code: 'task-failed',
      errorName: 'TypeError',
    });
    await expect(failing('just text').answer).rejects.toThrow('just text');
  });
});

test.each([
  ['a field too many', { ...payload, extra: true }],
  ['a field too few', { cycle: '2018', run: '0001' }],
  ['nothing', null],
])('a payload with %s fails before any work: the machine and the function do not agree', async (_, input) => {
  const { answer } = run(notImplemented('work'), input);
  await expect(answer).rejects.toMatchObject({ name: '$ZodError' });
});
