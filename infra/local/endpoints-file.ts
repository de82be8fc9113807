import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** In the data folder of a running runtime: where its services answer, and what its stacks put out. Readable by its owner alone. */
export const endpointsFile = 'endpoints.json';

/** Writes it. @returns takes it away again */
export function writeEndpoints(
  dataDir: string,
  said: Readonly<{
    environment: Readonly<Record<string, string>>;
    outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  }>,
): () => void {
  const file = path.join(dataDir, endpointsFile);
  writeFileSync(file, `${JSON.stringify(said, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
