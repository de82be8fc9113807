import path from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { openBrowser } from '../../../support/browser.ts';
import { libraryRubric, rubric2018 } from '../../../support/scoring.ts';
import { sampleInput } from '../../report/sample.ts';

/** A citizen recomputes scores in the browser with the very engine that made them: it must need nothing but zod. */
const root = path.join(import.meta.dirname, '../../../..');
const entry = `
  import { rubric } from './shared/domain/rubric/rubric.ts';
  import { inputs } from './shared/domain/scoring/inputs.ts';
  import { score } from './shared/domain/scoring/score.ts';
  import { toCanonicalJson } from './shared/domain/scoring/canonical-json.ts';
  window.recompute = (rules, year) =>
    toCanonicalJson(score(rubric.parse(JSON.parse(rules)), inputs.parse(JSON.parse(year))));
`;

let browser: Browser;
let bundle: Awaited<ReturnType<typeof bundled>>;

function bundled() {
  return build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    absWorkingDir: root,
  });
}

beforeAll(async () => {
  bundle = await bundled();
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser.close());

test('the engine is made of the domain and zod, and of nothing else', () => {
  const sources = Object.keys(bundle.metafile.inputs).filter((each) => each !== '<stdin>');
  expect(sources.filter((each) => !/^(shared\/domain|node_modules\/zod)\//.test(each))).toEqual([]);
  expect(sources.length).toBeGreaterThan(10);
});

test.each([
  ['2018', rubric2018],
  ['hundred-down', libraryRubric('hundred-down')],
  ['ten-points', libraryRubric('ten-points')],
])(
  'a browser gives the same bytes as the year-end run: %s',
  async (_, rules) => {
    const { inputs } = sampleInput({ rules });
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    const recomputed: unknown = await page.evaluate(
      `window.recompute(${JSON.stringify(JSON.stringify(rules))}, ${JSON.stringify(JSON.stringify(inputs))})`,
    );
    expect(recomputed).toBe(toCanonicalJson(score(rules, inputs)));
    await page.close();
  },
  60_000,
);
