import path from 'node:path';
import { build } from 'esbuild';
import { scriptOptions, verifyScripts } from '../../infra/constructs/bundled-scripts.ts';

const root = path.join(import.meta.dirname, '../..');

/** A script as it is handed out with a report, made with the very options of the deployment. */
export async function bundleScript(name: 'verify.js' | 'verify.mjs'): Promise<string> {
  const script = verifyScripts.find((each) => each.name === name);
  if (script === undefined) throw new Error(`there is no script ${name}`);
  const made = await build({ ...scriptOptions(script), absWorkingDir: root, write: false });
  return made.outputFiles[0]?.text ?? '';
}
