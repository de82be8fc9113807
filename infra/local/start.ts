import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { routes } from '../../shared/contracts/routes.ts';
import { cycleDefinition, type CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import { demoAccounts, type DemoAccount } from '../demo/accounts.ts';
import { people } from '../demo/api-client.ts';
import { demonstrationOf } from '../demo/demonstration-definition.ts';
import { demonstrationSteps } from '../demo/play-demonstration.ts';
import { readProgress, StoryProgress } from '../demo/story.ts';
import { importCycle } from '../operate/import-cycle.ts';
import { installationOfRuntime } from '../operate/installation-at.ts';
import { lockDataFolder } from './data-lock.ts';
import { LocalRuntimeError } from './local-runtime-error.ts';
import { progressLine } from './progress-lines.ts';
import { startRuntime, type Runtime } from './runtime.ts';
import { helpText, readOptions, WrongFlag, type StartOptions } from './start-options.ts';
import { synthesise } from './synthesise.ts';
import { buildWeb } from './web/build-web.ts';

/**
 * `npm start`: the whole product on one machine. Synthesises the app, serves it, loads the 2018 cycle, plays the demonstration
 * year when the data folder is empty, and keeps serving.
 */
const root = path.join(import.meta.dirname, '../..');
const assemblyDir = path.join(root, 'cdk.out');
const say = (line: string) => console.log(line);

/** What the embedded installation's resources are called by, in infra/config.ts. */
const installation = 'biaochi';
/** An empty installation begins with the year it was loaded for. */
const emptyBegins = '2018-01-02T01:00:00.000Z';
const storyFile = 'demonstration.json';
const accountsFile = 'accounts.txt';
/** Says that the data folder began with an exported year. */
const restoredFile = 'restored.json';

const options = readCommandLine();
if (options.help) {
  say(helpText);
} else {
  await main(options);
}

function readCommandLine(): StartOptions {
  try {
    return readOptions(process.argv.slice(2), process.cwd());
  } catch (error) {
    if (!(error instanceof WrongFlag)) throw error;
    console.error(error.message);
    process.exit(2);
  }
}

async function main(chosen: StartOptions): Promise<void> {
  let runtime: Runtime | null = null;
  // A terminal sends Ctrl-C to everybody and the bootstrap passes it on once more: the first one counts.
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await runtime?.close();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void stop(runtime === null ? 1 : 0));
  try {
    runtime = await serve(chosen);
    if (chosen.once) await stop(0);
    say('\n按 Ctrl-C 结束。 / Press Ctrl-C to stop.');
  } catch (error) {
    console.error(error instanceof LocalRuntimeError ? error.message : error);
    await stop(1);
  }
}

