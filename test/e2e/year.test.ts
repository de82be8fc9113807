import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../infra/demo/sample-files/seeded-random.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { manifestFiles, readManifest } from '../../shared/domain/integrity/manifest.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { result } from '../../shared/domain/scoring/result.ts';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import { cutOff, ownProcess, type OwnProcess } from '../support/own-process.ts';
import { hashesOf, storedObjects } from '../support/stored-objects.ts';
import { playYearOn, stackGiven } from './given-stack.ts';

/**
 * The whole year through the real thing: `npm start -- --once` in a folder of its own, once undisturbed and once killed with
 * -9 at ten moments that a seed chose. Both must publish the same bytes. With `BIAOCHI_E2E_STACK` (docs/deploy.md) the undisturbed
 * year is played on a stack that is deployed elsewhere, and what it published is held to the same.
 */
const root = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-year-'));
const calm = path.join(folder, 'calm');
const stormy = path.join(folder, 'stormy');
const kills = 10;

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Below the ports that systems give to outgoing connections, and other ones for every run of the tests. */
let nextPort = 20_000 + (process.pid % 5000) * 2;

function start(dataDir: string, ...flags: string[]): OwnProcess {
  const port = (nextPort += 2);
  return ownProcess(root, [
    path.join(root, 'infra/local/start.ts'),
    '--data',
    dataDir,
    '--port',
    String(port),
    ...flags,
  ]);
}

/** Runs the program that was published with a report. */
function verified(own: string, args: readonly string[]): Promise<Readonly<{ code: number; said: string }>> {
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(own, 'verify.mjs'), ...args], { env: {} }, (error, said) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said });
    });
  });
}

/** The report that a year published first, as readers get it. */
type FirstReport = Readonly<{ origin: string; address: string; files: ReadonlyMap<string, Buffer> }>;

