import * as z from 'zod/mini';

/**
 * A function's settings by its schema in shared/contracts/functions.ts, read once at cold start. The only place that reads
 * the process environment.
 * @throws Error naming the variables that are missing or malformed, never their values
 */
export function settingsOf<Schema extends z.ZodMiniObject>(schema: Schema): z.output<Schema> {
  const wanted = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, process.env[key]]));
  const parsed = schema.safeParse(wanted);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`The function cannot start: set these environment variables: ${names}`);
  }
  return parsed.data;
}

const credentials = z.object({
  AWS_ACCESS_KEY_ID: z.string().check(z.minLength(1)),
  AWS_SECRET_ACCESS_KEY: z.string().check(z.minLength(1)),
  AWS_SESSION_TOKEN: z.optional(z.string()),
});

/**
 * What a function may act with. Lambda keeps a function's environment as it was at its start, and ends the function before its
 * credentials do.
 * @throws Error naming the variables that are missing
 */
export function environmentCredentials(): Readonly<{
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}> {
  const found = settingsOf(credentials);
  return {
    accessKeyId: found.AWS_ACCESS_KEY_ID,
    secretAccessKey: found.AWS_SECRET_ACCESS_KEY,
    ...(found.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: found.AWS_SESSION_TOKEN }),
  };
}
