import * as z from 'zod/mini';
import { rubric, type Rubric } from '../../domain/rubric/rubric.ts';
import { issuesOf, type Issue } from '../issue-text.ts';
import type { Path, Reading } from './reading.ts';

/**
 * Holds the draft against the schema and the rubric's own rules, and tells what is wrong at the cell that it came from.
 * Nothing is said of what was made up, nor of sums and references that go over something made up.
 */
export function checkDraft(draft: Readonly<Record<string, unknown>>, reading: Reading): Rubric | null {
  // Sums and references are looked at only where every single value is sound: those that are not are made up.
  const shaped = shape.safeParse(draft);
  const broken = shaped.success ? [] : issuesOf(shaped.error);
  tell(broken, reading);
  const mended = broken.reduce<unknown>((value, { path }) => mendedAt(value, path), draft);
  for (const { path } of broken) reading.madeUp(path);
  if (!shape.safeParse(mended).success) return null;
  const parsed = rubric.safeParse(mended);
  if (parsed.success) return parsed.data;
  tell(issuesOf(parsed.error), reading);
  return null;
}

/** A rubric's shape without what it says of sums and references. */
const shape = z.strictObject(rubric.shape);

function tell(issues: readonly Issue[], reading: Reading): void {
  for (const issue of issues) {
    if (reading.isTold(issue.path) || isAboutMadeUp(issue, reading)) continue;
    reading.report(reading.placeOf(issue.path), 'rubric', issue.message.zh, issue.message.en);
  }
}

/** The value with something sound at a path, of the kind that was there. */
function mendedAt(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) {
    if (typeof value === 'number') return 1;
    return typeof value === 'string' && /\d/.test(value) ? '1' : 'made-up';
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown, index) => (index === key ? mendedAt(each, rest) : each));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => [
      name,
      name === key ? mendedAt(each, rest) : each,
    ]),
  );
}

/** Places where a rule looks at the whole scheme. */
const wholeScheme = new Set(['total', 'effects', 'bands', 'most', 'to']);

function isAboutMadeUp({ path, custom }: Issue, reading: Reading): boolean {
  if (reading.isMadeUp(path) || (custom && reading.holdsMadeUp(path))) return true;
  if (!custom || path[0] !== 'schemes') return false;
  if (path.some((key) => wholeScheme.has(String(key)))) return reading.holdsMadeUp(path.slice(0, 2));
  // Sums and limits inside an item go over all of the item.
  return path[4] === 'items' && reading.holdsMadeUp(path.slice(0, 6));
}
