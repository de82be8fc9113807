import type * as z from 'zod/mini';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import { storageKeys } from '../../contracts/storage-keys.ts';
import { refuse } from '../../domain/errors.ts';
import { utf8Of } from '../../domain/utf8.ts';
import { FileMissing, type Files } from '../../ports/services.ts';
import { sha256Hex } from '../new-id.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a JSON file of a run and parses it: a file that is not what its step wrote stops the run. */
export async function readJson<Schema extends z.ZodMiniType>(
  files: Files,
  key: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  return parseJson(await files.read(key), schema);
}

/** The same of bytes that have been read already. */
export function parseJson<Schema extends z.ZodMiniType>(bytes: Uint8Array, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(utf8.decode(bytes)));
}

/**
 * The same of a file that a step of this very run wrote and whose hash the run's record holds: bytes with that hash are what was
 * written, and what was written had its shape. Thousands of units are not looked through again at every step.
 * @throws Refusal `run-file-altered` for any other bytes
 */
export function parseHeld<Shape>(file: RunData, sha256: string | null, shape: z.ZodMiniCustom<Shape>): Shape {
  if (file.sha256 !== sha256) throw refuse.wrongState('run-file-altered', { file: file.path });
  return parseJson(file.body, shape);
}

/** A run's own file as it was read: the very bytes, and their hash. */
export type RunData = Readonly<{ path: string; body: Uint8Array; sha256: string }>;

/** @throws FileMissing where the step has not come to write it */
export async function readRunData(
  files: Files,
  of: Readonly<{ cycle: string; run: string }>,
  path: string,
): Promise<RunData> {
  const body = await files.read(storageKeys.runFile({ ...of, file: path }));
  return { path, body, sha256: sha256Hex(body) };
}

/** The same of a file that a step may not have come to write. */
export async function readIfThere<Schema extends z.ZodMiniType>(
  files: Files,
  key: string,
  schema: Schema,
  otherwise: z.output<Schema>,
): Promise<z.output<Schema>> {
  try {
    return await readJson(files, key, schema);
  } catch (error) {
    if (error instanceof FileMissing) return otherwise;
    throw error;
  }
}

/** Writes a JSON file of a run in its one form. @returns the bytes that were written, for their hash */
export async function writeJson(files: Files, key: string, value: unknown): Promise<Uint8Array> {
  const bytes = utf8Of(toCanonicalJson(value));
  await files.write(key, bytes, 'application/json');
  return bytes;
}
