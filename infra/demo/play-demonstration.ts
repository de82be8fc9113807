import { routes } from '../../shared/contracts/routes.ts';
import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { DemoAccount } from './accounts.ts';
import { people, type Person, type SignIn } from './api-client.ts';
import {
  cityDeductions,
  incidents,
  planAppeals,
  planDeductions,
  type PlannedDeduction,
  planPoints,
  planPortalPoints,
} from './plan-assessment.ts';
import { planRegister } from './plan-register.ts';
import {
  handInEvidence,
  keyOf,
  replaceReturned,
  reviewEvidence,
  type EvidenceScene,
} from './play-evidence.ts';
import { filePlan, followPlan, mendProblems } from './play-plan.ts';
import {
  followToSignOff,
  handInWhileWaiting,
  reEvaluate,
  signAndPublish,
  startBySchedule,
  type YearEndScene,
} from './play-year-end.ts';
import { forEachOf, type Step } from './story.ts';

type UnitOf = CycleDefinition['units'][number];

/** The body that lets its deadline pass: it is no evaluated unit, so its silence hides nobody's deduction of points. */
const silentBody = 'trade-union';
/** Rows to a call: the most that the API takes. */
const rowsPerCall = 90;

export type Stage = Readonly<{
  origin: string;
  definition: CycleDefinition;
  accounts: readonly DemoAccount[];
  seed: string;
  fireSchedule: () => void;
  /** Where people sign in, when that is not the runtime's own issuer. */
  signIn?: SignIn;
}>;

/** The demonstration year, step by step. Everybody acts through the API with an account of their own. */
export function demonstrationSteps(stage: Stage): readonly Step[] {
  const { definition, seed } = stage;
  const cycle = definition.cycle.id;
  const asPerson = people(stage.origin, stage.signIn);
  const person = (username: string): Person => {
    const account = stage.accounts.find((each) => each.username === username);
    if (account === undefined) throw new Error(`There is no demonstration account ${username}`);
    return asPerson(account);
  };
  const clerk = (unit: UnitOf) => person(`unit-${unit.id}`);
  // Nobody judges their own unit: the county office's is reviewed by somebody from outside.
  const reviewer = (unit: UnitOf) =>
    person(unit.id === '001' ? 'reviewer-outside' : unit.order % 2 === 0 ? 'reviewer-a' : 'reviewer-b');
  const evidenceScene = (unit: UnitOf): EvidenceScene => ({
    cycle,
    seed,
    unit,
    clerk: clerk(unit),
    reviewer: reviewer(unit),
  });
  const units = definition.units;
  const step = (name: string, day: string, title: string, run: Step['run']): Step => ({
    name,
    at: `${day}T02:00:00.000Z`,
    title,
    run: async (report) => {
      await person('admin-a').call(routes.setRehearsalClock, {
        params: {},
        body: { now: `${day}T02:00:00.000Z` },
      });
      await run(report);
    },
  });

  const registering = Array.from({ length: 12 }, (_, index) => index + 1).map((month) =>
    step(
      `register-${month}`,
      lastDays[month - 1] ?? '2018-12-28',
      `${month}月：各单位登记公开信息`,
      (report) => forEachOf(units, report, (unit) => registerMonth(clerk(unit), stage, unit, month)),
    ),
  );
  return [
    ...registering.slice(0, 2),
    step('plan', '2018-03-05', '民政局报送全年推进计划', () => filePlan(cycle, person)),
    ...registering.slice(2, 6),
    step('plan-replies', '2018-07-05', '单位反馈进展，民政局答复并报送季度小结', (report) =>
      followPlan(cycle, townships(stage), person, report),
    ),
    ...registering.slice(6, 9),
    step('evidence', '2018-10-15', '各单位上传佐证材料', (report) =>
      forEachOf(units, report, (unit) => handInEvidence(evidenceScene(unit))),
    ),
    ...registering.slice(9, 11),
    step('review', '2018-12-03', '评审材料：认可或退回', (report) =>
      forEachOf(units, report, (unit) => reviewEvidence(evidenceScene(unit))),
    ),
    step('replace', '2018-12-10', '被退回的单位补报', (report) =>
      forEachOf(units, report, (unit) => replaceReturned(evidenceScene(unit))),
    ),
    step('deductions', '2018-12-12', '牵头部门登记倒扣分并告知单位', (report) =>
      recordDeductions(stage, person, report),
    ),
    step('city-and-incidents', '2018-12-14', '市级扣分、失泄密与败诉：登记和复核', () =>
      decide(cycle, seed, person('admin-b'), person('admin-a')),
    ),
    step('replies', '2018-12-17', '单位对倒扣分作出说明', (report) =>
      replyToDeductions(stage, person, report),
    ),
    step('answers', '2018-12-20', '牵头部门答复说明', (report) => answerReplies(stage, person, report)),
    ...registering.slice(11),
    step('points', '2018-12-30', '评审与外网办评分', (report) =>
      forEachOf(units, report, async (unit) => {
        const params = { cycle, unit: unit.id };
        await reviewer(unit).call(routes.givePoints, { params, body: { points: planPoints(unit, seed) } });
        await person('body-portal-office').call(routes.givePoints, {
          params,
          body: { points: planPortalPoints(unit, seed) },
        });
      }),
    ),
    step('dry-run', '2018-12-31', '试算：看看报告会怎么写', async () => {
      await person('admin-b').call(routes.makeDryRun, {
        params: { cycle },
        body: {},
        key: keyOf(seed, 'dry run'),
      });
    }),
    ...yearEnd(stage, person, step),
    step('appeals', '2019-01-08', '两个单位申请复核：一个不成立，一个成立', () =>
      playAppeals(stage, person, reviewer),
    ),
    step('re-evaluation', '2019-01-15', '落实复核决定：重新评价，公布第 2 版', (report) =>
      reEvaluate(yearEndScene(stage, person), keyOf(seed, 're-evaluation'), report),
    ),
    step('problem-letters', '2019-01-16', '向各单位发出问题清单，个别单位报告整改', async () => {
      await person('admin-a').call(routes.issueProblemLetters, {
        params: { cycle },
        body: { mendBy: '2019-03-29' },
      });
      await mendProblems(cycle, townships(stage), person);
    }),
  ];
}

