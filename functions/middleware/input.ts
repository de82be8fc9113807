import type * as z from 'zod';
import { en, zhCN } from 'zod/locales';
import { refuse, type RefusalFinding } from '../../shared/domain/errors.ts';
import type { Language } from './problems.ts';

const locales = { zh: zhCN(), en: en() } as const;

/**
 * Parses one part of a call.
 * @throws Refusal `input-invalid` naming every place that is wrong, in the caller's language
 */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  part: 'path' | 'query' | 'body',
  language: Language,
): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: locales[language].localeError });
  if (parsed.success) return parsed.data;
  throw refuse.invalid(
    'input-invalid',
    {},
    parsed.error.issues.map((issue) => finding(issue, part)),
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
