import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { demoAccounts } from '../../infra/demo/accounts.ts';
import { people, upload } from '../../infra/demo/api-client.ts';
import {
  followToSignOff,
  handInWhileWaiting,
  signAndPublish,
  startBySchedule,
  type YearEndScene,
} from '../../infra/demo/play-year-end.ts';
import { startRuntime } from '../../infra/local/runtime.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { cycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import { sampleEntry } from '../support/builders.ts';
import { buildPdf } from '../support/file-builders.ts';

/**
 * One life of an installation of five units: starts the embedded runtime in a data folder and goes on with a small year where the
 * last life stopped, as its people do. What they were told is done is written down in the journal, and is not asked for again; what
 * was under way when the life ended is. Ends by itself once the report is published.
 *
 * node small-year-program.ts ASSEMBLY DATA JOURNAL
 */
const [assemblyDir, dataDir, journal] = z
  .tuple([z.string(), z.string(), z.string()])
  .parse(process.argv.slice(2));
const root = path.join(import.meta.dirname, '../..');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const whole = cycleDefinition.parse(readJson('infra/cycles/2018/cycle.json'));
const units = ['001', '002', '005', '015', '048'];
const definition = { ...whole, units: whole.units.filter(({ id }) => units.includes(id)) };
const accounts = demoAccounts(definition, 'small year');
const done = new Set(existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : []);
const say = (line: string) => process.stdout.write(`${line}\n`);

const runtime = await startRuntime({
  assemblyDir,
  dataDir,
  port: 0,
  s3Port: 0,
  parameters: ({ issuer }) => ({ OidcIssuer: issuer, OidcAudience: 'biaochi-api' }),
  accounts: () => Promise.resolve(accounts),
  log: () => undefined,
});
const signIn = people(runtime.origin);
const as = (username: string) => {
  const account = accounts.find((each) => each.username === username);
  if (account === undefined) throw new Error(`there is no account ${username}`);
  return signIn(account);
};
say('ready');

/** Something that people do, until they are told that it is done. */
async function step(name: string, work: () => Promise<unknown>): Promise<void> {
  if (done.has(name)) return;
  await work();
  appendFileSync(journal, `${name}\n`);
  say(name);
}
const goTo = (now: string) => () =>
  as('admin-a').call(routes.setRehearsalClock, { params: {}, body: { now } });
const inYear = { cycle: '2018' };

await step('load', () =>
  runtime.invokeFunction('biaochi-setup-load-cycle', {
    definition,
    rubric: readJson('shared/domain/rubric/library/2018.json'),
    members: accounts.map(({ member }) => member),
  }),
);
await step('june', goTo('2018-06-15T04:00:00.000Z'));
for (const unit of units)
  for (const part of [1, 2])
    await step(`rows ${unit} ${part}`, () => {
      const rows = Array.from({ length: 10 }, (_, place) =>
        sampleEntry({
          title: `${unit}单位第${part}批第${place}条`,
          url: `http://demo.example.cn/${unit}/${part}/${place}.html`,
        }),
      );
      const key = `rows-of-${unit}-part-000${part}`;
      return as(`unit-${unit}`).call(routes.addRegisterRows, {
        params: { ...inYear, unit },
        body: { rows },
        key,
      });
    });
for (const unit of ['002', '015']) {
  const pdf = buildPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [] /Count 0 /T (${unit}) >>`,
  ]);
  const file = {
    name: '会议纪要.pdf',
    size: pdf.length,
    contentType: 'application/pdf',
    sha256: createHash('sha256').update(pdf).digest('hex'),
  };
  await step(`evidence ${unit}`, async () => {
    const { evidence, links } = await as(`unit-${unit}`).call(routes.requestEvidence, {
      params: { ...inYear, unit },
      key: `evidence-of-unit-${unit}`,
      body: { items: ['A1'], title: '会议纪要', note: null, channel: null, files: [file], replaces: null },
    });
    for (const link of links) await upload(link, pdf);
    const place = { ...inYear, unit, evidence: evidence.id };
    const look = () => as('reviewer-b').call(routes.getEvidence, { params: place });
    while ((await look()).status === 'requested') await new Promise((turn) => setTimeout(turn, 30));
    await as('reviewer-b').call(routes.acceptEvidence, { params: place });
  });
  await step(`points ${unit}`, () =>
    as('reviewer-b').call(routes.givePoints, {
      params: { ...inYear, unit },
      body: { points: [{ item: 'C2', points: '1.5', level: null, reason: '培训留痕不全', checks: {} }] },
    }),
  );
}
for (const unit of units)
  await step(`portal ${unit}`, () =>
    as('body-portal-office').call(routes.givePoints, {
      params: { ...inYear, unit },
      body: { points: [{ item: 'B1', points: '6', level: null, reason: null, checks: {} }] },
    }),
  );
await step('january', goTo('2019-01-05T01:00:00.000Z'));

const scene: YearEndScene = {
  cycle: '2018',
  admin: as('admin-a'),
  reviewer: as('admin-b'),
  signer: as('signer'),
  bodies: new Map(definition.bodies.map(({ id }) => [id, as(`body-${id}`)])),
  fireSchedule: () => runtime.fireSchedule('biaochi-year-end'),
};
await step('run', () => startBySchedule(scene));
await step('hand-ins', () => handInWhileWaiting(scene, () => undefined));
await step('sign-off', () => followToSignOff(scene, () => undefined));
await step('published', () => signAndPublish(scene));

/** Whatever was acknowledged in any life is there, once. */
const found: Record<string, number> = {};
for (const unit of units) {
  const counted = await as(`unit-${unit}`).call(routes.countRegister, { params: { ...inYear, unit } });
  found[`rows ${unit}`] = counted.registered;
  const { items } = await as(`unit-${unit}`).call(routes.listEvidence, { params: { ...inYear, unit } });
  found[`accepted ${unit}`] = items.filter(({ status }) => status === 'accepted').length;
}
const { items: runs } = await as('admin-a').call(routes.listRuns, { params: inYear });
found['runs'] = runs.length;
say(`found ${JSON.stringify(found)}`);
await runtime.close();
process.exit(0);
