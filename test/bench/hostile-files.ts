import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { boundedInflate } from '../../functions/adapters/inspection/bounded-inflate.ts';
import { readRegisterFile } from '../../shared/formats/read-register-file.ts';
import { brokenRegisters } from '../support/broken-registers.ts';
import { hostileFiles } from '../support/hostile-files.ts';
import { allTold, tell } from './figure.ts';
import { inspect } from '../support/inspect.ts';

/** The goals: what one file may take of time and of memory beside itself. */
const goal = { ms: 1_000, megabytes: 150 };
const MB = 1_000_000;

/** Looks at the process's memory from another thread, for the inspection does not pause; shares the most it has seen, in kB. */
const shared = new Int32Array(new SharedArrayBuffer(4));
const watcher = new Worker(
  `const { workerData } = require('node:worker_threads');
   const pause = new Int32Array(new SharedArrayBuffer(4));
   for (;;) {
     const now = Math.round(process.memoryUsage.rss() / 1000);
     if (now > Atomics.load(workerData, 0)) Atomics.store(workerData, 0, now);
     Atomics.wait(pause, 0, 0, 1);
   }`,
  { eval: true, workerData: shared },
);

type Measured = Readonly<{ what: string; ms: number; megabytes: number; said: string }>;
async function measure(what: string, bytes: () => Uint8Array, work: (file: Uint8Array) => Promise<string>) {
  const file = bytes();
  globalThis.gc?.();
  await wait(3);
  const before = process.memoryUsage.rss();
  Atomics.store(shared, 0, Math.round(before / 1000));
  const start = performance.now();
  const said = await work(file);
  const ms = performance.now() - start;
  await wait(3);
  const most = Math.max(Atomics.load(shared, 0) * 1000, process.memoryUsage.rss());
  return { what, ms, megabytes: (most - before) / MB, said };
}

const measured: Measured[] = [];
const show = (one: Measured) => {
  measured.push(one);
  const figures = `${one.ms.toFixed(0).padStart(6)} ms ${one.megabytes.toFixed(0).padStart(5)} MB`;
  process.stdout.write(`${figures}  ${one.what}: ${one.said}\n`);
};

for (const each of hostileFiles)
  show(
    await measure(each.what, each.bytes, (file) => {
      const verdict = inspect(each.name, file, {
        ...(each.contentType === undefined ? {} : { contentType: each.contentType }),
      });
      return Promise.resolve(
        verdict.outcome === 'quarantined'
          ? verdict.reasons.map(({ code }) => code).join(', ')
          : 'let through',
      );
    }),
  );
for (const each of brokenRegisters)
  show(
    await measure(`register: ${each.name}`, each.bytes, async (file) => {
      const read = await readRegisterFile(file, boundedInflate);
      return read.ok ? 'read; refused row by row' : read.fault.code;
    }),
  );
await watcher.terminate();

const slowest = measured.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
const largest = measured.reduce((worst, one) => (one.megabytes > worst.megabytes ? one : worst));
const over = measured.filter(({ ms, megabytes }) => ms > goal.ms || megabytes > goal.megabytes);
process.stdout.write(
  [
    '',
    `${measured.length} files; goal: each below ${goal.ms} ms and ${goal.megabytes} MB of memory beside itself`,
    `slowest: ${slowest.ms.toFixed(0)} ms, ${slowest.what}`,
    `largest: ${largest.megabytes.toFixed(0)} MB, ${largest.what}`,
    `over the goal: ${over.length === 0 ? 'none' : over.map(({ what }) => what).join('; ')}`,
    '',
  ].join('\n'),
);
tell({
  figure: `the slowest of ${measured.length} files`,
  value: slowest.ms,
  unit: 'ms',
  better: 'less',
  beside: { what: 'goal', value: goal.ms },
});
tell({
  figure: 'the one that takes most memory',
  value: largest.megabytes,
  unit: 'MB',
  better: 'less',
  beside: { what: 'goal', value: goal.megabytes },
});
await allTold();
process.exit(0);
