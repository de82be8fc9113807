import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { consoleFile } from '../../shared/contracts/console-site.ts';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';

/** What the console is told of its installation. */
export type ConsoleSettings = Readonly<{ issuer: string; clientId: string; scope: string }>;

/**
 * Sends the console's files. The page goes last: until then browsers get the old one with its old scripts, which stay where they
 * are, so that nobody who is at work is cut off.
 * @param dir the folder that the build made
 * @returns how many files were sent
 */
export async function sendConsole(
  s3: S3Client,
  bucket: string,
  dir: string,
  settings: ConsoleSettings,
): Promise<number> {
  const found = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name));
  const files: (readonly [string, Uint8Array | string])[] = found.map((file) => [
    path.relative(dir, file).split(path.sep).join('/'),
    readFileSync(file),
  ]);
  files.push(['settings.json', JSON.stringify(settings)]);
  files.sort(([left], [right]) => Number(isPage(left)) - Number(isPage(right)));
  for (const [name, body] of files) {
    const { contentType, cacheControl } = consoleFile(name);
    await s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${storagePrefixes.console}${name}`,
        Body: body,
        ContentType: contentType,
        CacheControl: cacheControl,
      }),
    );
  }
  return files.length;
}

function isPage(name: string): boolean {
  return name.endsWith('.html');
}
