/**
 * How often a call is made before it counts as failed. The SDK's `standard` mode waits between tries with full jitter: at most
 * 0.5, 1, 2, 4 s where it was told to slow down, some tenths of a second after other faults.
 */
const again = { maxAttempts: 5, retryMode: 'standard' } as const;

/**
 * Settings of every client of the SDK whose calls are small: records, keys, messages, executions. Without a limit of its own
 * a call that nobody answers would hang until the function is ended. Five tries of 4 s stay below the 25 s of the API's functions.
 */
export const clientSettings = {
  ...again,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
} as const;

/**
 * Takes the SDK's own log out of a client. Nobody reads it, and yet it goes through every answer to hide what is sensitive before it
 * writes that nowhere: a tenth of the time of a function that reads many records.
 */
export function withoutLog<
  Client extends Readonly<{ middlewareStack: Readonly<{ remove: (name: string) => boolean }> }>,
>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** The same for files, which may take long but never stand still. */
export const fileClientSettings = {
  ...again,
  requestHandler: { connectionTimeout: 1_000, socketTimeout: 20_000 },
} as const;
