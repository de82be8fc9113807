import { setTimeout as wait } from 'node:timers/promises';
import { routes } from '../../shared/contracts/routes.ts';
import type { RunView } from '../../shared/contracts/run-views.ts';
import type { Person } from './api-client.ts';

export type YearEndScene = Readonly<{
  cycle: string;
  admin: Person;
  /** An admin of no unit, who reads the report before it is signed. */
  reviewer: Person;
  signer: Person;
  /** Bodies that hand in, with who acts for each; the others stay silent. */
  bodies: ReadonlyMap<string, Person>;
  fireSchedule: () => void;
}>;

/** Polls of 150 ms: ten minutes, far more than the demonstration's deadlines. */
const mostPolls = 4000;

/** The schedule fires, unless an earlier start of this demonstration has seen to it. */
export async function startBySchedule(scene: YearEndScene): Promise<void> {
  if ((await latestRun(scene)) === null) scene.fireSchedule();
  await until(scene, (run) => run !== null, 'the run to open');
}

/** The bodies hand in while the run waits for them; the silent one's deadline passes. */
export async function handInWhileWaiting(
  scene: YearEndScene,
  report: (done: number, total: number) => void,
): Promise<void> {
  await until(
    scene,
    (run) => run !== null && (run.step !== 'hand-ins' || run.waitingFor.length > 0),
    'the run to ask',
  );
  let done = 0;
  for (const [body, person] of scene.bodies) {
    await person.call(routes.handIn, {
      params: { cycle: scene.cycle, body },
      body: {
        note: '本年度评分已全部报送（演示）',
        workReport: '本年度按计划完成了督导和检查，扣分均已告知单位并办结（演示）',
      },
    });
    done += 1;
    report(done, scene.bodies.size);
  }
}

/** Follows the run to its sign-off, telling each step's counts. */
export async function followToSignOff(
  scene: YearEndScene,
  report: (done: number, total: number) => void,
): Promise<void> {
  await until(
    scene,
    (run) => {
      const now = run?.progress.at(-1);
      if (now !== undefined) report(now.done, now.total);
      return run !== null && (run.step === 'sign-off' || run.status !== 'active');
    },
    'the run to reach its sign-off',
  );
}

/** The signer approves, and the report is published. */
export async function signAndPublish(scene: YearEndScene): Promise<void> {
  const run = await latestRun(scene);
  if (run === null) throw new Error('The year-end run is gone');
  if (run.status === 'active') {
    if (!run.reviewed)
      await scene.reviewer.call(routes.reviewReport, {
        params: { cycle: scene.cycle, run: run.id },
        body: { comment: '已核对（演示）' },
      });
    await scene.signer.call(routes.signOff, {
      params: { cycle: scene.cycle, run: run.id },
      body: { decision: 'approve', comment: '同意公布（演示）' },
    });
  }
  await until(scene, (now) => now?.status === 'published', 'the report to be published');
}

/** An admin starts a re-evaluation of what appeals have decided; another reads it, and it is signed and published. */
export async function reEvaluate(
  scene: YearEndScene,
  key: string,
  report: (done: number, total: number) => void,
): Promise<void> {
  await scene.reviewer.call(routes.startReEvaluation, {
    params: { cycle: scene.cycle },
    body: { scope: { kind: 'all' }, reason: '落实复核申请的决定（演示）', changes: [] },
    key,
  });
  await followToSignOff(scene, report);
  await signAndPublish({ ...scene, reviewer: scene.admin });
}

async function until(
  scene: YearEndScene,
  reached: (run: RunView | null) => boolean,
  what: string,
): Promise<void> {
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const run = await latestRun(scene);
    if (reached(run)) return;
    if (run !== null && run.stopped !== null)
      throw new Error(`The run has stopped at ${run.stopped.step}: ${run.stopped.reason}`);
    if (run?.status === 'failed' || run?.status === 'returned') {
      throw new Error(`The year-end run ended as ${run.status} at ${run.step}: ${run.reason ?? ''}`);
    }
    await wait(150);
  }
  throw new Error(`Waited in vain for ${what}`);
}

async function latestRun({ cycle, admin }: YearEndScene): Promise<RunView | null> {
  const { items } = await admin.call(routes.listRuns, { params: { cycle } });
  return items.at(-1) ?? null;
}
