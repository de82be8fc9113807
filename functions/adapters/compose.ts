import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { LargeFiles } from '../../shared/ports/archive-writer.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type { LinkFetcher } from '../../shared/ports/link-fetcher.ts';
import type { Log } from '../../shared/ports/log.ts';
import type {
  Clock,
  EvidenceLinks,
  Executions,
  Files,
  RehearsalClock,
  RunFileLinks,
  TaskCallbacks,
} from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
import { clientSettings } from './client-settings.ts';
import { clocks } from './clocks.ts';
import { dynamoDbStore } from './dynamodb-store.ts';
import { evidenceLinks, runFileLinks } from './evidence-links.ts';
import { guardedFetcher } from './link-fetch/guarded-fetcher.ts';
import { jsonLog } from './json-log.ts';
import { kmsSigner } from './kms-signer.ts';
import { s3Client } from './s3-client.ts';
import { s3Files } from './s3-files.ts';
import { s3LargeFiles } from './s3-large-files.ts';
import { s3Heads } from './s3-heads.ts';
import { executions, taskCallbacks } from './step-functions.ts';
import { issuerKeys } from './tokens/issuer-keys.ts';
import { tokenCheck } from './tokens/token-check.ts';

/** What every function has: its log, the records and the clock. */
export type RecordsDeps = Readonly<{
  log: Log;
  store: Store;
  clock: Clock;
  rehearsalClock: RehearsalClock | null;
}>;

/** Wires the records of a function from its settings. */
export function records(
  name: string,
  settings: Readonly<{ TABLE_NAME: string; CLOCK: 'system' | 'rehearsal' }>,
): RecordsDeps {
  const store = dynamoDbStore(new DynamoDBClient(clientSettings), settings.TABLE_NAME);
  return { log: jsonLog(name), store, ...clocks(settings.CLOCK, store) };
}

/** What every function of the API has besides: it checks tokens itself, and knows what the edge shows, where one stands before it. */
export type ApiDeps = RecordsDeps & Readonly<{ tokens: TokenCheck; edgeSecret: string | null }>;

/** Wires the records and the token check of a function of the API from its settings. */
export function apiRecords(
  name: string,
  settings: Parameters<typeof records>[1] &
    Readonly<{ OIDC_ISSUER: string; OIDC_AUDIENCE: string; EDGE_SECRET: string }>,
): ApiDeps {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = settings;
  const tokens = tokenCheck({ issuer, audience }, issuerKeys(issuer));
  return { ...records(name, settings), tokens, ...withEdge(settings) };
}

/** What the edge shows; null where nothing stands in front of the API. */
export function withEdge(
  settings: Readonly<{ EDGE_SECRET: string }>,
): Readonly<{ edgeSecret: string | null }> {
  return { edgeSecret: settings.EDGE_SECRET === 'none' ? null : settings.EDGE_SECRET };
}

/** Wires the records of a function that goes by no date of the evaluation. */
export function recordsWithoutClock(
  name: string,
  settings: Readonly<{ TABLE_NAME: string }>,
): Readonly<{ log: Log; store: Store }> {
  return {
    log: jsonLog(name),
    store: dynamoDbStore(new DynamoDBClient(clientSettings), settings.TABLE_NAME),
  };
}

export function withEvidenceLinks(
  settings: Readonly<{ EVIDENCE_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks }> {
  return { links: evidenceLinks(s3Client(), settings.EVIDENCE_BUCKET, log) };
}

export function withImports(
  settings: Readonly<{ IMPORTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; imports: Files }> {
  const client = s3Client();
  return {
    links: evidenceLinks(client, settings.IMPORTS_BUCKET, log),
    imports: s3Files(client, settings.IMPORTS_BUCKET),
  };
}

/** Bundles of evidence lie in one bucket; their links and the files in them are of the same. */
export function withBundles(
  settings: Readonly<{ EVIDENCE_BUCKET: string; IMPORTS_BUCKET: string }>,
  log: Log,
): Readonly<{ links: EvidenceLinks; imports: Files; evidenceFiles: Files }> {
  const client = s3Client();
  return {
    links: evidenceLinks(client, settings.EVIDENCE_BUCKET, log),
    imports: s3Files(client, settings.IMPORTS_BUCKET),
    evidenceFiles: s3Files(client, settings.EVIDENCE_BUCKET),
  };
}

/** The files of accepted evidence. */
export function withEvidenceFiles(
  settings: Readonly<{ EVIDENCE_BUCKET: string }>,
): Readonly<{ evidenceFiles: Files }> {
  return { evidenceFiles: s3Files(s3Client(), settings.EVIDENCE_BUCKET) };
}

/** Where whole records are asked for and fetched. */
export function withCustody(
  settings: Readonly<{ CUSTODY_BUCKET: string }>,
): Readonly<{ custody: Files; custodyLinks: RunFileLinks }> {
  const client = s3Client();
  return {
    custody: s3Files(client, settings.CUSTODY_BUCKET),
    custodyLinks: runFileLinks(client, settings.CUSTODY_BUCKET),
  };
}

/** Where whole records are laid, as they are made. */
export function withPackages(
  settings: Readonly<{ CUSTODY_BUCKET: string }>,
): Readonly<{ packages: LargeFiles }> {
  return { packages: s3LargeFiles(s3Client(), settings.CUSTODY_BUCKET) };
}

export function withLinkFetcher(): Readonly<{ fetcher: LinkFetcher }> {
  return { fetcher: guardedFetcher() };
}

export function withRunFiles(settings: Readonly<{ RUNS_BUCKET: string }>): Readonly<{ runs: Files }> {
  return { runs: s3Files(s3Client(), settings.RUNS_BUCKET) };
}

export function withRunFileLinks(
  settings: Readonly<{ RUNS_BUCKET: string }>,
): Readonly<{ runFileLinks: RunFileLinks }> {
  return { runFileLinks: runFileLinks(s3Client(), settings.RUNS_BUCKET) };
}

export function withReports(settings: Readonly<{ REPORTS_BUCKET: string }>): Readonly<{ reports: Files }> {
  return { reports: s3Files(s3Client(), settings.REPORTS_BUCKET) };
}

/** The console's files, where this function serves them. */
export function withConsole(
  settings: Readonly<{ CONSOLE_BUCKET: string; CONSOLE_CONNECTS: string }>,
): Readonly<{ console: Readonly<{ files: Files; connects: readonly string[] }> | null }> {
  if (settings.CONSOLE_BUCKET === 'none') return { console: null };
  const connects = settings.CONSOLE_CONNECTS.split(' ').filter((origin) => origin !== '');
  return { console: { files: s3Files(s3Client(), settings.CONSOLE_BUCKET), connects } };
}

export function withSigner(settings: Readonly<{ SIGNING_KEY: string }>): Readonly<{ signer: Signer }> {
  return { signer: kmsSigner(new KMSClient(clientSettings), settings.SIGNING_KEY) };
}

/** Where signed heads of the audit chains are kept. */
export function withHeads(settings: Readonly<{ HEADS_BUCKET: string }>): Readonly<{ heads: HeadsArchive }> {
  return { heads: s3Heads(s3Client(), settings.HEADS_BUCKET) };
}

export function withCallbacks(log: Log): Readonly<{ callbacks: TaskCallbacks }> {
  return { callbacks: taskCallbacks(new SFNClient(clientSettings), log) };
}

export function withExecutions(
  settings: Readonly<{ STATE_MACHINE_ARN: string }>,
  log: Log,
): Readonly<{ executions: Executions }> {
  return { executions: executions(new SFNClient(clientSettings), settings.STATE_MACHINE_ARN, log) };
}
