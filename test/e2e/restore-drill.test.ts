import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { demoAccounts } from '../../infra/demo/accounts.ts';
import { people } from '../../infra/demo/api-client.ts';
import { startRuntime, type Runtime } from '../../infra/local/runtime.ts';
import { exportCycle } from '../../infra/operate/export-cycle.ts';
import { importCycle } from '../../infra/operate/import-cycle.ts';
import { installationInFolder, installationOfRuntime } from '../../infra/operate/installation-at.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/**
 * The restore drill: a year is published on one runtime, taken out, and put into another that has never seen anything. What readers and
 * units get must be the same bytes, and the audit chain must hold by the key of the first.
 */
const root = path.join(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-drill-'));
const packed = path.join(folder, 'year-2018');
const inYear = { cycle: '2018' };

let first: Embedded;
let second: Runtime;
beforeAll(async () => {
  first = await startEmbedded('2019-01-05T02:00:00.000Z');
  second = await startRuntime({
    assemblyDir: path.join(root, 'test/.output/cdk.out'),
    dataDir: path.join(folder, 'second'),
    port: 0,
    s3Port: 0,
    parameters: ({ issuer }) => ({ OidcIssuer: issuer, OidcAudience: 'biaochi-api' }),
    accounts: () => Promise.resolve(demoAccounts(first.definition, 'test')),
    log: () => undefined,
  });
}, 240_000);
afterAll(async () => {
  await second.close();
  await first.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Somebody of the same accounts, signed in at the second runtime. */
function there(username: string) {
  const account = demoAccounts(first.definition, 'test').find((each) => each.username === username);
  if (account === undefined) throw new Error(`there is no account ${username}`);
  return people(second.origin)(account);
}

async function bytesOf(origin: string, page: string): Promise<Buffer> {
  const answer = await fetch(`${origin}/reports/2018/${page}`, { redirect: 'manual' });
  expect(answer.status, page).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

describe('a year that is taken out of one installation and put into an empty one', () => {
  test('is published on the first', async () => {
    const admin = first.as('admin-b');
    const { items: bodies } = await admin.call(routes.listBodies, { params: inYear });
    for (const { id } of bodies)
      await admin.call(routes.handInForBody, {
        params: { ...inYear, body: id },
        body: { reason: '电话核实无扣分' },
      });
    const { id: run } = await admin.call(routes.startRun, {
      params: inYear,
      body: {},
      key: 'key-of-the-restore-drill',
    });
    const ofRun = { params: { ...inYear, run } };
    await vi.waitFor(async () => expect((await admin.call(routes.getRun, ofRun)).step).toBe('sign-off'), {
      timeout: 180_000,
      interval: 300,
    });
    await first.as('admin-a').call(routes.reviewReport, { ...ofRun, body: { comment: null } });
    await first.as('signer').call(routes.signOff, { ...ofRun, body: { decision: 'approve', comment: null } });
    await vi.waitFor(async () => expect((await admin.call(routes.getRun, ofRun)).status).toBe('published'), {
      timeout: 60_000,
      interval: 300,
    });
  }, 280_000);

  test('a package in which one byte has changed is refused before anything is written', async () => {
    // Found by its data folder, as the command finds it.
    const taken = await exportCycle(installationInFolder(first.dataDir), '2018', packed);
    expect(taken.activeRuns).toEqual([]);
    expect(taken.records.count).toBeGreaterThan(150);
    for (const bucket of ['runs', 'reports', 'heads'])
      expect(taken.files.filter((file) => file.bucket === bucket).length, bucket).toBeGreaterThan(0);
    const bad = path.join(folder, 'bad');
    cpSync(packed, bad, { recursive: true });
    const page = path.join(bad, 'files/reports', taken.files.find(({ bucket }) => bucket === 'reports')!.key);
    appendFileSync(page, ' ');
    await expect(importCycle(installationOfRuntime(second), bad)).rejects.toThrow('is not what was exported');
    await expect(there('admin-a').call(routes.listCycles, { params: {} })).rejects.toMatchObject({
      problem: { code: 'not-a-member' },
    });
  }, 120_000);

  test('gives readers the same report and units the same standing, and may be put in twice', async () => {
    await importCycle(installationOfRuntime(second), packed);
    await importCycle(installationOfRuntime(second), packed);
    const listed = z.object({ files: z.array(z.object({ path: z.string() })) });
    const signed = listed.parse(
      JSON.parse((await bytesOf(first.runtime.origin, 'manifest.json')).toString()),
    );
    const names = signed.files.map((file) => file.path);
    expect(names.length).toBeGreaterThan(64);
    for (const page of ['manifest.json', 'index.html', ...names])
      expect(
        (await bytesOf(second.origin, page)).equals(await bytesOf(first.runtime.origin, page)),
        page,
      ).toBe(true);
    const place = { params: { ...inYear, unit: '002' } };
    expect(await there('unit-002').call(routes.getUnitStanding, place)).toEqual(
      await first.as('unit-002').call(routes.getUnitStanding, place),
    );
  }, 120_000);

  test('brings its audit trail whole: every entry and every signed head holds by the first one’s key', async () => {
    const auditor = there('admin-a');
    const take = async (url: string, name: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, Buffer.from(await (await fetch(url)).arrayBuffer()));
      return file;
    };
    const { heads } = await auditor.call(routes.exportAuditHeads, { params: inYear });
    const headsFile = await take(heads.url, 'heads.jsonl');
    const trail = await auditor.call(routes.exportAuditTrail, { params: inYear, query: { format: 'jsonl' } });
    const trailFile = await take(trail.url, 'trail.jsonl');
    expect(readFileSync(trailFile, 'utf8').split('\n').length).toBeGreaterThan(50);
    const said = execFileSync(
      process.execPath,
      [
        path.join(root, 'functions/cli/verify-trail.mjs'),
        trailFile,
        '--heads',
        headsFile,
        '--key',
        path.join(packed, 'signing-key.pem'),
      ],
      { encoding: 'utf8' },
    );
    expect(said).not.toBe('');
  }, 120_000);

  test('goes on there: what is done after it is chained to what came before', async () => {
    const appeal = await there('unit-002').call(routes.fileAppeal, {
      params: { ...inYear, unit: '002' },
      body: { item: 'C2', grounds: '恢复以后提出的申诉', evidence: [], links: [] },
      key: 'key-of-an-appeal-after-the-drill',
    });
    expect(appeal.status).toBe('filed');
  }, 60_000);

  test('is not put over another year’s records', async () => {
    await expect(importCycle(installationOfRuntime(second), packed)).rejects.toThrow('not empty');
  }, 60_000);
});
