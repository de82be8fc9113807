import type { RecordChange } from './audit-event.ts';

/** What stands in the trail in place of personal data and secrets. */
export const masked = '•••';

/** A field's text longer than this stands in the trail by its beginning, its length and its hash. */
const longestText = 1_000;
const beginning = 200;
/** One entry's changes hold at most this many characters: DynamoDB's item holds 400 KB, and a character at most three bytes. */
const mostCharacters = 100_000;

type Sha256 = (text: string) => string;
type Written = Readonly<{ record: string; key: string; before: unknown; after: unknown }>;

/**
 * What a change did to its records, as the trail keeps it: of each record the fields that differ, before and after. A field that
 * is declared personal is said to have changed and no more; neither it nor a hash of it is kept. A change of very many records
 * keeps, of each, the hash of what it would else have said.
 * @param personal the fields of a record's collection that hold personal data or secrets
 */
export function recordChanges(
  writes: readonly Written[],
  personal: (record: string) => readonly string[],
  sha256: Sha256,
): RecordChange[] {
  const changes = writes.map(({ record, key, before, after }) => {
    const [was, is] = [fieldsOf(before), fieldsOf(after)];
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter((name) => was[name] !== is[name])
      .sort();
    const paths = personal(record).map((path) => path.split('.'));
    const say = (value: unknown) => {
      const hidden = paths.reduce<unknown>((of, path) => hide(of, path), value);
      return said(fieldsOf(hidden), names, sha256);
    };
    return { record, key, before: before === null ? null : say(before), after: say(after) };
  });
  const size = changes.reduce((sum, { before, after }) => sum + (before?.length ?? 0) + after.length, 0);
  if (size <= mostCharacters) return changes;
  const brief = (text: string) => JSON.stringify({ sha256: sha256(text) });
  return changes.map((each) => ({
    ...each,
    before: each.before === null ? null : brief(each.before),
    after: brief(each.after),
  }));
}

/** A record's fields, each as canonical JSON. */
type Fields = Readonly<Record<string, string>>;

function fieldsOf(value: unknown): Fields {
  if (value === null || typeof value !== 'object') return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const text = canonical(field);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** The same value with what lies at a path masked; into each of a list's, where the path meets a list. */
function hide(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value === null ? null : masked;
  if (Array.isArray(value)) return value.map((each: unknown) => hide(each, [name, ...rest]));
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([each, part]: [string, unknown]) => [
      each,
      each === name ? hide(part, rest) : part,
    ]),
  );
}

function said(fields: Fields, names: readonly string[], sha256: Sha256): string {
  const parts = names.flatMap((name) => {
    const text = fields[name];
    if (text === undefined) return [];
    return [`${JSON.stringify(name)}:${shortened(text, sha256)}`];
  });
  return `{${parts.join(',')}}`;
}

function shortened(text: string, sha256: Sha256): string {
  if (text.length <= longestText) return text;
  return JSON.stringify({ begins: text.slice(0, beginning), length: text.length, sha256: sha256(text) });
}

/** JSON with the keys of objects in order, so that equal values are equal texts. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
