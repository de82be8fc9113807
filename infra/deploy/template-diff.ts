import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { differenceOf, summaryOf } from './template-summary.ts';

/**
 * `npm run template:diff`: what a change does to the deployed templates, for whoever reviews it. Synthesises the CDK app of a commit and
 * of the working tree, without their bundles, and shows which resources and rights went, came or changed. Always ends with 0 unless
 * something could not be synthesised: a change is no fault.
 */
const root = path.join(import.meta.dirname, '../..');
const usage = 'npm run template:diff -- [COMMIT, else the one before the last] [--installation default]';

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();
}

/** The summary of an app's templates. */
function synthesised(tree: string, installation: string, outdir: string): readonly string[] {
  const done = spawnSync(process.execPath, [path.join(tree, 'infra/app.ts')], {
    cwd: tree,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify({ installation, 'aws:cdk:bundling-stacks': [] }),
    },
  });
  if (done.status !== 0) throw new Error(`${tree} could not be synthesised:\n${done.stderr}`);
  return readdirSync(outdir)
    .filter((name) => name.endsWith('.template.json'))
    .sort()
    .flatMap((name) =>
      summaryOf(
        name.slice(0, -'.template.json'.length),
        JSON.parse(readFileSync(path.join(outdir, name), 'utf8')),
      ),
    );
}

function main(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { installation: { type: 'string', default: 'default' } },
  });
  const commit = git('rev-parse', '--verify', '--short', `${positionals[0] ?? 'HEAD~1'}^{commit}`);
  const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-templates-'));
  try {
    const tree = path.join(folder, 'tree');
    mkdirSync(tree);
    const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 1 << 30 });
    execFileSync('tar', ['-x', '-C', tree], { input: archive });
    symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'), 'dir');
    const before = synthesised(tree, values.installation, path.join(folder, 'before'));
    const after = synthesised(root, values.installation, path.join(folder, 'after'));
    const { gone, come } = differenceOf(before, after);
    console.log(
      `Templates of ${values.installation}: ${commit} and the working tree, ${after.length} lines.`,
    );
    for (const line of gone) console.log(`- ${line}`);
    for (const line of come) console.log(`+ ${line}`);
    console.log(
      gone.length + come.length === 0 ? 'No difference.' : `${gone.length} gone, ${come.length} come.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
