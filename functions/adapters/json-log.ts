import { callNumbers } from '../../shared/ports/caller.ts';
import type { Log, LogCode, LogFacts } from '../../shared/ports/log.ts';

/** One JSON object a line on standard output, as Lambda's JSON logging takes it; a call that is being answered stands in each line. */
export function jsonLog(functionName: string, write: (line: string) => void = toStandardOutput): Log {
  const line = (level: 'INFO' | 'WARN' | 'ERROR', code: LogCode, facts: LogFacts, error?: unknown) => {
    const failure =
      error instanceof Error
        ? { errorName: error.name, errorMessage: error.message, stack: error.stack }
        : {};
    write(
      JSON.stringify({
        timestamp: new Date().toISOString(),
        level,
        function: functionName,
        code,
        ...callNumbers(),
        ...facts,
        ...failure,
      }),
    );
  };
  return {
    info: (code, facts) => line('INFO', code, facts),
    warn: (code, facts) => line('WARN', code, facts),
    error: (code, facts, error) => line('ERROR', code, facts, error),
  };
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
