/** At most this many records to a change: DynamoDB's 100 to a transaction, less the chain's two and room for a change's own conditions. */
export const recordsPerChange = 90;

/** A list in parts that each fit one change, in their order; none for an empty list. */
export function inParts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += recordsPerChange)
    parts.push(items.slice(start, start + recordsPerChange));
  return parts;
}
