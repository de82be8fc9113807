import type { z } from 'zod';

/**
 * A function's settings by its schema in shared/contracts/functions.ts, read once at cold start. The only place that reads
 * the process environment.
 * @throws Error naming the variables that are missing or malformed, never their values
 */
export function settingsOf<Schema extends z.ZodObject>(schema: Schema): z.output<Schema> {
  const wanted = Object.fromEntries(Object.keys(schema.shape).map((key) => [key, process.env[key]]));
  const parsed = schema.safeParse(wanted);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new Error(`The function cannot start: set these environment variables: ${names}`);
  }
  return parsed.data;
}
