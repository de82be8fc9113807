import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { rubric, type Rubric } from '../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { explain } from '../../shared/domain/scoring/explain.ts';
import { inputs, type Inputs } from '../../shared/domain/scoring/inputs.ts';
import { score } from '../../shared/domain/scoring/score.ts';
import { printFaults, readDocument } from '../../shared/formats/read-document.ts';

/**
 * `npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT [--english]]`: scores frozen inputs with no server. On the files that
 * are published with a report it prints the published result, byte for byte.
 */
const usage = 'npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT [--english]]';

/** A rubric is written by people, in YAML or JSON: every fault is told with its line. */
function readRubric(file: string): Rubric {
  const read = readDocument(textOf(file), rubric);
  return read.ok ? read.value : stop(printFaults(file, read.faults).trimEnd());
}

/** Inputs are written by the freeze, always as JSON, and can be large: read with the parser that is made for that. */
function readInputs(file: string): Inputs {
  const parsed = inputs.safeParse(jsonOf(file));
  return parsed.success ? parsed.data : stop(`${file}:\n${z.prettifyError(parsed.error)}`);
}

function jsonOf(file: string): unknown {
  try {
    const value: unknown = JSON.parse(textOf(file));
    return value;
  } catch (error) {
    return stop(`${file} 不是 JSON：${messageOf(error)} / is not JSON`);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return stop(`${file} 读不出来：${messageOf(error)} / cannot be read`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stop(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    rubric: { type: 'string' },
    inputs: { type: 'string' },
    explain: { type: 'string' },
    english: { type: 'boolean' },
  },
});
if (values.rubric === undefined) stop(`缺少 --rubric / --rubric is missing. ${usage}`);
if (values.inputs === undefined) stop(`缺少 --inputs / --inputs is missing. ${usage}`);
const result = score(readRubric(values.rubric), readInputs(values.inputs));
if (values.explain === undefined) {
  process.stdout.write(toCanonicalJson(result));
} else {
  const unit = result.units.find((each) => each.unit === values.explain || each.name === values.explain);
  if (unit === undefined) stop(`没有单位 ${values.explain} / there is no unit ${values.explain}`);
  process.stdout.write(explain(unit, result, values.english === true ? 'en' : 'zh'));
}
