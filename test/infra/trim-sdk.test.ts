import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bundling, projectRoot } from '../../infra/bundle-function.ts';
import { cutList, namesTaken, ownPartOf } from '../../infra/trim-sdk.ts';
import { loadedAtStart } from '../support/loaded-at-start.ts';

const sourceMap = z.object({ sources: z.array(z.string()) });

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

  /** What a bundle of theirs loads at its start: how much, and of which sources. */
  async function startOf(
    name: string,
    plugins: typeof bundling.plugins | [],
  ): Promise<Readonly<{ bytes: number; sources: readonly string[] }>> {
    const outdir = path.join(folder, name);
    await build({
      ...bundling,
      plugins: [...plugins],
      stdin: {
        contents: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const table = new DynamoDBClient({});
export const later = () => import('@aws-sdk/client-s3').then(({ S3Client }) => new S3Client({}));`,
        resolveDir: projectRoot,
      },
      outdir,
    });
    const files = loadedAtStart(path.join(outdir, 'index.mjs'));
    return {
      bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
      sources: files.flatMap(
        (file) => sourceMap.parse(JSON.parse(readFileSync(`${file}.map`, 'utf8'))).sources,
      ),
    };
  }

  test('starts without what the later one alone needs, XML above all, which it would carry otherwise', async () => {
    const trimmed = await startOf('trimmed', bundling.plugins);
    const plain = await startOf('plain', []);
    const xml = (sources: readonly string[]) => sources.filter((each) => each.includes('/protocols/xml/'));
    expect(xml(plain.sources)).not.toEqual([]);
    expect(xml(trimmed.sources)).toEqual([]);
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
