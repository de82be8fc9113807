import { givePoints } from '../../shared/app/assessment/give-points.ts';
import { handInForBody } from '../../shared/app/assessment/hand-in-for-body.ts';
import { loadCycleDefinition } from '../../shared/app/cycle/load-cycle-definition.ts';
import { addRegisterRows } from '../../shared/app/register/add-register-rows.ts';
import { getRun } from '../../shared/app/run/get-run.ts';
import { reviewReport } from '../../shared/app/run/review-report.ts';
import { signOff } from '../../shared/app/run/sign-off.ts';
import type { TaskName } from '../../shared/contracts/tasks.ts';
import type { Files } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import { noon, sampleEntry, sampleMember } from '../support/builders.ts';
import { memoryStore } from '../support/memory-store.ts';
import { rubric2018 } from '../support/scoring.ts';
import { yearMachine } from '../support/year-machine.ts';
import { tell as tellFigure } from './figure.ts';
import { asked, people, sampleDefinition, settableClock } from '../shared/app/world.ts';

/**
 * `npm run bench:year-end`: the year end of counties and provinces, from the freeze to the published report, on the real state
 * machine with the real functions over records and files in memory. It shows how the time grows with the units, and counts what
 * AWS would bill, part by part: state transitions, reads and writes of the table, of the buckets, calls of functions. The printed
 * report is not in it; `npm run bench:report` sets one. For 100,000 units it
 * carries nothing out: the counts of the two largest sizes give a straight line, which is read there. Sizes may be given:
 * `npm run bench:year-end -- 64 1000`.
 */
const sizes = process.argv.slice(2).map(Number);
const chosen = sizes.length > 0 ? sizes : [64, 5_000];
/** Enough of a register that a unit's records take more than one read. */
const rowsPerUnit = 20;

/**
 * AWS's list prices in us-east-1 in US dollars, as of 2025: Step Functions Standard; DynamoDB on demand, where a transactional
 * write of an item counts twice and a strong read takes one unit for 4 KB; S3 Standard requests; Lambda requests without their
 * time, which a machine in memory cannot tell.
 */
const prices = {
  transition: 0.025 / 1_000,
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  put: 0.005 / 1_000,
  get: 0.0004 / 1_000,
  invocation: 0.2 / 1_000_000,
} as const;

/** Everything that is billed by the piece. */
type Counts = {
  reads: number;
  writes: number;
  puts: number;
  gets: number;
  transitions: number;
  invocations: number;
};
type Billed = Readonly<Counts>;
const nothing = (): Counts => ({ reads: 0, writes: 0, puts: 0, gets: 0, transitions: 0, invocations: 0 });

/** What the steps do, one after the other: a task's work is billed to its part. What is between them is billed to the machine. */
const parts = ['the machine', 'freeze', 'score and rank', 'documents and pages', 'publish'] as const;
type Part = (typeof parts)[number];
const partOf: Partial<Readonly<Record<TaskName, Part>>> = {
  planFreeze: 'freeze',
  freezeBatch: 'freeze',
  sealInputs: 'freeze',
  scoreBatch: 'score and rank',
  rankUnits: 'score and rank',
  renderDocuments: 'documents and pages',
  renderReport: 'documents and pages',
  publishReport: 'publish',
};
type Bill = Readonly<Record<Part, Counts>>;
const emptyBill = (): Bill => ({
  'the machine': nothing(),
  freeze: nothing(),
  'score and rank': nothing(),
  'documents and pages': nothing(),
  publish: nothing(),
});

function countedStore(store: Store, now: () => Counts): Store {
  return {
    get: (from, id) => {
      now().reads += 1;
      return store.get(from, id);
    },
    // What queries read and what is written is counted by the store in memory, which knows how long the records are.
    page: store.page,
    all: store.all,
    stretch: store.stretch,
    commit: (change) => {
      now().reads += 1;
      return store.commit(change);
    },
    setFrozen: (stream, by, audit) => {
      now().reads += 1;
      return store.setFrozen(stream, by, audit);
    },
    put: store.put,
  };
}

function countFiles(files: { read: Files['read']; write: Files['write'] }, now: () => Counts): void {
  const { read, write } = files;
  files.read = (key) => {
    now().gets += 1;
    return read(key);
  };
  files.write = (key, body, contentType) => {
    now().puts += 1;
    return write(key, body, contentType);
  };
}

async function yearOf(units: number, now: () => Counts) {
  const clock = settableClock(noon);
  // A strong read unit for each 4 KB of what a query looks at, and one at least.
  const store = memoryStore({
    query: (length) => (now().reads += Math.max(1, Math.ceil(length / 4096))),
    // A write unit for each KB, twice in a transaction.
    write: (_, length, times) => (now().writes += times * Math.ceil(length / 1024)),
  });
  const definition = sampleDefinition();
  const [first] = definition.units;
  if (first === undefined) throw new Error('The sample year has no unit');
  const many = Array.from({ length: units }, (_, index) => ({
    ...first,
    id: String(index + 1).padStart(3, '0'),
    order: index + 1,
    name: `第${index + 1}单位`,
    target: 10 + (index % 20),
  }));
  await loadCycleDefinition({ store, clock })({
    definition: { ...definition, units: many },
    rubric: rubric2018,
    members: Object.values(people),
  });
  const rows = Array.from({ length: rowsPerUnit }, (_, place) =>
    sampleEntry({ title: `第${place}条`, url: `http://demo.example.cn/${place}.html` }),
  );
  for (const { id: unit } of many) {
    const place = { cycle: '2018', unit };
    const clerk = sampleMember(`clerk-${unit}`, [{ role: 'unit-staff', unit }], unit);
    await addRegisterRows({ store, clock })(asked(clerk, place, { rows }));
    const points = [{ item: 'C2', points: '1.5', level: null, reason: '缺一次培训', checks: {} }];
    await givePoints({ store, clock })(asked(people.reviewer, place, { points }));
  }
  clock.set('2019-01-05T01:00:00.000Z');
  return { store, clock, definition };
}

