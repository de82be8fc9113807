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
import { asked, people, sampleDefinition, settableClock } from '../shared/app/world.ts';

/**
 * `npm run bench:year-end`: the year end of counties and provinces, from the freeze to the published report, on the real state
 * machine with the real functions over records and files in memory. It shows how the time grows with the units, and counts what
 * AWS would bill: state transitions, reads and writes of the table, of the buckets, calls of functions. For 100,000 units it
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

type Counts = { reads: number; writes: number; puts: number; gets: number };
/** Everything that is billed by the piece. */
type Billed = Readonly<Counts & { transitions: number; invocations: number }>;

function countedStore(store: Store, counts: Counts): Store {
  return {
    get: (from, id) => {
      counts.reads += 1;
      return store.get(from, id);
    },
    // What queries read is counted by the store in memory, which knows how long the records are.
    page: store.page,
    all: store.all,
    commit: (change) => {
      counts.reads += 1;
      // The change's items, its audit entry, the entry's place in the trail and the stream's head, each twice for the transaction.
      counts.writes += 2 * (change.writes.length + 3);
      return store.commit(change);
    },
    setFrozen: (stream, by, audit) => {
      counts.reads += 1;
      counts.writes += 6;
      return store.setFrozen(stream, by, audit);
    },
    put: (into, id, value) => {
      counts.writes += 1;
      return store.put(into, id, value);
    },
  };
}

function countFiles(files: { read: Files['read']; write: Files['write'] }, counts: Counts): void {
  const { read, write } = files;
  files.read = (key) => {
    counts.gets += 1;
    return read(key);
  };
  files.write = (key, body, contentType) => {
    counts.puts += 1;
    return write(key, body, contentType);
  };
}

async function yearOf(units: number, counts: Counts) {
  const clock = settableClock(noon);
  // A strong read unit for each 4 KB of what a query looks at, and one at least.
  const store = memoryStore((length) => (counts.reads += Math.max(1, Math.ceil(length / 4096))));
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

async function bench(units: number): Promise<Billed> {
  const filled = performance.now();
  const counts: Counts = { reads: 0, writes: 0, puts: 0, gets: 0 };
  const { store, clock, definition } = await yearOf(units, counts);
  counts.reads = 0;
  /** When each task first began and last ended; a map's tasks go on side by side. */
  const times = new Map<TaskName, { from: number; to: number }>();
  const machine = yearMachine(
    { store: countedStore(store, counts), clock },
    {
      before: (task) => {
        const now = performance.now();
        if (!times.has(task)) times.set(task, { from: now, to: now });
      },
      after: (task) => {
        const of = times.get(task);
        if (of !== undefined) of.to = performance.now();
      },
    },
  );
  countFiles(machine.runs, counts);
  countFiles(machine.reports, counts);
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
  const billed = {
    ...counts,
    transitions: machine.transitions(),
    invocations: machine.carriedOut.length,
  };
  report(units, seconds, (user + system) / 1e6, (start - filled) / 1000, billed, times);
  return billed;
}

/** What the counts of two sizes come to at a third: all of them grow by so much for each unit, beside what a run costs anyway. */
function reckoned(from: readonly [number, Billed], to: readonly [number, Billed], units: number): Billed {
  const at = (count: keyof Billed) => {
    const slope = (to[1][count] - from[1][count]) / (to[0] - from[0]);
    return Math.round(to[1][count] + slope * (units - to[0]));
  };
  return {
    reads: at('reads'),
    writes: at('writes'),
    puts: at('puts'),
    gets: at('gets'),
    transitions: at('transitions'),
    invocations: at('invocations'),
  };
}

function report(
  units: number,
  seconds: number,
  processor: number,
  filling: number,
  billed: Billed,
  times: ReadonlyMap<TaskName, Readonly<{ from: number; to: number }>>,
): void {
  const number = (value: number) => value.toLocaleString('en');
  console.log(`\n${number(units)} units (filled in ${filling.toFixed(1)} s)`);
  console.log(
    `  freeze to published      ${seconds.toFixed(1)} s, ${number(Math.round(units / seconds))} units/s; ${processor.toFixed(1)} s of a processor`,
  );
  for (const [task, { from, to }] of times)
    if (to - from >= 50) console.log(`    ${task.padEnd(22)} ${((to - from) / 1000).toFixed(1)} s`);
  tell(billed);
  console.log(`  memory                   ${number(Math.round(process.memoryUsage().rss / 1e6))} MB`);
}

function tell({ transitions, invocations, reads, writes, puts, gets }: Billed): void {
  const price =
    transitions * prices.transition +
    reads * prices.readUnit +
    writes * prices.writeUnit +
    puts * prices.put +
    gets * prices.get +
    invocations * prices.invocation;
  const number = (value: number) => value.toLocaleString('en');
  console.log(`  state transitions        ${number(transitions)}, functions called ${number(invocations)}`);
  console.log(`  table                    ${number(reads)} read units, ${number(writes)} write units`);
  console.log(`  buckets                  ${number(puts)} puts, ${number(gets)} gets`);
  console.log(`  price on AWS             US$ ${price.toFixed(4)}, without the functions’ time`);
}

const done: (readonly [number, Billed])[] = [];
for (const units of chosen) done.push([units, await bench(units)]);
const [first, second] = done.slice(-2);
if (first !== undefined && second !== undefined) {
  console.log('\n100,000 units: reckoned from the counts above, not carried out');
  tell(reckoned(first, second, 100_000));
}
