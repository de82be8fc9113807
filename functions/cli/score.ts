import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { explain } from '../../shared/domain/scoring/explain.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { score } from '../../shared/domain/scoring/score.ts';

/**
 * `npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT]`: scores frozen inputs with no server. On the files that
 * are published with a report it prints the published result, byte for byte.
 */
const usage = 'npm run -s score -- --rubric FILE --inputs FILE [--explain UNIT]';

function read<Schema extends z.ZodType>(
  file: string | undefined,
  what: string,
  schema: Schema,
): z.output<Schema> {
  if (file === undefined) stop(`缺少 --${what} / --${what} is missing. ${usage}`);
  const parsed = schema.safeParse(contentOf(file));
  if (!parsed.success) stop(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function contentOf(file: string): unknown {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return value;
  } catch (error) {
    return stop(`${file} 读不出来：${error instanceof Error ? error.message : ''} / cannot be read as JSON`);
  }
}

function stop(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

const { values } = parseArgs({
  options: { rubric: { type: 'string' }, inputs: { type: 'string' }, explain: { type: 'string' } },
});
const result = score(read(values.rubric, 'rubric', rubric), read(values.inputs, 'inputs', inputs));
if (values.explain === undefined) {
  process.stdout.write(toCanonicalJson(result));
} else {
  const unit = result.units.find((each) => each.unit === values.explain || each.name === values.explain);
  if (unit === undefined) stop(`没有单位 ${values.explain} / there is no unit ${values.explain}`);
  process.stdout.write(explain(unit, result));
}
