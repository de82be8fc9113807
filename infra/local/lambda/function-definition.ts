import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import type { FunctionResource } from '../template/deployment.ts';

/** A function as its workers need it; crosses to the function host as a message. */
export const functionDefinition = z.strictObject({
  name: z.string(),
  arn: z.string(),
  /** The bundle's file and the export in it that handles events. */
  file: z.string(),
  exportName: z.string(),
  memoryMb: z.int(),
  timeoutMs: z.int(),
  /** How many invocations may run at once. */
  concurrency: z.int().check(z.minimum(0)),
  environment: z.record(z.string(), z.string()),
});

export type FunctionDefinition = z.output<typeof functionDefinition>;

/** Enough to keep two cores busy while functions wait for the database. */
const mostWorkersPerFunction = 4;

/** @param shared variables that every function gets besides its own: region, credentials, endpoints */
export function defineFunction(
  { id, codeDir, properties }: FunctionResource,
  shared: Readonly<Record<string, string>>,
): FunctionDefinition {
  const [module = '', exportName = ''] = properties.Handler.split('.');
  const base = path.join(codeDir, module);
  const extension = ['.mjs', '.js', '.cjs'].find((candidate) => existsSync(base + candidate)) ?? '.mjs';
  return {
    name: id.name,
    arn: id.arn,
    file: base + extension,
    exportName,
    memoryMb: properties.MemorySize,
    timeoutMs: properties.Timeout * 1000,
    concurrency: Math.min(
      mostWorkersPerFunction,
      properties.ReservedConcurrentExecutions ?? mostWorkersPerFunction,
    ),
    environment: {
      ...shared,
      AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: id.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${id.name}`,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: codeDir,
      _HANDLER: properties.Handler,
      TZ: ':UTC',
      ...properties.Environment?.Variables,
    },
  };
}
