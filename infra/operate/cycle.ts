import { parseArgs } from 'node:util';
import { exportCycle } from './export-cycle.ts';
import { importCycle } from './import-cycle.ts';
import { installationInFolder, installationOnAws } from './installation-at.ts';

/** `npm run cycle:export` and `npm run cycle:import`: a whole year out of one installation and into an empty one. */
const usage = `npm run cycle:export -- --cycle 2018|all --to FOLDER   [--data FOLDER | --installation NAME [--profile NAME]]
npm run cycle:import -- --from FOLDER               [--data FOLDER | --installation NAME [--profile NAME]]

  --data          the data folder of a running embedded runtime, e.g. .biaochi
  --installation  a key of infra/config.ts, on AWS or what AWS_ENDPOINT_URL leads to
  --profile       of the AWS configuration

The folder holds everything, personal data too: guard it as the installation itself.`;

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      cycle: { type: 'string' },
      to: { type: 'string' },
      from: { type: 'string' },
      data: { type: 'string' },
      installation: { type: 'string', default: 'default' },
      profile: { type: 'string' },
    },
  });
  const { cycle, to, from } = values;
  const at = () =>
    values.data === undefined
      ? installationOnAws(values.installation, values.profile)
      : Promise.resolve(installationInFolder(values.data));
  if (positionals[0] === 'export' && cycle !== undefined && to !== undefined)
    tell('exported', await exportCycle(await at(), cycle, to));
  else if (positionals[0] === 'import' && from !== undefined)
    tell('imported', await importCycle(await at(), from));
  else throw new Error('Say which year and to where, or from where.');
}

function tell(what: string, { cycle, records, files, activeRuns }: Awaited<ReturnType<typeof exportCycle>>) {
  console.log(
    `Year ${cycle}: ${records.count} records and ${files.length} files ${what}, all hashes as they should be.`,
  );
  for (const run of activeRuns)
    console.log(
      `The run ${run} was under way and cannot go on elsewhere: end it there as docs/runbook.md says under year-end-failed, and start again.`,
    );
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
