import { parseArgs } from 'node:util';
import { compareRubrics, type RubricChange } from '../../shared/domain/rubric/compare-rubrics.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { readRubric, stop } from './files.ts';

/** `npm run -s rubric:diff -- OLD NEW [--json]`: what differs between two rubrics, thing by thing. */
const usage = 'npm run -s rubric:diff -- OLD NEW [--json]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' } },
});
const [before, after, ...others] = positionals;
if (before === undefined || after === undefined || others.length > 0) {
  stop(`请给出两个细则文件 / name two rubric files. ${usage}`);
}
const changes = compareRubrics(readRubric(before), readRubric(after));
if (values.json === true) process.stdout.write(toCanonicalJson(changes));
else
  process.stdout.write(changes.length === 0 ? '没有不同。 / No difference.\n' : changes.map(said).join(''));

function said({ kind, where, property, before: old, after: now }: RubricChange): string {
  const kinds = {
    added: '新增 added',
    removed: '删去 removed',
    changed: '改动 changed',
    moved: '移动 moved',
  } as const;
  const what = property === '' ? '' : ` ${property}`;
  const values = kind === 'changed' || kind === 'moved' ? `：${old ?? '（无）'} → ${now ?? '（无）'}` : '';
  return `${kinds[kind]}  ${where.zh} / ${where.en}${what}${values}\n`;
}