async function bench(units: number): Promise<Bill> {
  const filled = performance.now();
  // What fills the year is counted nowhere.
  let bill = emptyBill();
  let part: Part = 'the machine';
  const now = () => bill[part];
  const { store, clock, definition } = await yearOf(units, now);
  bill = emptyBill();
  /** When each task first began and last ended; a map's tasks go on side by side. */
  const times = new Map<TaskName, { from: number; to: number }>();
  const machine = yearMachine(
    { store: countedStore(store, now), clock },
    {
      before: (task) => {
        part = partOf[task] ?? 'the machine';
        now().invocations += 1;
        now().transitions += 1;
        const began = performance.now();
        if (!times.has(task)) times.set(task, { from: began, to: began });
      },
      after: (task) => {
        const of = times.get(task);
        if (of !== undefined) of.to = performance.now();
      },
    },
  );
  countFiles(machine.runs, now);
  countFiles(machine.reports, now);
  const { callbacks } = machine;
  for (const { id: body } of definition.bodies)
    await handInForBody({ store, clock, callbacks })(
      asked(people.admin, { cycle: '2018', body }, { reason: '测速' }),
    );
  const start = performance.now();
  const before = process.cpuUsage();
  await machine.fireSchedule();
  const run = { cycle: '2018', run: '0001' };
  const seen = await getRun({ store })(asked(people.admin, run, undefined));
  if (seen.step !== 'sign-off') throw new Error(`Stopped at ${seen.step}: ${JSON.stringify(seen.stopped)}`);
  await reviewReport({ store, clock })(asked(people.secondAdmin, run, { comment: null }));
  await signOff({ store, clock, callbacks })(
    asked(people.signer, run, { decision: 'approve', comment: null }),
  );
  await machine.settled();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  if ((await getRun({ store })(asked(people.admin, run, undefined))).status !== 'published')
    throw new Error('The report was not published');
  // Maps, choices and ends: what is no task.
  bill['the machine'].transitions += machine.transitions() - machine.carriedOut.length;
  report(units, seconds, (user + system) / 1e6, (start - filled) / 1000, bill, times);
  return bill;
}

/** What the counts of two sizes come to at a third: all of them grow by so much for each unit, beside what a run costs anyway. */
function reckoned(from: readonly [number, Bill], to: readonly [number, Bill], units: number): Bill {
  const at = (part: Part, count: keyof Counts) => {
    const slope = (to[1][part][count] - from[1][part][count]) / (to[0] - from[0]);
    return Math.round(to[1][part][count] + slope * (units - to[0]));
  };
  const bill = emptyBill();
  for (const part of parts) for (const count of countNames) bill[part][count] = at(part, count);
  return bill;
}

const countNames = ['reads', 'writes', 'puts', 'gets', 'transitions', 'invocations'] as const;

function report(
  units: number,
  seconds: number,
  processor: number,
  filling: number,
  bill: Bill,
  times: ReadonlyMap<TaskName, Readonly<{ from: number; to: number }>>,
): void {
  const number = (value: number) => value.toLocaleString('en');
  console.log(`\n${number(units)} units (filled in ${filling.toFixed(1)} s)`);
  console.log(
    `  freeze to published      ${seconds.toFixed(1)} s, ${number(Math.round(units / seconds))} units/s; ${processor.toFixed(1)} s of a processor`,
  );
  const of = `${number(units)} units, freeze to published, in memory`;
  tellFigure({ figure: of, value: seconds, unit: 's', better: 'less', beside: null });
  tellFigure({ figure: `${of}, of a processor`, value: processor, unit: 's', better: 'less', beside: null });
  tellFigure({
    figure: `${of}, price`,
    value: priceOf(total(bill)),
    unit: 'US$',
    better: 'less',
    beside: null,
  });
  for (const [task, { from, to }] of times)
    if (to - from >= 50) console.log(`    ${task.padEnd(22)} ${((to - from) / 1000).toFixed(1)} s`);
  tell(bill);
  console.log(`  memory                   ${number(Math.round(process.memoryUsage().rss / 1e6))} MB`);
}

function priceOf({ transitions, invocations, reads, writes, puts, gets }: Billed): number {
  return (
    transitions * prices.transition +
    reads * prices.readUnit +
    writes * prices.writeUnit +
    puts * prices.put +
    gets * prices.get +
    invocations * prices.invocation
  );
}

function total(bill: Bill): Counts {
  const all = nothing();
  for (const part of parts) for (const count of countNames) all[count] += bill[part][count];
  return all;
}

function tell(bill: Bill): void {
  const all = total(bill);
  const number = (value: number) => value.toLocaleString('en');
  console.log(
    `  state transitions        ${number(all.transitions)}, functions called ${number(all.invocations)}`,
  );
  console.log(
    `  table                    ${number(all.reads)} read units, ${number(all.writes)} write units`,
  );
  console.log(`  buckets                  ${number(all.puts)} puts, ${number(all.gets)} gets`);
  console.log(`  price on AWS             US$ ${priceOf(all).toFixed(4)}, without the functions’ time`);
  for (const part of parts) console.log(`    ${part.padEnd(22)} US$ ${priceOf(bill[part]).toFixed(4)}`);
}

const done: (readonly [number, Bill])[] = [];
for (const units of chosen) done.push([units, await bench(units)]);
const [first, second] = done.slice(-2);
if (first !== undefined && second !== undefined) {
  console.log('\n100,000 units: reckoned from the counts above, not carried out');
  tell(reckoned(first, second, 100_000));
}
