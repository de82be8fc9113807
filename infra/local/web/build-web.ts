import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fingerprintOf, makeFrom } from '../made-from.ts';

/** What the console is made from. A change in any of these makes it anew. */
const sources = [
  'web/src',
  'web/public',
  'web/index.html',
  'web/vite.config.ts',
  'web/antd-styles.ts',
  'web/first-chunks.ts',
  'web/no-json-schema.ts',
  'web/preload-shared.ts',
  'shared',
  'package-lock.json',
];

/**
 * Builds the console, unless that was done before from the same sources.
 * @returns the folder of its files
 * @throws Error with the last lines that the build printed
 */
export async function buildWeb(root: string): Promise<string> {
  const dir = path.join(root, 'web/dist');
  await makeFrom(dir, fingerprintOf(root, sources), async (into) => {
    const [code, output] = await run(root, into);
    if (code !== 0) throw new Error(`The console could not be built:\n${output.slice(-3000)}`);
  });
  return dir;
}

function run(root: string, into: string): Promise<[number | null, string]> {
  const require = createRequire(import.meta.url);
  const vite = path.join(path.dirname(require.resolve('vite/package.json')), 'bin/vite.js');
  return new Promise((resolve, reject) => {
    const config = path.join(root, 'web/vite.config.ts');
    const args = [vite, 'build', '--config', config, '--outDir', into, '--logLevel', 'warn'];
    // Whatever this runs in, a test for instance, the console is built as it is served.
    const env = { ...process.env, NODE_ENV: 'production' };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => resolve([code, output]));
  });
}
