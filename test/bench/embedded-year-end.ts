import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  type HistoryEvent,
} from '@aws-sdk/client-sfn';
import * as z from 'zod/mini';
import { withoutLog } from '../../functions/adapters/client-settings.ts';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { givePoints } from '../../shared/app/assessment/give-points.ts';
import { fewAtATime } from '../../shared/app/few-at-a-time.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { RunView } from '../../shared/contracts/run-views.ts';
import { startEmbedded, type Embedded } from '../e2e/embedded.ts';
import { asked, people, settableClock } from '../shared/app/world.ts';
import { sampleEntry, sampleMember } from '../support/builders.ts';
import { tell } from './figure.ts';
import { withUnits } from './with-units.ts';

/**
 * `npm run bench:embedded`: the year end on the embedded runtime, as `npm start` runs it, over its table and its buckets on disk, from the freeze to the
 * published report with all its documents. The time in which people read and sign is left out. Each size begins with functions that have never been loaded, as a year end does.
 * Sizes may be given: `npm run bench:embedded -- 64 1000`.
 */
const sizes = process.argv.slice(2).map(Number);
const chosen = sizes.length > 0 ? sizes : [64, 5_000];
const goalSeconds: Readonly<Record<number, number>> = { 64: 2, 5_000: 10 };
const rowsPerUnit = 20;
const inYear = { cycle: '2018' };
const midYear = '2018-06-15T04:00:00.000Z';
const yearEnd = '2019-01-05T01:00:00.000Z';
/** Ten minutes of half seconds: several times what 5,000 units take. A run that is stuck is given up. */
const mostPolls = 1_200;

