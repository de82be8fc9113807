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

test('a task that is done answers and says so by its function’s name alone', async () => {
  const { answer, lines } = run(() => Promise.resolve(done));
  expect(await answer).toEqual(done);
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { level: 'INFO', code: 'task-done', task: 'function-under-test' },
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
  await expect(answer).rejects.toMatchObject({ name: 'ZodError' });
});
