/**
 * One step of a stored shape's life: from a version of a collection's shape to the next, and back. `up` takes what was valid at `from`
 * and gives what is valid at `from + 1`; `down` undoes it, so that `down(up(record))` is the record. What `up` adds, `down` drops:
 * going back loses what only the newer shape could hold, and nothing else.
 */
export type Migration = Readonly<{
  /** The collection's name, as it stands in its records (`c`). */
  collection: string;
  from: number;
  up: (record: unknown) => unknown;
  down: (record: unknown) => unknown;
}>;

/**
 * Every step since the first release, none of which is ever changed or taken out: a record may be of any version since then. There is
 * none yet. How one is added is said in docs/adr/0030-stored-shapes-migrate-on-reading.md.
 */
export const migrations: readonly Migration[] = [];

/** What is hashed where it stands: another shape would break the chain that proves it. */
const neverMigrated = new Set(['audit-event', 'stream-head']);

/** No step leads from the one version to the other. */
export class NoMigration extends Error {
  override readonly name = 'NoMigration';
}

/**
 * A record of one version as one of another, older or newer, step by step. What it means stays the same.
 * @throws NoMigration where a step between the two is not known
 */
export function carried(
  { collection, record }: Readonly<{ collection: string; record: unknown }>,
  { from, to }: Readonly<{ from: number; to: number }>,
  steps: readonly Migration[] = migrations,
): unknown {
  if (from === to) return record;
  const at = from < to ? from : from - 1;
  const step = steps.find((each) => each.collection === collection && each.from === at);
  if (step === undefined || neverMigrated.has(collection))
    throw new NoMigration(`No step of ${collection} leads from version ${from} towards ${to}`);
  const next = from < to ? step.up(record) : step.down(record);
  return carried({ collection, record: next }, { from: from < to ? from + 1 : from - 1, to }, steps);
}
