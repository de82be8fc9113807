import path from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { compareRubrics } from '../../../../shared/domain/rubric/compare-rubrics.ts';
import { simulate } from '../../../../shared/domain/rubric/simulate.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { openBrowser } from '../../../support/browser.ts';
import { libraryRubric, rubric2018 } from '../../../support/scoring.ts';
import { sampleInput } from '../../report/sample.ts';

/** An admin tries a rubric while writing it, on a page: what tries it must need nothing but the domain and zod. */
const root = path.join(import.meta.dirname, '../../../..');
const entry = `
  import { compareRubrics } from './shared/domain/rubric/compare-rubrics.ts';
  import { rubric } from './shared/domain/rubric/rubric.ts';
  import { simulate } from './shared/domain/rubric/simulate.ts';
  import { inputs } from './shared/domain/scoring/inputs.ts';
  import { toCanonicalJson } from './shared/domain/scoring/canonical-json.ts';
  const rules = (text) => rubric.parse(JSON.parse(text));
  window.tryOut = (after, year, before) =>
    toCanonicalJson([
      simulate(rules(after), inputs.parse(JSON.parse(year)), rules(before)),
      compareRubrics(rules(before), rules(after)),
    ]);
`;

test('a browser tries and compares rubrics to the same bytes, with the domain and zod alone', async () => {
  const bundle = await build({
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    format: 'iife',
    absWorkingDir: root,
  });
  const sources = Object.keys(bundle.metafile.inputs).filter((each) => each !== '<stdin>');
  expect(sources.filter((each) => !/^(shared\/domain|node_modules\/zod)\//.test(each))).toEqual([]);

  const after = libraryRubric('hundred-down');
  const { inputs } = sampleInput({ rules: rubric2018 });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle.outputFiles[0]!.text });
    const sent = [after, inputs, rubric2018].map((each) => JSON.stringify(JSON.stringify(each))).join(', ');
    const found: unknown = await page.evaluate(`window.tryOut(${sent})`);
    expect(found).toBe(
      toCanonicalJson([simulate(after, inputs, rubric2018), compareRubrics(rubric2018, after)]),
    );
  } finally {
    await browser.close();
  }
}, 60_000);
