import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import * as z from 'zod/mini';
import { explainSystemError, LocalRuntimeError, systemCode } from './local-runtime-error.ts';

/**
 * A map that survives kill -9: every change is a line appended to a file before the call returns. In the order in which
 * keys were first set. (A power cut may take the last lines with it; the database, which syncs, is the place for records.)
 */
export type DurableMap<Value> = Readonly<{
  get: (key: string) => Value | undefined;
  set: (key: string, value: Value) => void;
  delete: (key: string) => void;
  entries: () => IterableIterator<[string, Value]>;
  close: () => void;
}>;

/** A file is rewritten once it has this many more lines than the map has entries; 10,000 lines are about 5 MB. */
const mostSuperfluousLines = 10_000;

const line = z.strictObject({
  key: z.string(),
  value: z.optional(z.unknown()),
  gone: z.optional(z.literal(true)),
});

/**
 * Opens the map kept in a file, or a new one.
 * @throws LocalRuntimeError `data-folder-damaged` for a file that is none of ours, `disk-full`, `data-folder-unwritable`
 */
export function openDurableMap<S extends z.ZodMiniType>(file: string, schema: S): DurableMap<z.output<S>> {
  const found = wholeLines(file);
  const values = valuesOf(file, found, schema);
  let lines = found.length;
  if (lines > values.size) lines = rewrite(file, values);
  let handle: number | undefined = open(file);

  const append = (entry: unknown): void => {
    // The number of a closed file is soon another file's.
    if (handle === undefined) throw new Error(`${file} is closed`);
    try {
      writeSync(handle, `${JSON.stringify(entry)}\n`);
    } catch (error) {
      throw explainSystemError(error, file);
    }
    lines += 1;
    if (lines <= values.size + mostSuperfluousLines) return;
    closeSync(handle);
    lines = rewrite(file, values);
    handle = open(file);
  };

  return {
    get: (key) => values.get(key),
    set: (key, value) => {
      values.set(key, value);
      append({ key, value });
    },
    delete: (key) => {
      if (values.delete(key)) append({ key, gone: true });
    },
    entries: () => values.entries(),
    close: () => {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/**
 * What a file holds, without touching it: for a program that looks on while a runtime writes. A line that is being written is left out.
 * @throws LocalRuntimeError `data-folder-damaged`
 */
export function readDurableMap<S extends z.ZodMiniType>(
  file: string,
  schema: S,
): ReadonlyMap<string, z.output<S>> {
  const { text, end } = textOf(file);
  return valuesOf(file, linesOf(text.slice(0, end)), schema);
}

/** The file's lines. A last one without its end was cut by kill -9 before anybody was told it is kept: it is removed. */
function wholeLines(file: string): string[] {
  const { text, end } = textOf(file);
  if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  return linesOf(text.slice(0, end));
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** The file's text, and where its last whole line ends. */
function textOf(file: string): Readonly<{ text: string; end: number }> {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, end: text.lastIndexOf('\n') + 1 };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { text: '', end: 0 };
    throw explainSystemError(error, file);
  }
}

function valuesOf<S extends z.ZodMiniType>(
  file: string,
  lines: readonly string[],
  schema: S,
): Map<string, z.output<S>> {
  const values = new Map<string, z.output<S>>();
  for (const [index, text] of lines.entries()) {
    const read = line.safeParse(parseJson(text));
    const value = schema.safeParse(read.data?.value);
    if (read.data?.gone === true) values.delete(read.data.key);
    else if (read.success && value.success) values.set(read.data.key, value.data);
    else throw damaged(file, index + 1);
  }
  return values;
}

/** Writes the map anew beside the file and puts it in its place in one step. */
function rewrite(file: string, values: ReadonlyMap<string, unknown>): number {
  try {
    writeFileSync(
      `${file}.new`,
      [...values].map(([key, value]) => `${JSON.stringify({ key, value })}\n`).join(''),
      { mode: 0o600 },
    );
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw explainSystemError(error, file);
  }
  return values.size;
}

function open(file: string): number {
  try {
    return openSync(file, 'a', 0o600);
  } catch (error) {
    throw explainSystemError(error, file);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(file: string, line: number): LocalRuntimeError {
  return new LocalRuntimeError('data-folder-damaged', {
    zh: `数据文件 ${file} 第 ${line} 行已损坏：请从备份恢复，或用 -- --fresh 重新开始。`,
    en: `Data file ${file} is damaged at line ${line}: restore it from a backup, or start over with -- --fresh.`,
  });
}
