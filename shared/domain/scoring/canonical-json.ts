/**
 * The one form in which inputs and results are written: keys sorted by their code units (those that are whole numbers first, by
 * their size, as JavaScript keeps them), two spaces, one line break at the end. The same value gives the same bytes, whoever
 * writes it and whenever.
 */
export function toCanonicalJson(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 2)}\n`;
}

/** A year of thousands of units passes through here several times: the copy is built key by key, without lists of pairs. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const part = sorted(value[key]);
    // An own key of this name is data like any other; set in the plain way it would be the copy's prototype.
    if (key === '__proto__')
      Object.defineProperty(copy, key, { value: part, enumerable: true, writable: true, configurable: true });
    else copy[key] = part;
  }
  return copy;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
