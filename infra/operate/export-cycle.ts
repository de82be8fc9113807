import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { GetPublicKeyCommand } from '@aws-sdk/client-kms';
import * as z from 'zod/mini';
import * as collections from '../../shared/contracts/collections.ts';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import { spreadsOf } from '../../shared/contracts/stream-spread.ts';
import { objectsUnder, readObject } from './bucket-objects.ts';
import {
  keyName,
  manifestName,
  packageFormat,
  pathInPackage,
  prefixesOf,
  recordsName,
  type PackageManifest,
  type PackedFile,
} from './cycle-package.ts';
import { isMadeAnew, isWaitingTask, ofInstallation, scopeOfRecord } from './cycle-scope.ts';
import { bucketRoles, type InstallationAt } from './installation-at.ts';
import { digestOf, placeOf, recordsOf, tableRecords } from './table-records.ts';

const running = z.object({ id: z.string(), activeRun: z.string() });

/**
 * Takes a year (or `all`) out of an installation into a folder: records, files of every bucket, the audit chains and their signed heads,
 * with a hash for each. Nothing is changed there.
 * @throws Error when the folder is not empty, when there is no such year, or when somebody changed something meanwhile
 */
export async function exportCycle(
  from: InstallationAt,
  cycle: string,
  folder: string,
  now: () => Date = () => new Date(),
): Promise<PackageManifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (readdirSync(folder).length > 0) throw new Error(`${folder} is not empty.`);
  const records = await writeRecords(from, cycle, path.join(folder, recordsName));
  if (cycle !== 'all' && !records.scopes.has(cycle)) throw new Error(`There is no year ${cycle} here.`);

  const files: PackedFile[] = [];
  for (const bucket of bucketRoles) {
    for (const prefix of prefixesOf(bucket, cycle)) {
      for (const place of await objectsUnder(from, bucket, prefix)) {
        // What checks of the service sent is nobody's evidence.
        if (place.key.startsWith(storagePrefixes.check)) continue;
        const found = await readObject(from, bucket, place);
        if (found === null) continue;
        const { bytes, contentType } = found;
        const file = { bucket, key: place.key, size: bytes.length, sha256: sha256(bytes), contentType };
        const target = path.join(folder, pathInPackage(file));
        mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
        writeFileSync(target, bytes, { mode: 0o600 });
        files.push(file);
      }
    }
  }

  // A scan is no moment: what was written meanwhile is in it or not. Every change moves a stream's head.
  const heads = await recordsOf(from, [...records.heads.partitions]);
  const moved = heads.filter((head) => records.heads.digests.get(placeOf(head)) !== digestOf(head));
  if (moved.length > 0)
    throw new Error(
      `Something was changed while the export ran (${moved.length} audit stream(s)): export again when nobody works, into another folder.`,
    );

  const pem = await publicKeyOf(from);
  writeFileSync(path.join(folder, keyName), pem, { mode: 0o600 });
  const manifest: PackageManifest = {
    format: packageFormat,
    cycle: cycle === 'all' ? 'all' : cycle,
    exportedAt: now().toISOString(),
    records: { count: records.count, sha256: records.sha256 },
    signingKey: sha256(pem),
    activeRuns: records.activeRuns,
    files,
  };
  // Last: a folder without it is no package.
  writeFileSync(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
  return manifest;
}

async function writeRecords(from: InstallationAt, cycle: string, file: string) {
  const out = createWriteStream(file, { mode: 0o600 });
  const hash = createHash('sha256');
  const scopes = new Set<string>();
  const activeRuns: string[] = [];
  const heads = { partitions: new Set<string>(), digests: new Map<string, string>() };
  let count = 0;
  for await (const record of tableRecords(from)) {
    const scope = scopeOfRecord(record);
    if (cycle !== 'all' && scope !== cycle && scope !== ofInstallation) continue;
    if (isWaitingTask(record) || isMadeAnew(record)) continue;
    if (!scopes.has(scope)) {
      scopes.add(scope);
      // Also those in which no head lies yet: a stream that begins meanwhile may be the first of its part.
      for (const spread of spreadsOf(scope))
        heads.partitions.add(collections.streamHeads.partition({ stream: scope, spread }));
    }
    if (record.c === collections.streamHeads.name) heads.digests.set(placeOf(record), digestOf(record));
    const active = record.c === 'cycle' ? running.safeParse(record.d) : null;
    if (active?.success === true) activeRuns.push(`${active.data.id}/${active.data.activeRun}`);
    const line = `${JSON.stringify(record)}\n`;
    hash.update(line);
    count += 1;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  return { count, sha256: hash.digest('hex'), scopes, activeRuns, heads };
}

async function publicKeyOf({ kms, signingKey }: InstallationAt): Promise<string> {
  const { PublicKey: spki = new Uint8Array() } = await kms.send(
    new GetPublicKeyCommand({ KeyId: signingKey }),
  );
  const lines =
    Buffer.from(spki)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
