import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LinkFetcher } from '../../shared/ports/link-fetcher.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Clock, RehearsalClock } from '../../shared/ports/services.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
import { clientSettings, withoutLog } from './client-settings.ts';
import { clocks } from './clocks.ts';
import { dynamoDbStore } from './dynamodb-store.ts';
import { guardedFetcher } from './link-fetch/guarded-fetcher.ts';
import { jsonLog } from './json-log.ts';
import { issuerKeys } from './tokens/issuer-keys.ts';
import { tokenCheck } from './tokens/token-check.ts';

/** What every function has: its log, the records and the clock. */
export type RecordsDeps = Readonly<{
  log: Log;
  store: Store;
  clock: Clock;
  rehearsalClock: RehearsalClock | null;
}>;

function tableOf({ TABLE_NAME }: Readonly<{ TABLE_NAME: string }>): Store {
  return dynamoDbStore(withoutLog(new DynamoDBClient(clientSettings)), TABLE_NAME);
}

/** Wires the records of a function from its settings. */
export function records(
  name: string,
  settings: Readonly<{ TABLE_NAME: string; CLOCK: 'system' | 'rehearsal' }>,
): RecordsDeps {
  const store = tableOf(settings);
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
    store: tableOf(settings),
  };
}

export function withLinkFetcher(): Readonly<{ fetcher: LinkFetcher }> {
  return { fetcher: guardedFetcher() };
}
