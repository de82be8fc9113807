import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../infra/demo/sample-files/seeded-random.ts';
import { synthesise } from '../../infra/local/synthesise.ts';
import { cutOff, ownProcess } from '../support/own-process.ts';
import { hashesOf, storedObjects } from '../support/stored-objects.ts';

/**
 * A small year, lived by real processes that are killed with -9 at fifty moments that a seed chose: while they start, while people
 * work, while the run is carried out. Each next one goes on; what was acknowledged is not asked for again, and must be there.
 */
const root = path.join(import.meta.dirname, '../..');
const assemblyDir = path.join(root, 'test/.output/cdk.out');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-killed-'));
const kills = 50;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const live = (year: string) =>
  ownProcess(import.meta.dirname, [
    'small-year-program.ts',
    assemblyDir,
    dataOf(year),
    path.join(folder, year, 'journal'),
  ]);
const dataOf = (year: string) => path.join(folder, year, 'data');
const acknowledged = (year: string) => {
  const journal = path.join(folder, year, 'journal');
  return existsSync(journal) ? readFileSync(journal, 'utf8') : '';
};

/** What a year has published and frozen, by its hash. */
async function published(year: string): Promise<Record<string, string>> {
  const reports = await storedObjects(dataOf(year), 'reports/');
  const inputs = await storedObjects(dataOf(year), 'runs/2018/0001/inputs.json');
  return hashesOf(new Map([...reports, ...inputs]));
}
const foundIn = (output: string) => /^found .*$/m.exec(output)?.[0];

function begin(year: string): void {
  mkdirSync(dataOf(year), { recursive: true });
  // The same key, since signatures are compared too.
  if (year !== 'calm')
    cpSync(path.join(dataOf('calm'), 'keys/signing'), path.join(dataOf(year), 'keys/signing'), {
      recursive: true,
    });
}

let calm: Readonly<{ files: Record<string, string>; found: string | undefined }>;
beforeAll(async () => {
  await synthesise(root, assemblyDir);
  begin('calm');
  const life = live('calm');
  expect(await life.ended, life.output()).toBe(0);
  calm = { files: await published('calm'), found: foundIn(life.output()) };
}, 400_000);

test('undisturbed, it publishes a report of five units and finds all that was acknowledged', () => {
  expect(Object.keys(calm.files).filter((key) => /units\/\d+\.html$/.test(key))).toHaveLength(5);
  expect(calm.found).toContain('"rows 048":20');
  expect(calm.found).toContain('"accepted 002":1');
  expect(calm.found).toContain('"runs":1');
});

test('killed at fifty moments, it goes on each time, loses nothing that was acknowledged and publishes the same bytes', async () => {
  const random = seededRandom('fifty moments');
  const moments: string[] = [];
  for (let years = 1; moments.length < kills && years <= 10; years += 1) {
    const year = `stormy ${years}`;
    begin(year);
    let stuck = 0;
    for (let finished = false; !finished;) {
      const before = acknowledged(year);
      const life = live(year);
      const isEnded = () => life.child.exitCode !== null;
      if (moments.length < kills) {
        // Some are killed while they start; most, as they work. Where three have got no further, the next one may.
        const starts = random.between(0, 9) === 0;
        const until = () =>
          starts || (stuck < 3 ? life.output().includes('ready') : acknowledged(year) !== before);
        while (!until() && !isEnded()) await wait(10);
        await Promise.race([wait(random.between(20, 900)), life.ended]);
        if (cutOff(life)) moments.push(acknowledged(year).trim().split('\n').at(-1) ?? '');
      }
      const code = await life.ended;
      stuck = acknowledged(year) === before ? stuck + 1 : 0;
      if (code !== null && code !== 0) throw new Error(life.output());
      finished = code === 0;
      if (finished) expect(foundIn(life.output()), `killed after ${moments.join(', ')}`).toBe(calm.found);
    }
    expect(await published(year), `killed after ${moments.join(', ')}`).toEqual(calm.files);
  }
  expect(moments).toHaveLength(kills);
  expect(new Set(moments).size).toBeGreaterThan(10);
}, 900_000);
