import path from 'node:path';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { installationOf } from '../config.ts';
import { isDataFolderInUse } from '../local/data-lock.ts';
import { loadLocalCredentials } from '../local/local-credentials.ts';
import { readServicePlaces } from '../local/service-places.ts';
import { place } from '../local/template/physical-ids.ts';

/** What the stateful stack says of itself (its outputs). */
const outputs = z.object({
  RecordsTable: z.string(),
  EvidenceBucket: z.string(),
  RunsBucket: z.string(),
  ReportsBucket: z.string(),
  HeadsBucket: z.string(),
  SigningKey: z.string(),
});

export const bucketRoles = ['evidence', 'runs', 'reports', 'heads'] as const;
export type BucketRole = (typeof bucketRoles)[number];

/** An installation's records and files, wherever they lie, with the clients to reach them. */
export type InstallationAt = Readonly<{
  table: string;
  buckets: Readonly<Record<BucketRole, string>>;
  signingKey: string;
  dynamodb: DynamoDBClient;
  s3: S3Client;
  kms: KMSClient;
}>;

/** An installation on AWS, or on what `AWS_ENDPOINT_URL` leads to, by its key in infra/config.ts. */
export async function installationOnAws(key: string, profile: string | undefined): Promise<InstallationAt> {
  const settings = profile === undefined ? {} : { profile };
  const stack = `${installationOf(key).name}-stateful`;
  const { Stacks: [found] = [] } = await new CloudFormationClient(settings).send(
    new DescribeStacksCommand({ StackName: stack }),
  );
  const said = Object.fromEntries(
    (found?.Outputs ?? []).map(({ OutputKey, OutputValue }) => [OutputKey ?? '', OutputValue]),
  );
  return of(
    said,
    new DynamoDBClient(settings),
    new S3Client({ ...settings, ...plainBodies }),
    new KMSClient(settings),
  );
}

/** What a running embedded runtime says of itself. */
export type RuntimeAt = Readonly<{
  environment: Readonly<Record<string, string>>;
  outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}>;

/** The installation of an embedded runtime. */
export function installationOfRuntime({ environment, outputs: stacks }: RuntimeAt): InstallationAt {
  const given = (name: string) => environment[name] ?? '';
  const common = {
    region: given('AWS_REGION'),
    credentials: {
      accessKeyId: given('AWS_ACCESS_KEY_ID'),
      secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
    },
  };
  const at = (service: string) => ({ ...common, endpoint: given(`AWS_ENDPOINT_URL_${service}`) });
  return of(
    Object.assign({}, ...Object.values(stacks)),
    new DynamoDBClient(at('DYNAMODB')),
    new S3Client({ ...at('S3'), ...plainBodies }),
    new KMSClient(at('KMS')),
  );
}

/**
 * The installation of the embedded runtime that runs over a data folder.
 * @throws Error when none does; LocalRuntimeError `data-folder-damaged`
 */
export function installationInFolder(dataDir: string): InstallationAt {
  if (!isDataFolderInUse(dataDir))
    throw new Error(`No runtime runs over ${dataDir}: start it first (npm start).`);
  const { endpoints, outputs: said } = readServicePlaces(dataDir);
  const { accessKeyId, secretAccessKey } = loadLocalCredentials(path.join(dataDir, 'keys'));
  return installationOfRuntime({
    environment: {
      ...endpoints,
      AWS_REGION: place.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    },
    outputs: { all: said },
  });
}

/** Checksums are stated by who sends; the SDK's own would come on top. */
const plainBodies = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

function of(said: unknown, dynamodb: DynamoDBClient, s3: S3Client, kms: KMSClient): InstallationAt {
  const { RecordsTable, EvidenceBucket, RunsBucket, ReportsBucket, HeadsBucket, SigningKey } =
    outputs.parse(said);
  return {
    table: RecordsTable,
    buckets: { evidence: EvidenceBucket, runs: RunsBucket, reports: ReportsBucket, heads: HeadsBucket },
    signingKey: SigningKey,
    dynamodb,
    s3,
    kms,
  };
}
