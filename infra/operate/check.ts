import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { installationOf } from '../config.ts';
import { isDataFolderInUse } from '../local/data-lock.ts';
import { loadLocalCredentials } from '../local/local-credentials.ts';
import { readServicePlaces } from '../local/service-places.ts';
import { place } from '../local/template/physical-ids.ts';

/** `npm run check`: uses an installation as its people do, and says what works. What is checked is said in functions/cli/check-service.ts. */
const usage = `npm run check -- [--data FOLDER | --installation NAME [--profile NAME]]

  --data          the data folder of a running embedded runtime, e.g. .biaochi
  --installation  a key of infra/config.ts, on AWS or what AWS_ENDPOINT_URL leads to
  --profile       of the AWS configuration`;

type Environment = Readonly<Record<string, string>>;
type Installed = Readonly<{ outputs: Readonly<Record<string, string>>; environment: Environment }>;

/** @throws Error when no runtime runs over the folder */
function inFolder(dataDir: string): Installed {
  if (!isDataFolderInUse(dataDir))
    throw new Error(`No runtime runs over ${dataDir}: start it first (npm start).`);
  const { endpoints, outputs } = readServicePlaces(dataDir);
  const { accessKeyId, secretAccessKey } = loadLocalCredentials(path.join(dataDir, 'keys'));
  const environment = {
    ...endpoints,
    AWS_REGION: place.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  return { outputs, environment };
}

async function onAws(key: string, profile: string | undefined): Promise<Installed> {
  const client = new CloudFormationClient(profile === undefined ? {} : { profile });
  const outputs: Record<string, string> = {};
  for (const stack of ['stateful', 'service']) {
    const { Stacks: [found] = [] } = await client.send(
      new DescribeStacksCommand({ StackName: `${installationOf(key).name}-${stack}` }),
    );
    for (const { OutputKey = '', OutputValue = '' } of found?.Outputs ?? []) outputs[OutputKey] = OutputValue;
  }
  return { outputs, environment: profile === undefined ? {} : { AWS_PROFILE: profile } };
}

function check({ outputs, environment }: Installed): Promise<number> {
  const { RecordsTable = '', EvidenceBucket = '', ApiAddress = '', Address = ApiAddress } = outputs;
  const named = ['--table', RecordsTable, '--evidence', EvidenceBucket, '--address', Address];
  const program = path.join(import.meta.dirname, '../../functions/cli/check-service.ts');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...named], {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function main(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      installation: { type: 'string', default: 'default' },
      profile: { type: 'string' },
    },
  });
  return check(
    values.data === undefined ? await onAws(values.installation, values.profile) : inFolder(values.data),
  );
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
