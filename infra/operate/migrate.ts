import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import * as collections from '../../shared/contracts/all-collections.ts';
import { migrations } from '../../shared/contracts/migrations.ts';
import { installationInFolder, installationOnAws } from './installation-at.ts';
import { migrateTable, type Place, type Targets } from './migrate-table.ts';

/** `npm run migrate`: gives every stored record the shape of this release, or of an earlier one before going back to it. */
const usage = `npm run migrate -- [--dry-run] [--collection NAME --to VERSION] [--place FILE] [--data FOLDER | --installation NAME [--profile NAME]]

  --dry-run       counts what would be done, and writes nothing
  --collection    only this one, to the version that --to says: a lower one goes back
  --place         where the walk's place is kept, so that it goes on where it was cut off (biaochi-migration.json)
  --data          the data folder of a running embedded runtime, e.g. .biaochi
  --installation  a key of infra/config.ts, on AWS or what AWS_ENDPOINT_URL leads to
  --profile       of the AWS configuration`;

const saved = z.strictObject({
  table: z.string(),
  targets: z.string(),
  after: z.strictObject({ pk: z.string(), sk: z.string() }),
});

/** @throws Error for a collection that there is not, or a version that none of its records ever had */
function targetsOf(name: string | undefined, to: string | undefined): Targets {
  const present = Object.values(collections).map((each) => [each.name, each.schemaVersion] as const);
  if (name === undefined && to === undefined) return new Map(present);
  const found = present.find(([each]) => each === name);
  const version = z.coerce.number().check(z.int(), z.minimum(1)).safeParse(to);
  if (found === undefined || !version.success || version.data > found[1])
    throw new Error('Name a collection that there is, and a version up to its present one.');
  return new Map([[found[0], version.data]]);
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'dry-run': { type: 'boolean', default: false },
      collection: { type: 'string' },
      to: { type: 'string' },
      place: { type: 'string', default: 'biaochi-migration.json' },
      data: { type: 'string' },
      installation: { type: 'string', default: 'default' },
      profile: { type: 'string' },
    },
  });
  const targets = targetsOf(values.collection, values.to);
  const at =
    values.data === undefined
      ? await installationOnAws(values.installation, values.profile)
      : installationInFolder(values.data);
  const dryRun = values['dry-run'];
  const walk = { table: at.table, targets: JSON.stringify([...targets]) };
  const after = dryRun ? null : placeIn(values.place, walk);
  if (after !== null) console.log(`Going on from the place in ${values.place}.`);
  const { looked, moved } = await migrateTable(at, {
    targets,
    steps: migrations,
    dryRun,
    after,
    onPage: (next) => {
      if (dryRun) return;
      if (next === null) rmSync(values.place, { force: true });
      else writeFileSync(values.place, JSON.stringify({ ...walk, after: next }), { mode: 0o600 });
    },
  });
  console.log(`${looked} records looked at.`);
  for (const [name, count] of Object.entries(moved))
    console.log(`${name}: ${count} ${dryRun ? 'would get another shape' : 'have another shape now'}.`);
  if (Object.keys(moved).length === 0) console.log('Every record has its shape: nothing to do.');
}

/** The place of an earlier walk of the same table to the same shapes; another's is of no use. */
function placeIn(file: string, walk: Readonly<{ table: string; targets: string }>): Place | null {
  if (!existsSync(file)) return null;
  const { after, ...of } = saved.parse(JSON.parse(readFileSync(file, 'utf8')));
  return of.table === walk.table && of.targets === walk.targets ? after : null;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
