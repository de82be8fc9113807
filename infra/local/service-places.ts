import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { LocalRuntimeError } from './local-runtime-error.ts';

/**
 * Where a runtime's services answer while it runs, and what its tables, buckets and keys are called: for programs that look into a
 * data folder from beside it. No secrets; those lie in `keys/`.
 */
export const servicePlaces = z.strictObject({
  endpoints: z.strictObject({
    AWS_ENDPOINT_URL_DYNAMODB: z.url(),
    AWS_ENDPOINT_URL_KMS: z.url(),
    AWS_ENDPOINT_URL_S3: z.url(),
  }),
  /** The outputs of the stacks, all together: their names are unlike. */
  outputs: z.record(z.string(), z.string()),
});
export type ServicePlaces = z.output<typeof servicePlaces>;

const fileIn = (dataDir: string) => path.join(dataDir, 'services.json');

export function writeServicePlaces(dataDir: string, places: ServicePlaces): void {
  writeFileSync(fileIn(dataDir), `${JSON.stringify(places)}\n`, { mode: 0o600 });
}

/** @throws LocalRuntimeError `data-folder-damaged` for a folder in which no runtime has run */
export function readServicePlaces(dataDir: string): ServicePlaces {
  try {
    return servicePlaces.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch (error) {
    throw new LocalRuntimeError(
      'data-folder-damaged',
      {
        zh: `${dataDir} 不是标尺用过的数据目录：请用 --data 指明，或先用 npm start 启动一次。`,
        en: `${dataDir} is no data folder that Biaochi has run in: name it with --data, or start it once with npm start.`,
      },
      error,
    );
  }
}
