import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

const version = z.object({ key: z.string(), versionId: z.string(), sequence: z.number() });

/** What the buckets of a data folder hold under a prefix: each object's newest version, by its key. */
export async function storedObjects(dataDir: string, prefix: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, { sequence: number; body: Buffer }>();
  const s3 = path.join(dataDir, 's3');
  for (const bucket of await readdir(s3))
    for (const name of await readdir(path.join(s3, bucket))) {
      if (!name.endsWith('.json')) continue;
      const of = version.parse(JSON.parse(await readFile(path.join(s3, bucket, name), 'utf8')));
      if (!of.key.startsWith(prefix) || (found.get(of.key)?.sequence ?? -1) > of.sequence) continue;
      found.set(of.key, { sequence: of.sequence, body: await readFile(path.join(s3, bucket, of.versionId)) });
    }
  return new Map([...found].map(([key, { body }]) => [key, body]));
}

/** The SHA-256 of each, by key. */
export function hashesOf(objects: ReadonlyMap<string, Buffer>): Record<string, string> {
  return Object.fromEntries(
    [...objects]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, body]) => [key, createHash('sha256').update(body).digest('hex')]),
  );
}
