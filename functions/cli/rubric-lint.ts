import { lintRubric } from '../../shared/domain/rubric/lint/lint-rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { placesOf } from '../../shared/formats/read-document.ts';
import { readInputs, readRubric, stop, textOf } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run -s rubric:lint -- FILE [--inputs FILE] [--json]`: remarks on a rubric, each with its line. With inputs it also
 * tells what never acts on them. Ends with 2 for faults, 1 for warnings, 0 when there are none or only notes.
 */
const usage = 'npm run -s rubric:lint -- FILE [--inputs FILE] [--json]';

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { inputs: { type: 'string' }, json: { type: 'boolean' } },
});
const [file, ...others] = positionals;
if (file === undefined || others.length > 0) stop(`请给出一个细则文件 / name one rubric file. ${usage}`);
const rules = readRubric(file);
const findings = lintRubric(rules, values.inputs === undefined ? {} : { inputs: readInputs(values.inputs) });
const placeOf = placesOf(textOf(file));
const placed = findings
  .map((each) => ({ ...each, ...placeOf(each.path) }))
  .sort((a, b) => a.line - b.line || a.column - b.column);
if (values.json === true) {
  process.stdout.write(toCanonicalJson(placed));
} else {
  const kinds = { warning: '提醒 warning', note: '说明 note' } as const;
  for (const { line, column, severity, code, message } of placed) {
    process.stdout.write(
      `${file}:${line}:${column} ${kinds[severity]} ${code}\n  ${message.zh}\n  ${message.en}\n`,
    );
  }
  const warnings = findings.filter((each) => each.severity === 'warning').length;
  const notes = findings.length - warnings;
  process.stdout.write(
    findings.length === 0
      ? '没有要提醒的。 / Nothing to remark.\n'
      : `提醒 ${warnings} 处，说明 ${notes} 处。 / ${warnings} warnings, ${notes} notes.\n`,
  );
}
process.exitCode = findings.some((each) => each.severity === 'warning') ? 1 : 0;