const lastDays = [
  '01-31',
  '02-28',
  '03-31',
  '04-30',
  '05-31',
  '06-30',
  '07-31',
  '08-31',
  '09-30',
  '10-31',
  '11-30',
  '12-29',
].map((day) => `2018-${day}`);

function yearEndScene(stage: Stage, person: (username: string) => Person): YearEndScene {
  return {
    cycle: stage.definition.cycle.id,
    admin: person('admin-a'),
    reviewer: person('admin-b'),
    signer: person('signer'),
    bodies: new Map(
      stage.definition.bodies
        .filter((body) => body.id !== silentBody)
        .map((body) => [body.id, person(`body-${body.id}`)]),
    ),
    fireSchedule: stage.fireSchedule,
  };
}

function yearEnd(
  stage: Stage,
  person: (username: string) => Person,
  step: (name: string, day: string, title: string, run: Step['run']) => Step,
): Step[] {
  const scene = yearEndScene(stage, person);
  const day = '2019-01-05';
  return [
    step('year-end-start', day, '年终评价按计划启动', () => startBySchedule(scene)),
    step('hand-ins', day, '牵头部门和外网办报送', (report) => handInWhileWaiting(scene, report)),
    step('run', day, '等待截止，冻结、评分、排名、生成报告', (report) => followToSignOff(scene, report)),
    step('publish', day, '核稿、签发并公布', () => signAndPublish(scene)),
  ];
}

/** A unit registers a month's rows, and has second thoughts about some. */
async function registerMonth(
  clerk: Person,
  { definition, seed }: Stage,
  unit: UnitOf,
  month: number,
): Promise<void> {
  const cycle = definition.cycle.id;
  const plan = planRegister(unit, definition.cycle.columns, cycle, seed)[month - 1];
  if (plan === undefined || plan.rows.length === 0) return;
  const params = { cycle, unit: unit.id };
  const added: { id: string }[] = [];
  for (let start = 0; start < plan.rows.length; start += rowsPerCall) {
    const rows = plan.rows.slice(start, start + rowsPerCall);
    const key = keyOf(seed, `register ${unit.id} ${month} ${start}`);
    added.push(...(await clerk.call(routes.addRegisterRows, { params, body: { rows }, key })).items);
  }
  for (const place of plan.corrected) {
    const [row, entry] = [added[place], plan.rows[place]];
    if (row === undefined || entry === undefined) continue;
    const body = { ...entry, title: `${entry.title}（更正）` };
    await clerk.call(routes.correctRegisterRow, { params: { ...params, row: row.id }, body });
  }
  for (const place of plan.withdrawn) {
    const row = added[place];
    if (row !== undefined)
      await clerk.call(routes.withdrawRegisterRow, {
        params: { ...params, row: row.id },
        body: { reason: '重复发布（演示）' },
      });
  }
}

