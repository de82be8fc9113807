import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { FunctionName } from '../shared/contracts/functions.ts';
import { scriptOptions, scriptsOf } from './constructs/bundled-scripts.ts';
import { trimSdk } from './trim-sdk.ts';

export const projectRoot = fileURLToPath(new URL('../', import.meta.url));

/**
 * How code for a function is bundled: one ES module with everything that it uses at once, the SDK too, and beside it a module for each
 * part that only some calls need and that they load (`import()`).
 */
export const bundling = {
  absWorkingDir: projectRoot,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  outExtension: { '.js': '.mjs' },
  entryNames: 'index',
  // esbuild's own order, `main` first, takes the CommonJS builds and costs half as much again in size.
  mainFields: ['module', 'main'],
  minify: true,
  // Chinese as it is, not as escapes of twice the size.
  charset: 'utf8',
  // Fonts are files beside the bundle, found by where the bundle lies.
  loader: { '.ttf': 'file' },
  sourcemap: true,
  // Stack traces need lines, not the text; the text would triple the upload.
  sourcesContent: false,
  alias: {
    // Lambda puts a function's credentials into its environment; the SDK's search for others (profiles, single sign-on, other
    // machines) would be a fifth of every bundle.
    '@aws-sdk/credential-provider-node': './functions/adapters/lambda-credentials.ts',
    // No function asks a service for its addresses: that is off unless somebody turns it on, and its cache is 8 KB.
    '@aws-sdk/middleware-endpoint-discovery': './functions/adapters/no-endpoint-discovery.ts',
  },
  plugins: [trimSdk],
  // CommonJS packages inside an ES module still call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as nodeRequire } from 'node:module'; const require = nodeRequire(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Lays a function's code into a folder, with the scripts that it hands out. @throws Error when a source does not compile */
export async function bundleFunction(name: FunctionName, outdir: string): Promise<void> {
  await build({ ...bundling, entryPoints: [`functions/${name}/index.ts`], outdir });
  for (const script of scriptsOf[name] ?? [])
    await build({
      ...scriptOptions(script),
      absWorkingDir: projectRoot,
      outfile: `${outdir}/${script.name}`,
    });
}
