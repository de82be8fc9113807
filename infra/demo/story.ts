import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { LocalRuntimeError } from '../local/local-runtime-error.ts';

/** A step of the demonstration year: on which date it happens, what it is called, and what it does. May be done again. */
export type Step = Readonly<{
  name: string;
  /** The date that the installation stands at while it happens. */
  at: string;
  title: string;
  run: (report: (done: number, total: number) => void) => Promise<void>;
}>;

const progressFile = z.strictObject({ seed: z.string(), done: z.array(z.string()) });

/** How far the demonstration year is, in a file that is replaced whole after each step. */
export class StoryProgress {
  readonly #file: string;
  readonly #seed: string;
  readonly #done: Set<string>;

  constructor(file: string, seed: string) {
    this.#file = file;
    const kept = readProgress(file);
    this.#seed = kept?.seed ?? seed;
    this.#done = new Set(kept?.done);
  }

  /** The seed that the year was begun with: a later start goes on with that one. */
  get seed(): string {
    return this.#seed;
  }

  isDone(step: string): boolean {
    return this.#done.has(step);
  }

  async finish(step: string): Promise<void> {
    this.#done.add(step);
    await writeFile(`${this.#file}.new`, JSON.stringify({ seed: this.#seed, done: [...this.#done] }), {
      flush: true,
    });
    await rename(`${this.#file}.new`, this.#file);
  }
}

/** A data folder's demonstration year, finished or not; null when it holds none. @throws LocalRuntimeError `data-folder-damaged` */
export function readProgress(file: string): z.output<typeof progressFile> | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const parsed = progressFile.safeParse(contentOf(text));
  if (parsed.success) return parsed.data;
  throw new LocalRuntimeError('data-folder-damaged', {
    zh: `演示进度文件 ${file} 已损坏：请用 npm start -- --fresh 重新开始，或换一个数据目录。`,
    en: `The demonstration's progress file ${file} is damaged: start over with npm start -- --fresh, or choose another data folder.`,
  });
}

/** A file's JSON, or null when it is none. */
function contentOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}

/** How many people act side by side: what two cores carry. */
const sideBySide = 6;

/** Does something for each of a list, a few at a time, telling how many are done. */
export async function forEachOf<Item>(
  items: readonly Item[],
  report: (done: number, total: number) => void,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  let done = 0;
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item);
      done += 1;
      report(done, items.length);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
}