async function recordDeductions(
  { definition, seed }: Stage,
  person: (username: string) => Person,
  report: (done: number, total: number) => void,
): Promise<void> {
  const planned = planDeductions(definition, seed);
  const cycle = definition.cycle.id;
  await forEachOf(planned, report, async ({ body, fate: _, ...line }) => {
    await person(`body-${body}`).call(routes.recordDeduction, {
      params: { cycle, body },
      body: line,
      key: keyOf(seed, `deduction ${body} ${line.unit}`),
    });
  });
  for (const body of new Set(planned.map((line) => line.body)))
    await person(`body-${body}`).call(routes.tellDeductions, {
      params: { cycle, body },
      body: { deductions: [] },
    });
}

/** Those of the plan to which somebody replies, with the ids that they were given. */
async function repliedTo({ definition, seed }: Stage, person: (username: string) => Person) {
  const cycle = definition.cycle.id;
  const planned = planDeductions(definition, seed).filter(({ fate }) => fate !== 'unanswered');
  const found: { line: PlannedDeduction; deduction: string }[] = [];
  for (const line of planned) {
    const { items } = await person(`unit-${line.unit}`).call(routes.listUnitDeductions, {
      params: { cycle, unit: line.unit },
    });
    const own = items.find((each) => each.body === line.body);
    if (own === undefined) throw new Error(`Unit ${line.unit} was not told of the demonstration’s deduction`);
    found.push({ line, deduction: own.id });
  }
  return found;
}

async function replyToDeductions(
  stage: Stage,
  person: (username: string) => Person,
  report: (done: number, total: number) => void,
): Promise<void> {
  const cycle = stage.definition.cycle.id;
  await forEachOf(await repliedTo(stage, person), report, async ({ line: { unit, body }, deduction }) => {
    await person(`unit-${unit}`).call(routes.replyToDeduction, {
      params: { cycle, unit, body, deduction },
      body: { text: '办事指南已于 11 月更新，请核实（演示）', evidence: [] },
    });
  });
}

async function answerReplies(
  stage: Stage,
  person: (username: string) => Person,
  report: (done: number, total: number) => void,
): Promise<void> {
  const cycle = stage.definition.cycle.id;
  await forEachOf(await repliedTo(stage, person), report, async ({ line, deduction }) => {
    const { body, fate } = line;
    const params = { cycle, body, deduction };
    const who = person(`body-${body}`);
    if (fate === 'withdrawn') {
      await who.call(routes.withdrawDeduction, { params, body: { reason: '核实后确已更新（演示）' } });
      return;
    }
    const points = fate === 'reduced' ? '0.1' : null;
    const reason = fate === 'reduced' ? '部分事项已更新，酌情减扣（演示）' : '检查时尚未更新，维持（演示）';
    await who.call(routes.answerDeductionReply, { params, body: { points, reason } });
  });
}

/** Two units dispute an item; its reviewer answers, and an admin who is of no unit decides. */
async function playAppeals(
  { definition, seed }: Stage,
  person: (username: string) => Person,
  reviewer: (unit: UnitOf) => Person,
): Promise<void> {
  for (const { unit, item, grounds, answer, decision } of planAppeals(definition, seed)) {
    const params = { cycle: definition.cycle.id, unit: unit.id };
    const filed = await person(`unit-${unit.id}`).call(routes.fileAppeal, {
      params,
      body: { item, grounds, evidence: [], links: [] },
      key: keyOf(seed, `appeal ${unit.id}`),
    });
    const place = { ...params, appeal: filed.id };
    if (filed.status === 'filed')
      await reviewer(unit).call(routes.answerAppeal, { params: place, body: { text: answer } });
    await person('admin-b').call(routes.decideAppeal, { params: place, body: decision });
  }
}

function townships({ definition }: Stage): readonly UnitOf[] {
  return definition.units.filter((unit) => unit.class === 'township');
}

/** One admin records and decides, the other confirms. */
async function decide(cycle: string, seed: string, first: Person, second: Person): Promise<void> {
  const params = { cycle };
  for (const body of cityDeductions) {
    const made = await first.call(routes.recordCityDeduction, {
      params,
      body,
      key: keyOf(seed, `city ${body.body}`),
    });
    await second.call(routes.confirmCityDeduction, { params: { ...params, deduction: made.id } });
  }
  for (const body of incidents) {
    const made = await first.call(routes.decideIncident, {
      params,
      body,
      key: keyOf(seed, `incident ${body.unit}`),
    });
    await second.call(routes.confirmIncident, { params: { ...params, incident: made.id } });
  }
}
