import * as z from 'zod/mini';
import { rubric } from '../../shared/domain/rubric/rubric.ts';
import { inputs } from '../../shared/domain/scoring/inputs.ts';
import { result } from '../../shared/domain/scoring/result.ts';

/**
 * `npm run -s schema -- rubric|inputs|result`: the JSON Schema of a file as people write it, where what has a usual value may be
 * left out. docs/schemas holds what this prints.
 */
const schemas = new Map<string, z.ZodMiniType>([
  ['rubric', rubric],
  ['inputs', inputs],
  ['result', result],
]);

const name = process.argv[2] ?? '';
const schema = schemas.get(name);
if (schema === undefined) {
  process.stderr.write(`没有“${name}”，可选：rubric、inputs、result / choose rubric, inputs or result\n`);
  process.exit(2);
}
process.stdout.write(
  `${JSON.stringify({ title: name, ...z.toJSONSchema(schema, { io: 'input' }) }, null, 2)}\n`,
);
