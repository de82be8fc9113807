import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync, mkdirSync, rmSync } from 'node:fs';
import * as z from 'zod/mini';

/**
 * `npm test`: everything that must hold before a change goes in. Stops at the first kind of check that fails, and ends with
 * a line that says how many checks passed. Each of the first three counts as one.
 */
const root = path.join(import.meta.dirname, '..');
const outputDir = path.join(root, 'test/.output');
const resultsFile = path.join(outputDir, 'vitest.json');
const require = createRequire(import.meta.url);

const summary = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  numFailedTestSuites: z.int(),
});

/** The program of an installed package, run with the Node that runs this. */
function program(name: string, bin: string): string {
  return path.join(path.dirname(require.resolve(`${name}/package.json`)), bin);
}

function run(title: string, script: string, ...args: string[]): Promise<boolean> {
  const started = Date.now();
  console.log(`— ${title}`);
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
    child.on('exit', (code) => {
      console.log(
        `— ${title}: ${code === 0 ? 'ok' : 'failed'} (${Math.round((Date.now() - started) / 1000)} s)`,
      );
      resolve(code === 0);
    });
  });
}

function end(passed: number, failed: number): never {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

rmSync(resultsFile, { force: true });
mkdirSync(outputDir, { recursive: true });

const lint = program('eslint', 'bin/eslint.js');
const checks: [string, string, string[]][] = [
  ['format', program('prettier', 'bin/prettier.cjs'), ['--check', '--log-level', 'warn', '.']],
  ['types', program('typescript', 'bin/tsc'), ['-p', '.']],
  ['types of the console', program('typescript', 'bin/tsc'), ['-p', 'web']],
  ['lint of the console', lint, ['web', '--max-warnings', '0']],
  // In parts, since the whole at once takes more memory than Node gives itself.
  ['lint and import zones', lint, ['shared', 'functions', 'infra', '*.ts', '--max-warnings', '0']],
  ['lint of the rules’ tests', lint, ['test/shared/domain', 'test/shared/formats', '--max-warnings', '0']],
  [
    'lint of the use cases’ tests',
    lint,
    ['test/shared', '--ignore-pattern', 'test/shared/{domain,formats}', '--max-warnings', '0'],
  ],
  ['lint of the other tests', lint, ['test', '--ignore-pattern', 'test/shared', '--max-warnings', '0']],
];
let passed = 0;
for (const [title, script, args] of checks) {
  if (!(await run(title, script, ...args))) end(passed, 1);
  passed += 1;
}

const green = await run(
  'tests',
  program('vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${resultsFile}`,
  ...process.argv.slice(2),
);
const counted = summary.safeParse(JSON.parse(readFileSync(resultsFile, 'utf8')));
if (!counted.success) end(passed, 1);
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = counted.data;
// A skipped test is not a passed one, and a suite that could not even be loaded has failed.
const failed =
  numFailedTests + numPendingTests + numTodoTests + (numFailedTests === 0 ? numFailedTestSuites : 0);
end(passed + numPassedTests, Math.max(failed, green ? 0 : 1));
