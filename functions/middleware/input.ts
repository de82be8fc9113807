import type * as z from 'zod/mini';
import { refuse, type RefusalFinding } from '../../shared/domain/errors.ts';
import type { Language } from './problems.ts';

/**
 * Parses one part of a call. The words for what is wrong are loaded by the first call that needs them.
 * @throws Refusal `input-invalid` naming every place that is wrong, in the caller's language
 */
export async function parsePart<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
  part: 'path' | 'query' | 'body',
  language: Language,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { wordsOfZod } = await import('../../shared/formats/words-of-zod.ts');
  throw refuse.invalid(
    'input-invalid',
    {},
    (schema.safeParse(value, { error: wordsOfZod[language] }).error?.issues ?? []).map((issue) =>
      finding(issue, part),
    ),
  );
}

/** At most this deep: nothing the contract takes is deeper than 6, and a deep document costs more to walk than it is worth. */
const deepest = 12;

/** A request's JSON. @throws Refusal `json-malformed` */
export function jsonOf(text: string): unknown {
  if (depthOf(text) > deepest) throw refuse.invalid('json-malformed');
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw refuse.invalid('json-malformed');
  }
}

function finding(issue: z.core.$ZodIssue, part: string): RefusalFinding {
  const path = issue.path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
  return { pointer: `/${part}${path}`, code: issue.code, message: issue.message };
}

/** How deep brackets nest, strings left out, without parsing. */
function depthOf(text: string): number {
  let [depth, most, inString] = [0, 0, false];
  for (let place = 0; place < text.length; place += 1) {
    const character = text[place];
    if (inString) {
      if (character === '\\') place += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') most = Math.max(most, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return most;
}
