import type * as z from 'zod';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import { FileMissing, type Files } from '../../ports/services.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const utf8Bytes = new TextEncoder();

/** Reads a JSON file of a run and parses it: a file that is not what its step wrote stops the run. */
export async function readJson<Schema extends z.ZodType>(
  files: Files,
  key: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  return parseJson(await files.read(key), schema);
}

/** The same of bytes that have been read already. */
export function parseJson<Schema extends z.ZodType>(bytes: Uint8Array, schema: Schema): z.output<Schema> {
  return schema.parse(JSON.parse(utf8.decode(bytes)));
}

/** The same of a file that a step may not have come to write. */
export async function readIfThere<Schema extends z.ZodType>(
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
  const bytes = utf8Bytes.encode(toCanonicalJson(value));
  await files.write(key, bytes, 'application/json');
  return bytes;
}
