import * as z from 'zod/mini';
import { functionDefinition } from './function-definition.ts';
import { functionFailure } from './function-error.ts';

/** What the runtime tells the function host. */
export const toHost = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('define'),
    functions: z.array(functionDefinition),
    logDir: z.string(),
    compileCacheDir: z.string(),
  }),
  z.strictObject({ kind: z.literal('load'), arn: z.string() }),
  z.strictObject({ kind: z.literal('invoke'), id: z.string(), arn: z.string(), event: z.string() }),
]);

/** What the function host answers. */
export const fromHost = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('returned'), id: z.string(), result: z.string() }),
  z.strictObject({ kind: z.literal('failed'), id: z.string(), failure: functionFailure }),
]);

export type ToHost = z.output<typeof toHost>;
export type FromHost = z.output<typeof fromHost>;
