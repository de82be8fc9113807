import type { FunctionName } from '../../shared/contracts/functions.ts';

/** A script that lies beside a function's bundle, for the function to hand out. */
export type BundledScript = Readonly<{
  /** In the function's folder. */
  name: string;
  entry: string;
  /** How esbuild is to make it. */
  options: readonly string[];
}>;

/**
 * Published reports carry their own means of being checked: the page's script, with the very engine that scored them, and a
 * program of its own, left readable since strangers are asked to run it.
 */
export const verifyScripts: readonly BundledScript[] = [
  {
    name: 'verify.js',
    entry: 'web/verify/page.ts',
    options: ['--minify', '--format=iife', '--platform=browser', '--target=es2022'],
  },
  {
    name: 'verify.mjs',
    entry: 'functions/cli/verify.ts',
    options: ['--format=esm', '--platform=node', '--target=node18'],
  },
];

/** The functions that hand scripts out. */
export const scriptsOf: Readonly<Partial<Record<FunctionName, readonly BundledScript[]>>> = {
  'task-publish-report': verifyScripts,
  'event-make-custody-package': verifyScripts.filter(({ name }) => name === 'verify.mjs'),
};

/** The command that makes a script; runs in a shell, with the project's folder as its working folder. */
export function bundleCommand({ name, entry, options }: BundledScript, outputDir: string): string {
  const flags = ['--bundle', '--charset=utf8', '--log-level=warning', ...options].join(' ');
  return `node "node_modules/esbuild/bin/esbuild" "${entry}" ${flags} "--outfile=${outputDir}/${name}"`;
}
