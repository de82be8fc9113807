/**
 * The one form in which inputs and results are written: keys sorted by their code units (those that are whole numbers first, by
 * their size, as JavaScript keeps them), two spaces, one line break at the end. The same value gives the same bytes, whoever
 * writes it and whenever.
 */
export function toCanonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

/**
 * A year of thousands of units passes through here several times: what is in order already, as all that was read from such a file
 * is, stays as it is. Anything else is copied key by key, from the first that is not.
 */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return sortedList(value);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const inOrder = isInOrder(keys);
  if (!inOrder) keys.sort();
  let copy: Record<string, unknown> | null = inOrder ? null : {};
  let place = 0;
  for (const key of keys) {
    const each = value[key];
    const part = isObject(each) ? sorted(each) : each;
    if (copy === null && part !== each) {
      copy = {};
      for (const before of keys.slice(0, place)) put(copy, before, value[before]);
    }
    if (copy !== null) put(copy, key, part);
    place += 1;
  }
  return copy ?? value;
}

function sortedList(list: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | null = null;
  let place = 0;
  for (const each of list) {
    const part = isObject(each) ? sorted(each) : each;
    if (copy === null && part !== each) copy = list.slice(0, place);
    copy?.push(part);
    place += 1;
  }
  return copy ?? list;
}

function isInOrder(keys: readonly string[]): boolean {
  let before: string | null = null;
  for (const key of keys) {
    if (before !== null && before >= key) return false;
    before = key;
  }
  return true;
}

function put(copy: Record<string, unknown>, key: string, part: unknown): void {
  // An own key of this name is data like any other; set in the plain way it would be the copy's prototype.
  if (key === '__proto__')
    Object.defineProperty(copy, key, { value: part, enumerable: true, writable: true, configurable: true });
  else copy[key] = part;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
