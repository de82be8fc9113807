import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { rubric, type Rubric } from '../../shared/domain/rubric/rubric.ts';
import { inputs, type Inputs } from '../../shared/domain/scoring/inputs.ts';
import { wordsOfZod } from '../../shared/formats/words-of-zod.ts';
import { printFaults, readDocument } from '../../shared/formats/read-document.ts';

/** Reading files for programs on the command line: whatever is wrong ends the program with one line for each fault. */

/** A rubric is written by people, in YAML or JSON: every fault is told with its line. */
export function readRubric(file: string): Rubric {
  const read = readDocument(textOf(file), rubric);
  return read.ok ? read.value : stop(printFaults(file, read.faults).trimEnd());
}

/** Inputs are written by the freeze, always as JSON, and can be large: read with the parser that is made for that. */
export function readInputs(file: string): Inputs {
  const parsed = inputs.safeParse(jsonOf(file), { error: wordsOfZod.en });
  return parsed.success ? parsed.data : stop(`${file}:\n${z.prettifyError(parsed.error)}`);
}

export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return stop(`${file} 读不出来：${messageOf(error)} / cannot be read`);
  }
}

/** Prints a result. A reader that has seen enough (`| head`) ends the program quietly. */
export function print(text: string): void {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.stdout.write(text);
}

/** Ends the program: the line says what was wrong, the status (2) that nothing was done. */
export function stop(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

export function jsonOf(file: string): unknown {
  try {
    const value: unknown = JSON.parse(textOf(file));
    return value;
  } catch (error) {
    return stop(`${file} 不是 JSON：${messageOf(error)} / is not JSON`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
