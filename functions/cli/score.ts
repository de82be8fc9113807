import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { checkInputs } from '../../shared/domain/scoring/check-inputs.ts';
import { explain } from '../../shared/domain/scoring/explain.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import { readInputs, readRubric, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT [--english]]`: scores frozen inputs with no server. On
 * the files that are published with a report it prints the published result, byte for byte.
 */
const usage = 'npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT [--english]]';

const { values } = readArguments(usage, {
  options: {
    rubric: { type: 'string' },
    inputs: { type: 'string' },
    explain: { type: 'string' },
    english: { type: 'boolean' },
  },
});
if (values.rubric === undefined) stop(`缺少 --rubric / --rubric is missing. ${usage}`);
if (values.inputs === undefined) stop(`缺少 --inputs / --inputs is missing. ${usage}`);
const rules = readRubric(values.rubric);
const year = readInputs(values.inputs);
const faults = checkInputs(rules, year);
if (faults.length > 0) {
  const lines = faults.map(({ path, message }) => `${path.join('.')}: ${message.zh} / ${message.en}`);
  stop(`${values.inputs}:\n${lines.join('\n')}`);
}
const result = score(rules, year);
if (values.explain === undefined) {
  process.stdout.write(toCanonicalJson(result));
} else {
  const unit = result.units.find((each) => each.unit === values.explain || each.name === values.explain);
  if (unit === undefined) stop(`没有单位 ${values.explain} / there is no unit ${values.explain}`);
  process.stdout.write(explain(unit, result, values.english === true ? 'en' : 'zh'));
}
