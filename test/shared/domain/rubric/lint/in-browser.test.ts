import path from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { lintRubric } from '../../../../../shared/domain/rubric/lint/lint-rubric.ts';
import { toCanonicalJson } from '../../../../../shared/domain/scoring/canonical-json.ts';
import { sampleInput } from '../../../report/sample.ts';
import { rubric2018 } from '../../../../support/scoring.ts';

const root = path.join(import.meta.dirname, '../../../../..');
const entry = `
  import { lintRubric } from './shared/domain/rubric/lint/lint-rubric.ts';
  import { toCanonicalJson } from './shared/domain/scoring/canonical-json.ts';
  globalThis.told = (rules, inputs) => toCanonicalJson(lintRubric(JSON.parse(rules), { inputs: JSON.parse(inputs) }));
`;

test('the same remarks without anything of Node’s, with the domain and zod alone: an admin sees them while writing', async () => {
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

  const { inputs } = sampleInput({ rules: rubric2018 });
  const context = createContext({ sent: [JSON.stringify(rubric2018), JSON.stringify(inputs)] });
  runInContext(bundle.outputFiles[0]!.text, context);
  expect(runInContext('told(...sent)', context)).toBe(toCanonicalJson(lintRubric(rubric2018, { inputs })));
});
