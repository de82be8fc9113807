import { spawn } from 'node:child_process';
import path from 'node:path';
import { fingerprintOf, makeFrom } from './made-from.ts';

/** What the synthesised app is made from. A change in any of these makes it anew. */
const sources = [
  'infra',
  'functions',
  'shared',
  'web/verify',
  // It says what a bundler may leave out.
  'package.json',
  'package-lock.json',
  'cdk.json',
  'tsconfig.json',
];

/**
 * Synthesises the CDK app for the embedded runtime, with its bundles, unless that was done before from the same sources.
 * @returns whether there was anything to do
 * @throws Error with the last lines that the app printed
 */
export function synthesise(root: string, assemblyDir: string): Promise<boolean> {
  return makeFrom(assemblyDir, fingerprintOf(root, sources), async (into) => {
    const [code, output] = await run(root, into);
    if (code !== 0) throw new Error(`The CDK app could not be synthesised:\n${output.slice(-3000)}`);
  });
}

function run(root: string, assemblyDir: string): Promise<[number | null, string]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, 'infra/app.ts')], {
      cwd: root,
      env: {
        ...process.env,
        CDK_OUTDIR: assemblyDir,
        CDK_CONTEXT_JSON: JSON.stringify({ installation: 'embedded' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => resolve([code, output]));
  });
}