/** Every file that the manifest of the first revision names, as it was published. */
async function firstReportAt(origin: string): Promise<FirstReport> {
  const address = `${origin}/reports/2018/r1/`;
  const read = async (name: string) => {
    const answer = await fetch(`${address}${name}?original`);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const manifest = readManifest(String(await read(manifestFiles.manifest)));
  if (manifest === null) throw new Error('The report has no manifest that can be read');
  const names = [...manifest.files.map((each) => each.path), ...Object.values(manifestFiles)];
  const files = new Map<string, Buffer>();
  for (const name of new Set(names)) files.set(name, await read(name));
  return { origin, address, files };
}

/** Plays the year where it is pointed at, or with `npm start -- --once` and serves it; and where its pages are then. */
const stack = stackGiven();
let calmOutput = '';
let serving: OwnProcess | null = null;
async function playedYear(): Promise<string> {
  if (stack !== null) {
    await playYearOn(stack);
    return stack.address;
  }
  const year = start(calm, '--once');
  expect(await year.ended, year.output()).toBe(0);
  calmOutput = year.output();
  serving = start(calm);
  for (let turn = 0; turn < 1200 && !serving.output().includes('Ctrl-C'); turn += 1) await wait(100);
  const [, origin = ''] = /(http:\/\/localhost:\d+)\/reports\/2018\//.exec(serving.output()) ?? [];
  return origin;
}

describe('the demonstration year', () => {
  let report: FirstReport;
  const file = (name: string) => String(report.files.get(name));
  beforeAll(async () => {
    report = await firstReportAt(await playedYear());
  }, 1_500_000);
  afterAll(async () => {
    serving?.child.kill('SIGTERM');
    if (serving !== null) expect(await serving.ended).toBe(0);
  }, 60_000);

  test('publishes 64 units whose targets add up to the notice’s 12,360, and about 12,000 rows', () => {
    const frozen = inputs.parse(JSON.parse(file('inputs.json')));
    const published = result.parse(JSON.parse(file('result.json')));
    expect(published.units).toHaveLength(64);
    expect(published.units.reduce((sum, unit) => sum + unit.target, 0)).toBe(12_360);
    const rows = frozen.units.reduce((sum, unit) => sum + (unit.measures['register']?.registered ?? 0), 0);
    expect(rows).toBeGreaterThan(11_500);
    expect(rows).toBeLessThan(13_500);
    expect(published.silentBodies.map((body) => body.body)).toEqual(['trade-union']);
    expect(published.unscored.map((line) => line.name)).toEqual(['县总工会']);
    expect(
      published.units.filter((unit) => unit.effects.some((effect) => effect.code === 'leak')),
    ).toHaveLength(1);
    expect(
      published.units.filter((unit) => unit.effects.some((effect) => effect.code === 'lawsuit-lost')),
    ).toHaveLength(1);
  });

  test('its frozen inputs, scored without a server, give the published result byte for byte', () => {
    const again = score(
      rubric.parse(JSON.parse(file('rubric.json'))),
      inputs.parse(JSON.parse(file('inputs.json'))),
    );
    expect(toCanonicalJson(again)).toBe(file('result.json'));
  });

  test('published pages carry the demonstration’s label and nobody’s name', () => {
    const pages = [...report.files].filter(([name]) => name.endsWith('.html'));
    // 64 units; the overview, the method, the data, the English summary, and how the report is checked.
    expect(pages.length).toBe(69);
    for (const [name, body] of pages) {
      expect(String(body), name).toContain('演示数据');
      expect(String(body), name).not.toMatch(/演示员|演示审核员|reviewer-|unit-\d{3}"/);
    }
  });

  test('the published program finds the report as it was signed, at its address too, and names a file in which one byte was changed', async () => {
    const own = path.join(folder, 'fetched');
    for (const [name, body] of report.files) {
      const at = path.join(own, name);
      await mkdir(path.dirname(at), { recursive: true });
      await writeFile(at, body);
    }
    const whole = await verified(own, []);
    expect([whole.code, whole.said]).toEqual([0, expect.stringContaining('签名有效')]);
    for (const address of [report.address, `${report.origin}/reports/2018/`]) {
      const there = await verified(own, [address]);
      expect([there.code, there.said]).toEqual([0, expect.stringContaining('签名有效')]);
    }
    const page = path.join(own, 'units/002.html');
    const bytes = await readFile(page);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(page, bytes);
    const altered = await verified(own, []);
    expect([altered.code, altered.said]).toEqual([1, expect.stringContaining('✗ units/002.html')]);
  }, 120_000);
});

/** What is said of the embedded runtime and its data folder, which a stack elsewhere has not. */
function aboutTheRuntime(): void {
  test('the year ends with the addresses that a person needs', () => {
    for (const said of ['/reports/2018/index.html', '/docs', 'accounts.txt', '演示数据'])
      expect(calmOutput).toContain(said);
  });

  test('a second start finds the year finished and only serves', async () => {
    const again = start(calm, '--once');
    expect(await again.ended, again.output()).toBe(0);
    expect(again.output()).not.toContain('[1/');
  }, 60_000);

  test('a data folder in use is refused with a line that says so', async () => {
    const first = start(calm);
    for (let turn = 0; turn < 300 && !first.output().includes('Ctrl-C'); turn += 1) await wait(100);
    const second = start(calm, '--once');
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/数据目录|data folder/);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  }, 60_000);

  test('killed with -9 at ten moments of the year, it goes on each time and publishes the same bytes', async () => {
    // The same key, since signatures are compared too.
    cpSync(path.join(calm, 'keys/signing'), path.join(stormy, 'keys/signing'), { recursive: true });
    const random = seededRandom('ten moments');
    const moments: string[] = [];
    let finished = false;
    for (let round = 0; round < kills * 3 && !finished; round += 1) {
      const year = start(stormy, '--once');
      // The kill falls somewhere in the first seconds of playing; each round gets further by what was saved before it.
      const killing = moments.length < kills;
      for (
        let turn = 0;
        turn < 600 && !/\[\d+\/\d+\]/.test(year.output()) && year.child.exitCode === null;
        turn += 1
      )
        await wait(50);
      if (killing) {
        await Promise.race([wait(random.between(200, 6500)), year.ended]);
        if (cutOff(year))
          moments.push(/.*(\[\d+\/\d+\])/s.exec(year.output())?.[1] ?? 'before the first step');
      }
      const code = await year.ended;
      finished = code === 0;
      if (code !== null && code !== 0) throw new Error(year.output());
    }
    expect(finished).toBe(true);
    expect(moments, `killed at ${moments.join(' ')}`).toHaveLength(kills);
    expect(hashesOf(await storedObjects(stormy, 'reports/'))).toEqual(
      hashesOf(await storedObjects(calm, 'reports/')),
    );
    expect(hashesOf(await storedObjects(stormy, 'runs/2018/0001/inputs.json'))).toEqual(
      hashesOf(await storedObjects(calm, 'runs/2018/0001/inputs.json')),
    );
  }, 400_000);
}
if (stack === null) describe('the runtime of the demonstration year', aboutTheRuntime);
