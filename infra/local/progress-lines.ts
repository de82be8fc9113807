/** How often a step tells how far it is, when its output is a file and lines are kept. */
const everyMs = 2000;

/** Tells a person at the terminal what is going on: the step, how many of how many, and about how long it will take. */
export function progressLine(
  title: string,
  write: (line: string) => void,
  now: () => number = Date.now,
): { report: (done: number, total: number) => void; end: () => void } {
  const started = now();
  let told = started;
  write(`· ${title}…`);
  return {
    report: (done, total) => {
      if (now() - told < everyMs || total === 0) return;
      told = now();
      write(`  ${title}：${done}/${total}${timeLeft(done, total, now() - started)}`);
    },
    end: () => write(`✓ ${title}（${seconds(now() - started)}）`),
  };
}

function timeLeft(done: number, total: number, spentMs: number): string {
  if (done === 0 || done >= total) return '';
  return `，约还需 ${seconds((spentMs / done) * (total - done))}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} 秒`;
}
