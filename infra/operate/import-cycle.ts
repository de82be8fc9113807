import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { BatchWriteItemCommand, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readObject, writeObject } from './bucket-objects.ts';
import {
  keyName,
  manifestName,
  packageManifest,
  packedRecord,
  pathInPackage,
  recordsName,
  type PackageManifest,
  type PackedRecord,
} from './cycle-package.ts';
import { isMadeAnew } from './cycle-scope.ts';
import { sha256 } from './export-cycle.ts';
import type { InstallationAt } from './installation-at.ts';
import { digestOf, placeOf, tableRecords } from './table-records.ts';

/** What DynamoDB takes in one call. */
const mostInBatch = 25;

/**
 * Puts an exported year into an empty installation. All hashes are checked before anything is written; files come first and what readers
 * see comes last. An import that was cut off may be repeated: what is there already, the same, is left.
 * @throws Error naming the file whose hash is wrong, or a record that is there and not of this package
 */
export async function importCycle(into: InstallationAt, folder: string): Promise<PackageManifest> {
  const manifest = packageManifest.parse(JSON.parse(readFileSync(path.join(folder, manifestName), 'utf8')));
  const records = await checkPackage(folder, manifest);
  for await (const found of tableRecords(into)) {
    if (!isMadeAnew(found) && records.get(placeOf(found)) !== digestOf(found))
      throw new Error(
        `The installation is not empty: it has a record ${found.c} that is not of this package.`,
      );
  }

  for (const file of manifest.files) {
    const { bucket, key, contentType } = file;
    const there = await readObject(into, bucket, { key, version: undefined });
    if (there !== null && sha256(there.bytes) === file.sha256) continue;
    if (there !== null) throw new Error(`The installation is not empty: it has another file at ${key}.`);
    const bytes = readFileSync(path.join(folder, pathInPackage(file)));
    await writeObject(into, bucket, key, { bytes, contentType });
  }
  const isPublic = ({ pk }: PackedRecord) => pk === 'PUBLICATIONS';
  await writeRecords(into, folder, (record) => !isPublic(record));
  await writeRecords(into, folder, isPublic);

  let matching = 0;
  for await (const found of tableRecords(into))
    if (records.get(placeOf(found)) === digestOf(found)) matching += 1;
  if (matching !== records.size)
    throw new Error(
      `${records.size - matching} record(s) did not arrive as they are in the package: import again.`,
    );
  return manifest;
}

/** Reads the whole package once, writing nothing. @returns the digest of every record by its place */
async function checkPackage(folder: string, manifest: PackageManifest): Promise<ReadonlyMap<string, string>> {
  const hash = createHash('sha256');
  const records = new Map<string, string>();
  for await (const line of linesOf(folder)) {
    hash.update(`${line}\n`);
    const record = packedRecord.parse(JSON.parse(line));
    records.set(placeOf(record), digestOf(record));
  }
  if (hash.digest('hex') !== manifest.records.sha256 || records.size !== manifest.records.count)
    throw new Error(`${recordsName} is not what was exported.`);
  if (sha256(readFileSync(path.join(folder, keyName))) !== manifest.signingKey)
    throw new Error(`${keyName} is not what was exported.`);
  for (const file of manifest.files) {
    if (sha256(readFileSync(path.join(folder, pathInPackage(file)))) !== file.sha256)
      throw new Error(`${pathInPackage(file)} is not what was exported.`);
  }
  return records;
}

async function writeRecords(
  { dynamodb, table }: InstallationAt,
  folder: string,
  wanted: (record: PackedRecord) => boolean,
): Promise<void> {
  let batch: WriteRequest[] = [];
  const flush = async () => {
    let left = batch;
    batch = [];
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt > 0) await wait(Math.min(5_000, 50 * 2 ** attempt));
      const { UnprocessedItems } = await dynamodb.send(
        new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
      );
      left = UnprocessedItems?.[table] ?? [];
    }
  };
  for await (const line of linesOf(folder)) {
    const record = packedRecord.parse(JSON.parse(line));
    if (!wanted(record)) continue;
    batch.push({ PutRequest: { Item: marshall(record) } });
    if (batch.length === mostInBatch) await flush();
  }
  await flush();
}

function linesOf(folder: string): AsyncIterable<string> {
  // Any other line ending is part of a record's text; JSON has none of its own.
  return createInterface({ input: createReadStream(path.join(folder, recordsName)), crlfDelay: Infinity });
}
