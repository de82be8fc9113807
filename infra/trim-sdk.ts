import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import * as z from 'zod/mini';

/** Marks that this plugin asks for a resolution itself, so that it is not asked again. */
const askedHere = 'trim-sdk';
/** By this suffix of a list's path goes what the list makes itself. */
const ownPart = '?own';
/** A client tells the service its version, and takes that from its package.json. */
const manifests = /\/node_modules\/@aws-sdk\/[^/]+\/package\.json$/;
const manifest = z.object({ version: z.string() });
const lists = /\/node_modules\/@(aws-sdk|smithy)\/core\/.*\/index\.js$/;

/** A line of a list: it passes names on and has nothing of its own. */
const passedOn = /^export \{([^}]*)\} from ["']([^"']+)["'];?$/gm;

/** What stands before `as`, or the name itself: what the module behind calls it. */
const innerName = (taken: string): string => taken.split(' as ')[0]?.trim() ?? '';
/** What comes after `as`, or the name itself: what readers call it. */
const outerName = (taken: string): string => taken.split(' as ').at(-1)?.trim() ?? '';

function namesIn(braces: string): readonly string[] {
  return braces
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/**
 * Which names a source takes from a module, or null where it takes it whole or in a way that is not understood here.
 * Understood: `import { a, b as c } from '…'` and the same with `export`.
 */
export function namesTaken(source: string, from: string): ReadonlySet<string> | null {
  const statements = [...source.matchAll(/(?:import|export) \{([^}]*)\} from (["'])([^"']+)\2/g)].filter(
    ([, , , module]) => module === from,
  );
  const mentions = source.split(`'${from}'`).length + source.split(`"${from}"`).length - 2;
  if (statements.length === 0 || statements.length !== mentions) return null;
  return new Set(statements.flatMap(([, braces = '']) => namesIn(braces).map(innerName)));
}

/** What a list makes itself: all of it but the lines that pass names on. */
export const ownPartOf = (list: string): string => list.replace(passedOn, '').trim();

/**
 * A list with no more than the names that are taken, or with all of them. What it makes itself is a module apart, the same one for
 * every cut, so that a class stays one class.
 */
export function cutList(list: string, file: string, taken: ReadonlySet<string> | 'all'): string {
  const lines = [...list.matchAll(passedOn)].map(([, braces = '', from = '']) => ({
    names: namesIn(braces).filter((name) => taken === 'all' || taken.has(outerName(name))),
    from,
  }));
  const own = `./${path.basename(file)}${ownPart}`;
  const passed = new Set(lines.flatMap(({ names }) => names.map(outerName)));
  const made = taken === 'all' ? [] : [...taken].filter((name) => !passed.has(name));
  return [
    ...lines
      .filter(({ names }) => names.length > 0)
      .map(({ names, from }) => `export { ${names.join(', ')} } from '${from}';`),
    ...(made.length > 0 ? [`export { ${made.join(', ')} } from '${own}';`] : []),
    ...(taken === 'all' && ownPartOf(list) !== '' ? [`export * from '${own}';`] : []),
  ].join('\n');
}

/** How a module of the SDK reads a list: one cut of it, or all. Kept, since every function's bundle asks for the same few hundred. */
const cuts = new Map<string, OnResolveResult>();

/**
 * Leaves out of the SDK what no function needs. Its lists, modules that pass on what others make, are cut to what each of their readers
 * takes: esbuild counts everything that a list names as needed by whoever reads it, and what a function loads with S3's client, later
 * and in some calls, would be loaded with the table's client at its start, since both read the same lists. A list that is read in
 * another way stays whole, which costs size alone: the modules behind it are the same ones, once each. Of a client's package.json
 * its version is left.
 */
export const trimSdk: Plugin = {
  name: 'trim-sdk',
  setup(build) {
    const cutFor = async (
      module: string,
      importer: string,
      asked: Pick<OnResolveArgs, 'resolveDir' | 'kind'>,
    ): Promise<OnResolveResult> => {
      const found = await build.resolve(module, { importer, ...asked, pluginData: askedHere });
      const taken = lists.test(found.path) ? namesTaken(readFileSync(importer, 'utf8'), module) : null;
      // By its suffix one cut of a list is told from another.
      return taken === null ? found : { ...found, suffix: `?${[...taken].sort().join(',')}` };
    };
    build.onResolve({ filter: /^@(aws-sdk|smithy)\/core\b/ }, async (asked) => {
      const { path: module, importer, resolveDir, kind } = asked;
      // What our own sources take of a list has types among it, and they read none that two clients share.
      const bySdk = kind === 'import-statement' && importer.includes('/node_modules/');
      if (asked.pluginData === askedHere || !bySdk) return undefined;
      const reader = `${importer} ${module}`;
      const cut = cuts.get(reader) ?? (await cutFor(module, importer, { resolveDir, kind }));
      cuts.set(reader, cut);
      return cut;
    });
    build.onResolve({ filter: /\?own$/ }, async ({ path: module, importer, resolveDir, kind }) => {
      const found = await build.resolve(module.slice(0, -ownPart.length), { importer, resolveDir, kind });
      return { ...found, suffix: ownPart };
    });
    build.onLoad({ filter: manifests }, ({ path: file }) => {
      const { version } = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
    build.onLoad({ filter: lists }, ({ path: file, suffix }) => {
      const list = readFileSync(file, 'utf8');
      const taken = suffix === '' ? 'all' : new Set(suffix.slice(1).split(','));
      const contents = suffix === ownPart ? ownPartOf(list) : cutList(list, file, taken);
      return { contents, resolveDir: path.dirname(file), loader: 'js' };
    });
  },
};
