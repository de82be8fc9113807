import path from 'node:path';
import { build } from 'esbuild';
import { verifyScripts } from '../../infra/constructs/bundled-scripts.ts';

const root = path.join(import.meta.dirname, '../..');

/** A script as it is handed out with a report, made with the very options of the deployment. */
export async function bundleScript(name: 'verify.js' | 'verify.mjs'): Promise<string> {
  const script = verifyScripts.find((each) => each.name === name);
  if (script === undefined) throw new Error(`there is no script ${name}`);
  const option = (key: string) => script.options.find((each) => each.startsWith(`--${key}=`))?.split('=')[1];
  const made = await build({
    entryPoints: [path.join(root, script.entry)],
    bundle: true,
    write: false,
    charset: 'utf8',
    minify: script.options.includes('--minify'),
    format: option('format') === 'iife' ? 'iife' : 'esm',
    platform: option('platform') === 'browser' ? 'browser' : 'node',
    target: option('target') ?? 'esnext',
  });
  return made.outputFiles[0]?.text ?? '';
}
