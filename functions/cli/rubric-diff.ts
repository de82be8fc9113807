import { compareRubrics } from '../../shared/domain/rubric/compare-rubrics.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { print, readRubric, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run -s rubric:diff -- OLD NEW [--json]`: what differs between two rubrics, a sentence for each, Chinese first. */
const usage = 'npm run -s rubric:diff -- OLD NEW [--json]';

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { json: { type: 'boolean' } },
});
const [before, after, ...others] = positionals;
if (before === undefined || after === undefined || others.length > 0) {
  stop(`请给出两个细则文件 / name two rubric files. ${usage}`);
}
const changes = compareRubrics(readRubric(before), readRubric(after));
print(values.json === true ? toCanonicalJson(changes) : sentences());

function sentences(): string {
  const { length } = changes;
  if (length === 0) return '没有不同。 / No difference.\n';
  return `${list(`有 ${length} 处不同：`, 'zh')}\n${list(`${length} difference${length === 1 ? '' : 's'}:`, 'en')}`;
}

function list(heading: string, language: 'zh' | 'en'): string {
  return [heading, ...changes.map(({ message }) => `- ${message[language]}`), ''].join('\n');
}
