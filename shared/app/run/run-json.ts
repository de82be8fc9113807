import type * as z from 'zod';
import { toCanonicalJson } from '../../domain/scoring/canonical-json.ts';
import { FileMissing, type Files } from '../../ports/services.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads a JSON file of a run and parses it: a file that is not what its step wrote stops the run. */
export async function readJson<Schema extends z.ZodType>(
  files: Files,
  key: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  return schema.parse(JSON.parse(utf8.decode(await files.read(key))));
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

/** Writes a JSON file of a run in its one form. @returns the text that was written */
export async function writeJson(files: Files, key: string, value: unknown): Promise<string> {
  const text = toCanonicalJson(value);
  await files.write(key, text, 'application/json');
  return text;
}
