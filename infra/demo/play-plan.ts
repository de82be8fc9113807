import { routes } from '../../shared/contracts/routes.ts';
import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { Person } from './api-client.ts';
import { forEachOf } from './story.ts';

/** A lead body's plan with its replies, and after publication the letters of what is to be mended. */

type UnitOf = CycleDefinition['units'][number];
type People = (username: string) => Person;

const planBody = 'civil-affairs';
const planTasks = [
  {
    id: 'boards',
    title: '更换村务公开栏（演示）',
    detail: '每村一块，内容每月更新，报送照片',
    dueOn: '2018-06-30',
    for: { kind: 'class', class: 'township' },
  },
  {
    id: 'year-report',
    title: '报送全年村务公开情况（演示）',
    detail: null,
    dueOn: '2018-12-20',
    for: { kind: 'class', class: 'township' },
  },
] as const;

/** The body files its plan for the year. */
export async function filePlan(cycle: string, person: People): Promise<void> {
  await person(`body-${planBody}`).call(routes.fileWorkPlan, {
    params: { cycle: cycle, body: planBody },
    body: { tasks: [...planTasks] },
  });
}

/** Most townships say how far they are; the body finds most of it done and sends one back. */
export async function followPlan(
  cycle: string,
  townships: readonly UnitOf[],
  person: People,
  report: (done: number, total: number) => void,
): Promise<void> {
  const body = person(`body-${planBody}`);
  const answering = townships.slice(0, -2);
  await forEachOf(answering, report, async (unit) => {
    const done = unit !== answering[0];
    await person(`unit-${unit.id}`).call(routes.replyToTask, {
      params: { cycle, unit: unit.id, body: planBody, task: 'boards' },
      body: { text: done ? '全部更换完毕（演示）' : '已更换一半（演示）', evidence: [] },
    });
    await body.call(routes.answerTask, {
      params: { cycle, body: planBody, task: 'boards', unit: unit.id },
      body: { done, text: done ? null : '请在八月底前全部换完' },
    });
  });
  await body.call(routes.writeSummary, {
    params: { cycle, body: planBody, quarter: '2' },
    body: { text: '二季度督促各乡镇更换村务公开栏，多数已经完成（演示）' },
  });
}

/** The first three townships report what they have mended; the office agrees with one. */
export async function mendProblems(
  cycle: string,
  townships: readonly UnitOf[],
  person: People,
): Promise<void> {
  for (const [place, unit] of townships.slice(0, 3).entries()) {
    const clerk = person(`unit-${unit.id}`);
    const { letter } = await clerk.call(routes.getProblemLetter, { params: { cycle, unit: unit.id } });
    const problem = letter?.problems.find(({ status }) => status === 'open');
    if (problem === undefined) continue;
    const params = { cycle, unit: unit.id, problem: problem.code };
    await clerk.call(routes.reportProblem, { params, body: { text: '已按要求补齐材料（演示）' } });
    if (place === 0)
      await person('admin-b').call(routes.answerProblem, { params, body: { mended: true, text: null } });
  }
}
