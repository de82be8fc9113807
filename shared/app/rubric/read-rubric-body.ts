import * as z from 'zod/mini';
import type { rubricBody } from '../../contracts/cycle-routes.ts';
import { refuse, type RefusalFinding } from '../../domain/errors.ts';
import { rubric, type Rubric } from '../../domain/rubric/rubric.ts';
import { issuesOf } from '../../formats/issue-text.ts';

/**
 * Reads a rubric that somebody sends, as a text that people write or as the JSON of a program, under the version that it
 * gets here: what it says of its version, if anything, does not count.
 * What reads a text is loaded by the first that comes.
 * @throws Refusal `input-invalid` with the place and reason of every fault, for a text with the line
 */
export async function readRubricBody(body: z.output<typeof rubricBody>, version: number): Promise<Rubric> {
  const schema = z.pipe(
    z.transform((said) => (isObject(said) ? { ...said, version } : said)),
    rubric,
  );
  if ('rubric' in body) {
    const parsed = schema.safeParse(body.rubric);
    if (parsed.success) return parsed.data;
    throw refused(
      issuesOf(parsed.error).map(({ path, message: { zh, en } }) => finding('rubric', path, `${zh} / ${en}`)),
    );
  }
  const { readDocument } = await import('../../formats/read-document.ts');
  const read = readDocument(body.text, schema);
  if (read.ok) return read.value;
  throw refused(
    read.faults.map(({ line, path, message }) =>
      finding('text', path === '' ? [] : path.split('.'), `第 ${line} 行 / line ${line}: ${message}`),
    ),
  );
}

function refused(findings: readonly RefusalFinding[]) {
  return refuse.invalid('input-invalid', {}, findings);
}

function finding(part: string, path: readonly (string | number)[], message: string): RefusalFinding {
  return { pointer: `/body/${[part, ...path].join('/')}`, code: 'rubric-fault', message };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
