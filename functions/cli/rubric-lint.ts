import { lintRubric } from '../../shared/domain/rubric/lint/lint-rubric.ts';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { placesOf, printFaults, readDocument } from '../../shared/formats/read-document.ts';
import { readInputs, stop, textOf } from './files.ts';
import { readArguments } from './read-arguments.ts';

/**
 * `npm run -s rubric:lint -- FILE [--inputs FILE] [--json]`: faults of a rubric, or remarks on it, each with its line.
 * With inputs it also tells what never acts on them. Ends with 2 for faults, 1 for warnings, 0 when there are none or only
 * notes, so that a script can tell them apart.
 */
const usage = 'npm run -s rubric:lint -- FILE [--inputs FILE] [--json]';

const { values, positionals } = readArguments(usage, {
  allowPositionals: true,
  options: { inputs: { type: 'string' }, json: { type: 'boolean' } },
});
const [file, ...others] = positionals;
if (file === undefined || others.length > 0) stop(`请给出一个细则文件 / name one rubric file. ${usage}`);
const text = textOf(file);
const read = readDocument(text, rubric);
if (!read.ok) {
  if (values.json === true) process.stdout.write(toCanonicalJson({ faults: read.faults, findings: [] }));
  stop(printFaults(file, read.faults).trimEnd());
}
const given = values.inputs === undefined ? {} : { inputs: readInputs(values.inputs) };
const placeOf = placesOf(text);
const findings = lintRubric(read.value, given)
  .map((each) => ({ ...each, ...placeOf(each.path) }))
  .sort((a, b) => a.line - b.line || a.column - b.column);
const warnings = findings.filter((each) => each.severity === 'warning').length;
if (values.json === true) process.stdout.write(toCanonicalJson({ faults: [], findings }));
else process.stdout.write(page(findings));
process.exitCode = warnings > 0 ? 1 : 0;

function page(of: typeof findings): string {
  if (of.length === 0) return '没有要提醒的。 / Nothing to remark.\n';
  const kinds = { warning: '提醒 warning', note: '说明 note' } as const;
  const notes = of.length - warnings;
  return [
    ...of.map(
      ({ line, column, severity, code, message }) =>
        `${file}:${line}:${column} ${kinds[severity]} ${code}\n  ${message.zh}\n  ${message.en}\n`,
    ),
    `提醒 ${warnings} 处，说明 ${notes} 处。 / ${warnings} warnings, ${notes} notes.\n`,
  ].join('');
}