/** Where the runtime's services are, as its functions are told. */
function clientsOf({ runtime }: Embedded) {
  const of = z.record(z.string(), z.string()).parse(runtime.environment);
  const at = (service: string) => ({
    region: of['AWS_REGION'] ?? '',
    endpoint: of[`AWS_ENDPOINT_URL_${service}`] ?? '',
    credentials: {
      accessKeyId: of['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: of['AWS_SECRET_ACCESS_KEY'] ?? '',
    },
  });
  return { table: withoutLog(new DynamoDBClient(at('DYNAMODB'))), machines: new SFNClient(at('SFN')) };
}

const tableOf = ({ runtime }: Embedded): string =>
  Object.values(runtime.outputs).flatMap((each) => each['RecordsTable'] ?? [])[0] ?? '';

/** How long as many bare writes take as there are units, by the SDK alone and into the same table: no year end that writes once for each unit takes less. */
async function bareWrites(embedded: Embedded, client: DynamoDBClient, units: number): Promise<number> {
  const TableName = tableOf(embedded);
  const began = performance.now();
  await fewAtATime(
    Array.from({ length: units }, (_, place) => ({
      pk: { S: `BENCH#${place % 16}` },
      sk: { S: String(place) },
    })),
    (Item) => client.send(new PutItemCommand({ TableName, Item })),
  );
  return (performance.now() - began) / 1000;
}

/** Every unit has a register and points, by the use cases and straight into the table: what fills the year is not measured. */
async function fill(embedded: Embedded, client: DynamoDBClient): Promise<void> {
  const { definition } = embedded;
  const deps = { store: dynamoDbStore(client, tableOf(embedded)), clock: settableClock(midYear) };
  const rows = Array.from({ length: rowsPerUnit }, (_, place) =>
    sampleEntry({ title: `第${place}条`, url: `http://demo.example.cn/${place}.html` }),
  );
  const points = [{ item: 'C2', points: '1.5', level: null, reason: '缺一次培训', checks: {} }];
  await fewAtATime(definition.units, async ({ id: unit }) => {
    const place = { ...inYear, unit };
    const clerk = sampleMember(`unit-${unit}`, [{ role: 'unit-staff', unit }], unit);
    await addRegisterRows(deps)(asked(clerk, place, { rows }));
    await givePoints(deps)(asked(people.reviewer, place, { points }));
  });
}

/** Starts the year end, reads and signs it at once, and waits until it is published. */
async function carryOut({ as, definition }: Embedded): Promise<void> {
  const [admin, second, signer] = [as('admin-a'), as('admin-b'), as('signer')];
  const until = async (reached: (run: RunView) => boolean): Promise<RunView> => {
    for (let poll = 0; poll < mostPolls; poll += 1) {
      const run = (await admin.call(routes.listRuns, { params: inYear })).items.at(-1);
      if (run?.stopped != null) throw new Error(`Stopped at ${run.stopped.step}: ${run.stopped.reason}`);
      if (run !== undefined && reached(run)) return run;
      await wait(500);
    }
    throw new Error('The year end does not go on');
  };
  await admin.call(routes.setRehearsalClock, { params: {}, body: { now: yearEnd } });
  for (const { id: body } of definition.bodies)
    await admin.call(routes.handInForBody, { params: { ...inYear, body }, body: { reason: '测速' } });
  await admin.call(routes.startRun, { params: inYear, body: {}, key: 'bench-of-the-year-end' });
  const { id: run } = await until(({ step }) => step === 'sign-off');
  const params = { ...inYear, run };
  await second.call(routes.reviewReport, { params, body: { comment: null } });
  await signer.call(routes.signOff, { params, body: { decision: 'approve', comment: null } });
  await until(({ status }) => status === 'published');
}

/** The one execution, once it has ended: a moment after readers see the report. */
async function endedExecution(machines: SFNClient): Promise<string> {
  const { stateMachines = [] } = await machines.send(new ListStateMachinesCommand({}));
  for (let poll = 0; poll < mostPolls; poll += 1) {
    const { executions = [] } = await machines.send(
      new ListExecutionsCommand({ stateMachineArn: stateMachines[0]?.stateMachineArn }),
    );
    const [found] = executions;
    if (found?.status === 'SUCCEEDED') return found.executionArn ?? '';
    if (found?.status !== 'RUNNING') throw new Error(`The machine ended as ${found?.status ?? 'nothing'}`);
    await wait(50);
  }
  throw new Error('The machine does not end');
}

/** What the machine wrote down of its states: when each was first entered and last left, in seconds from the first. */
async function statesOf(machines: SFNClient): Promise<ReadonlyMap<string, { from: number; to: number }>> {
  const executionArn = await endedExecution(machines);
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await machines.send(new GetExecutionHistoryCommand({ executionArn, nextToken }));
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  const states = new Map<string, { from: number; to: number }>();
  const began = events[0]?.timestamp?.getTime() ?? 0;
  for (const { timestamp, stateEnteredEventDetails: entered, stateExitedEventDetails: left } of events) {
    const at = ((timestamp?.getTime() ?? 0) - began) / 1000;
    if (entered?.name !== undefined && !states.has(entered.name))
      states.set(entered.name, { from: at, to: at });
    const of = states.get(left?.name ?? '');
    if (of !== undefined) of.to = at;
  }
  return states;
}

/** The steps in their order, of which the time counts; between the last two, people read and sign. */
const steps = [
  'PlanFreeze',
  'FreezeBatches',
  'SealInputs',
  'ScoreBatches',
  'RankUnits',
  'RenderDocuments',
  'RenderReport',
  'PublishReport',
] as const;

async function bench(units: number): Promise<void> {
  const embedded = await startEmbedded(midYear, undefined, [], () => undefined, withUnits(units));
  const { table, machines } = clientsOf(embedded);
  try {
    await fill(embedded, table);
    await carryOut(embedded);
    const states = await statesOf(machines);
    const times = steps.map((step) => {
      const of = states.get(step);
      if (of === undefined) throw new Error(`The machine was never in ${step}`);
      return { step, seconds: of.to - of.from };
    });
    const seconds = times.reduce((sum, each) => sum + each.seconds, 0);
    const size = `${units.toLocaleString('en')} units`;
    console.log(`\n${size}, from the freeze to the published report: ${seconds.toFixed(1)} s`);
    for (const each of times) console.log(`    ${each.step.padEnd(18)} ${each.seconds.toFixed(2)} s`);
    const bare = await bareWrites(embedded, table, units);
    console.log(`    one bare write for each unit by the SDK: ${bare.toFixed(2)} s`);
    tell({
      figure: `${size}, one bare write for each by the SDK`,
      value: bare,
      unit: 's',
      better: 'less',
      beside: null,
    });
    const goal = goalSeconds[units];
    tell({
      figure: `${size}, freeze to published on the embedded runtime`,
      value: seconds,
      unit: 's',
      better: 'less',
      beside: goal === undefined ? null : { what: 'goal', value: goal },
    });
  } finally {
    table.destroy();
    machines.destroy();
    await embedded.close();
  }
}

for (const units of chosen) await bench(units);
