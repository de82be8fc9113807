import { LineCounter, isNode, parseDocument } from 'yaml';
import type * as z from 'zod/mini';
import { issuesOf } from './issue-text.ts';

/** A fault in a file that a person wrote: where, counted from 1, and what. */
export type DocumentFault = Readonly<{ line: number; column: number; path: string; message: string }>;

/** What reading came to: the value, or every fault there is, in the order of the file. */
export type ReadDocument<Value> =
  Readonly<{ ok: true; value: Value }> | Readonly<{ ok: false; faults: readonly DocumentFault[] }>;

/**
 * Reads YAML or JSON (each JSON file is YAML too) against a schema, and says the line of every fault. Aliases are refused,
 * since a few lines of them can unfold to more than fits in memory; so is a key that is written twice.
 */
export function readDocument<Schema extends z.ZodMiniType>(
  text: string,
  schema: Schema,
): ReadDocument<z.output<Schema>> {
  const lines = new LineCounter();
  // A byte order mark is what Windows' editor puts first; it is no fault of the file's.
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    lineCounter: lines,
    schema: 'core',
    prettyErrors: false,
  });
  const faultAt = (offset: number, path: string, message: string): DocumentFault => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), path, message };
  };
  if (document.errors.length > 0) {
    return { ok: false, faults: document.errors.map((error) => faultAt(error.pos[0], '', error.message)) };
  }
  const plain = plainly((): unknown => document.toJS({ maxAliasCount: 0 }));
  if (plain === null) {
    return { ok: false, faults: [faultAt(0, '', '不能使用 YAML 别名 / YAML aliases are not allowed')] };
  }
  const parsed = schema.safeParse(plain.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const faults = issuesOf(parsed.error).map(({ path, message: { zh, en } }) =>
    faultAt(offsetOf(document, path), path.join('.'), zh === en ? en : `${zh} / ${en}`),
  );
  return { ok: false, faults: faults.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** One line for each fault, as compilers print them: `file:line:column path: message`. */
export function printFaults(file: string, faults: readonly DocumentFault[]): string {
  return faults
    .map(
      ({ line, column, path, message }) =>
        `${file}:${line}:${column} ${path}${path === '' ? '' : ': '}${message}\n`,
    )
    .join('');
}

/** A place in a text, counted from 1. */
export type Place = Readonly<{ line: number; column: number }>;

/**
 * Finds the place of any path in a text that was read without faults, for remarks on what it says. The text is read once,
 * however many places are asked for.
 */
export function placesOf(text: string): (path: readonly (string | number)[]) => Place {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, schema: 'core' });
  return (path) => {
    const { line, col } = lines.linePos(offsetOf(document, path));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
}

/** Where a path starts in the text; a key that is missing is reported where the thing it is missing from starts. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly (string | number)[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** The value made, or null when the document uses what is not allowed. */
function plainly(make: () => unknown): Readonly<{ value: unknown }> | null {
  try {
    return { value: make() };
  } catch (error) {
    // `yaml` throws a ReferenceError for more aliases than are allowed.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}
