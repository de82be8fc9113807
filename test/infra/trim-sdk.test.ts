import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bundling, projectRoot } from '../../infra/bundle-function.ts';
import { cutList, namesTaken, ownPartOf } from '../../infra/trim-sdk.ts';

const list = `import { make } from "./make";
export { a, b as outside, } from "./a";
export { c } from "./c";
export class Own extends make() {
}
export const own = 1;`;

describe('what a reader takes of a list', () => {
  test('is what its statements name, by the names of the list', () => {
    const source = `import { a, b as mine } from "@aws-sdk/core/x";\nexport { c } from '@aws-sdk/core/x';`;
    expect(namesTaken(source, '@aws-sdk/core/x')).toEqual(new Set(['a', 'b', 'c']));
  });

  test.each([
    ['another list is named', `import { a } from "@aws-sdk/core/y";`],
    ['all of it is taken', `import * as all from "@aws-sdk/core/x";`],
    ['all of it is passed on', `export * from "@aws-sdk/core/x";`],
    [
      'one statement is understood and another is not',
      `import { a } from "@x/x";\nimport * as all from "@x/x";`,
    ],
    ['nothing is', ''],
  ])('is not known where %s, and the list stays whole', (_, source) => {
    expect(namesTaken(source, source.includes('@x/x') ? '@x/x' : '@aws-sdk/core/x')).toBeNull();
  });
});

describe('a list cut to what is taken', () => {
  test('keeps the lines of those names alone, known by what the list calls them', () => {
    expect(cutList(list, '/p/index.js', new Set(['outside']))).toBe(`export { b as outside } from './a';`);
  });

  test('takes what the list makes from one module apart, whoever asks: a class made twice would be two classes', () => {
    expect(cutList(list, '/p/index.js', new Set(['c', 'Own']))).toBe(
      `export { c } from './c';\nexport { Own } from './index.js?own';`,
    );
  });

  test('has everything where it stays whole', () => {
    expect(cutList(list, '/p/index.js', 'all')).toBe(
      `export { a, b as outside } from './a';\nexport { c } from './c';\nexport * from './index.js?own';`,
    );
  });

  test('leaves in the part of its own what passes nothing on', () => {
    expect(ownPartOf(list)).toContain('import { make }');
    expect(ownPartOf(list)).toContain('export class Own');
    expect(ownPartOf(list)).not.toContain('./a');
  });
});

describe('a bundle of two clients of which one is loaded later', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-trim-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  async function startOf(
    plugins: typeof bundling.plugins | [],
  ): Promise<Readonly<{ bytes: number; inputs: readonly string[] }>> {
    const { metafile } = await build({
      ...bundling,
      plugins: [...plugins],
      stdin: {
        contents: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const table = new DynamoDBClient({});
export const later = () => import('@aws-sdk/client-s3').then(({ S3Client }) => new S3Client({}));`,
        resolveDir: projectRoot,
      },
      outdir: folder,
      write: false,
      metafile: true,
    });
    const seen = new Set<string>();
    const walk = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const each of metafile.outputs[file]?.imports ?? [])
        if (each.kind === 'import-statement' && metafile.outputs[each.path] !== undefined) walk(each.path);
    };
    walk(
      Object.keys(metafile.outputs).find(
        (file) => metafile.outputs[file]?.entryPoint !== undefined && file.endsWith('index.mjs'),
      ) ?? '',
    );
    const outputs = [...seen].flatMap((file) => metafile.outputs[file] ?? []);
    return {
      bytes: outputs.reduce((sum, each) => sum + each.bytes, 0),
      inputs: outputs.flatMap((each) => Object.keys(each.inputs)),
    };
  }

  test('starts without what the later one alone needs, XML above all, which it would carry otherwise', async () => {
    const [trimmed, plain] = [await startOf(bundling.plugins), await startOf([])];
    const xml = (inputs: readonly string[]) => inputs.filter((each) => each.includes('/protocols/xml/'));
    expect(xml(plain.inputs)).not.toEqual([]);
    expect(xml(trimmed.inputs)).toEqual([]);
    expect(trimmed.bytes).toBeLessThan(plain.bytes);
  });

  test('still says its version to the service', async () => {
    const outdir = path.join(folder, 'said');
    await build({
      ...bundling,
      stdin: {
        contents: `export { version } from '@aws-sdk/client-dynamodb/package.json';`,
        resolveDir: projectRoot,
      },
      outdir,
    });
    const manifest = readFileSync(
      path.join(projectRoot, 'node_modules/@aws-sdk/client-dynamodb/package.json'),
      'utf8',
    );
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
    const bundled = readFileSync(path.join(outdir, 'index.mjs'), 'utf8');
    expect(bundled).toContain(version);
    expect(bundled).not.toContain('Apache-2.0');
  });
});