async function serve(chosen: StartOptions): Promise<Runtime> {
  const { dataDir } = chosen;
  const synthesising = progressLine('生成部署模板和函数包', say);
  await synthesise(root, assemblyDir);
  synthesising.end();
  const building = progressLine('生成办理页面', say);
  const webDir = await buildWeb(root);
  building.end();

  mkdirSync(dataDir, { recursive: true });
  if (chosen.fresh) await clear(dataDir);
  const story = storyOf(chosen);
  const definition = loadDefinition(story !== null);
  const accounts = demoAccounts(definition, story?.seed ?? chosen.seed);

  const starting = progressLine('启动本机运行环境', say);
  const runtime = await startRuntime({
    assemblyDir,
    dataDir,
    port: chosen.port,
    s3Port: chosen.port + 1,
    webDir,
    parameters: ({ issuer }) => ({ OidcIssuer: issuer, OidcAudience: 'biaochi-api' }),
    accounts: () => Promise.resolve(accounts),
    log: runtimeLog(dataDir),
  });
  starting.end();
  try {
    if (chosen.restore !== null) await restore(runtime, chosen.restore, dataDir);
    const isRestored = readMark(path.join(dataDir, restoredFile)) !== null;
    if (!isRestored) await loadCycle(runtime, definition, accounts);
    writeAccounts(dataDir, accounts);
    if (isRestored) say('年度来自导出的备份。 / The year is a restored one.');
    else if (story === null) await beginEmpty(runtime, accounts, dataDir);
    else await play(runtime, definition, accounts, story);
    tell(runtime, dataDir, accounts, story !== null);
    return runtime;
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

/** Empties a data folder that nobody is using. @throws LocalRuntimeError `data-folder-in-use` */
async function clear(dataDir: string): Promise<void> {
  const lock = await lockDataFolder(dataDir);
  for (const name of readdirSync(dataDir)) {
    if (name !== 'runtime.lock') rmSync(path.join(dataDir, name), { recursive: true, force: true });
  }
  lock.release();
}

/** The demonstration's progress, or null when the data folder holds a year without it. */
function storyOf({ dataDir, empty, seed, restore: restored }: StartOptions): StoryProgress | null {
  if (restored !== null || readMark(path.join(dataDir, restoredFile)) !== null) return null;
  const file = path.join(dataDir, storyFile);
  const emptyMark = path.join(dataDir, 'empty.json');
  if (readMark(emptyMark) !== null) return null;
  if (empty && readProgress(file) === null) {
    writeFileSync(emptyMark, '{}\n');
    return null;
  }
  return new StoryProgress(file, seed);
}

function readMark(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function loadDefinition(demonstration: boolean): CycleDefinition {
  const text = readFileSync(path.join(root, 'infra/cycles/2018/cycle.json'), 'utf8');
  const definition = cycleDefinition.parse(JSON.parse(text));
  return demonstration ? demonstrationOf(definition) : definition;
}

/** Puts an exported year in place of the one that is loaded otherwise; done already, or cut off, it may be done again. */
async function restore(runtime: Runtime, from: string, dataDir: string): Promise<void> {
  const restoring = progressLine('恢复导出的年度', say);
  await importCycle(installationOfRuntime(runtime), from);
  writeFileSync(path.join(dataDir, restoredFile), '{}\n');
  restoring.end();
}

async function loadCycle(
  runtime: Runtime,
  definition: CycleDefinition,
  accounts: readonly DemoAccount[],
): Promise<void> {
  const loading = progressLine(
    `载入 ${definition.cycle.id} 年度：细则、${definition.units.length} 个单位、牵头部门、成员`,
    say,
  );
  const rubric: unknown = JSON.parse(
    readFileSync(path.join(root, 'shared/domain/rubric/library/2018.json'), 'utf8'),
  );
  await runtime.invokeFunction(`${installation}-setup-load-cycle`, {
    definition,
    rubric,
    members: accounts.map((each) => each.member),
  });
  loading.end();
}

async function play(
  runtime: Runtime,
  definition: CycleDefinition,
  accounts: readonly DemoAccount[],
  story: StoryProgress,
): Promise<void> {
  const steps = demonstrationSteps({
    origin: runtime.origin,
    definition,
    accounts,
    seed: story.seed,
    fireSchedule: () => runtime.fireSchedule(`${installation}-year-end`),
  });
  const open = steps.filter((step) => !story.isDone(step.name));
  if (open.length > 0)
    say(
      `\n演示年度：${steps.length} 步，还有 ${open.length} 步。全部为演示数据。 / The demonstration year: ${open.length} of ${steps.length} steps to go. All of it is demonstration data.`,
    );
  for (const step of open) {
    const line = progressLine(
      `[${steps.indexOf(step) + 1}/${steps.length}] ${step.at.slice(0, 10)} ${step.title}`,
      say,
    );
    await step.run(line.report);
    await story.finish(step.name);
    line.end();
  }
}

async function beginEmpty(
  runtime: Runtime,
  accounts: readonly DemoAccount[],
  dataDir: string,
): Promise<void> {
  const mark = path.join(dataDir, 'empty.json');
  if (readMark(mark)?.includes('begun') === true) return;
  const admin = accounts.find((each) => each.username === 'admin-a');
  if (admin === undefined) throw new Error('There is no admin among the accounts');
  await people(runtime.origin)(admin).call(routes.setRehearsalClock, {
    params: {},
    body: { now: emptyBegins },
  });
  writeFileSync(mark, '{"begun":true}\n');
}

function writeAccounts(dataDir: string, accounts: readonly DemoAccount[]): void {
  const rows = accounts.map((each) => [each.username, each.password, each.displayName, each.what].join('\t'));
  const head = '演示账号，仅限本机 / demonstration accounts, for this machine only\n用户名\t密码\t姓名\t身份';
  writeFileSync(path.join(dataDir, accountsFile), `${head}\n${rows.join('\n')}\n`, { mode: 0o600 });
}

function tell(
  runtime: Runtime,
  dataDir: string,
  accounts: readonly DemoAccount[],
  demonstration: boolean,
): void {
  const shown = ['unit-002', 'body-civil-affairs', 'reviewer-a', 'admin-a', 'signer'];
  const lines = accounts
    .filter((each) => shown.includes(each.username))
    .map((each) => `    ${each.username}  ${each.password}  ${each.what}`);
  say(`
办理页面 / The console: ${runtime.origin}/console
${demonstration ? '评价报告（演示数据） / The report (demonstration data)' : '评价报告 / Reports'}: ${runtime.origin}/${demonstration ? 'reports/2018/index.html' : 'reports'}
接口说明 / API documentation: ${runtime.origin}/docs
登录账号 / Sign-in accounts: ${path.join(dataDir, accountsFile)}，例如 / for example:
${lines.join('\n')}
数据目录 / Data folder: ${dataDir}`);
}

function runtimeLog(dataDir: string): (line: string) => void {
  const file = path.join(dataDir, 'runtime.log');
  return (line) => writeFileSync(file, `${new Date().toISOString()} ${line}\n`, { flag: 'a' });
}
