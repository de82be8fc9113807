import type { BuildOptions } from 'esbuild';
import type { FunctionName } from '../../shared/contracts/functions.ts';

/** A script that lies beside a function's bundle, for the function to hand out. */
export type BundledScript = Readonly<{
  /** In the function's folder. */
  name: string;
  entry: string;
  /** How esbuild is to make it. */
  options: Readonly<Pick<BuildOptions, 'minify' | 'format' | 'platform' | 'target'>>;
}>;

/**
 * Published reports carry their own means of being checked: the page's script, with the very engine that scored them, and a
 * program of its own, left readable since strangers are asked to run it.
 */
export const verifyScripts: readonly BundledScript[] = [
  {
    name: 'verify.js',
    entry: 'web/verify/page.ts',
    options: { minify: true, format: 'iife', platform: 'browser', target: 'es2022' },
  },
  {
    name: 'verify.mjs',
    entry: 'functions/cli/verify.ts',
    options: { format: 'esm', platform: 'node', target: 'node18' },
  },
];

/** The functions that hand scripts out. */
export const scriptsOf: Readonly<Partial<Record<FunctionName, readonly BundledScript[]>>> = {
  'task-publish-report': verifyScripts,
  'event-make-custody-package': verifyScripts.filter(({ name }) => name === 'verify.mjs'),
};

/** How esbuild is told to make a script. */
export function scriptOptions({ entry, options }: BundledScript): BuildOptions {
  return { entryPoints: [entry], bundle: true, charset: 'utf8', logLevel: 'warning', ...options };
}
