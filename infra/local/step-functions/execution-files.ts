import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, open, rename } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';

/** What somebody answered to a task's token. */
const answer = z.union([
  z.strictObject({ output: z.string() }),
  z.strictObject({ error: z.string(), cause: z.string() }),
]);
export type Answer = z.infer<typeof answer>;

/** An execution as it is kept on disk. */
const execution = z.strictObject({
  arn: z.string(),
  name: z.string(),
  stateMachineArn: z.string(),
  input: z.string(),
  startedAt: z.number(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED']),
  stoppedAt: z.nullable(z.number()),
  output: z.nullable(z.string()),
  error: z.nullable(z.string()),
  cause: z.nullable(z.string()),
  /** Where a restart goes on: the last top-level state that was entered, with its input. */
  checkpoint: z.strictObject({
    state: z.nullable(z.string()),
    input: z.string(),
    /** Answers to task tokens that were acknowledged while that state was under way, by what was asked. */
    answers: z.record(z.string(), answer),
  }),
});
export type Execution = z.infer<typeof execution>;

/** What happened in an execution, as GetExecutionHistory tells it. */
export type HistoryEvent = Readonly<{
  type: string;
  timestamp: number;
  details: Readonly<Record<string, unknown>>;
}>;
const historyEvent = z.object({
  type: z.string(),
  timestamp: z.number(),
  details: z.record(z.string(), z.unknown()),
});

/** Executions as files: a record that is replaced whole and synced before anything is acknowledged, and a history beside it. */
export class ExecutionFiles {
  readonly #dir: string;
  readonly #writes = new Map<string, Promise<void>>();

  constructor(dir: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true });
  }

  readAll(): Execution[] {
    return readdirSync(this.#dir)
      .filter((name) => name.endsWith('.json'))
      .map((name) => execution.parse(JSON.parse(readFileSync(path.join(this.#dir, name), 'utf8'))))
      .sort((left, right) => left.startedAt - right.startedAt);
  }

  /** Writes the record as it is when its turn comes; writes of one execution follow each other. */
  save(of: Execution): Promise<void> {
    return this.#inTurn(of, () => this.#write(of));
  }

  note(of: Execution, event: HistoryEvent): Promise<void> {
    return this.#inTurn(of, () => appendFile(this.#file(of, 'ndjson'), `${JSON.stringify(event)}\n`));
  }

  /** Waits until nothing is being written. */
  async settled(): Promise<void> {
    await Promise.all(this.#writes.values());
  }

  /** A history; a line that a kill cut off is left out. */
  history(of: Execution): HistoryEvent[] {
    let text: string;
    try {
      text = readFileSync(this.#file(of, 'ndjson'), 'utf8');
    } catch {
      // Killed before its first event was written.
      return [];
    }
    return text.split('\n').flatMap((line) => {
      const parsed = line.endsWith('}') ? historyEvent.safeParse(JSON.parse(line)) : null;
      return parsed?.success === true ? [parsed.data] : [];
    });
  }

  #inTurn(of: Execution, work: () => Promise<void>): Promise<void> {
    const turn = (this.#writes.get(of.arn) ?? Promise.resolve()).then(work);
    this.#writes.set(
      of.arn,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async #write(of: Execution): Promise<void> {
    const file = this.#file(of, 'json');
    const handle = await open(`${file}.new`, 'w');
    await handle.writeFile(JSON.stringify(of));
    await handle.sync();
    await handle.close();
    await rename(`${file}.new`, file);
  }

  #file(of: Execution, ending: string): string {
    const machine = of.stateMachineArn.split(':').at(-1) ?? '';
    return path.join(this.#dir, `${machine}.${encodeURIComponent(of.name)}.${ending}`);
  }
}
