/**
 * What functions may log: a code of this list with plain facts. Never bodies, tokens, links, names or addresses of people;
 * docs/runbook.md says what each code means to an operator.
 */
export const logCodes = [
  'request-done',
  'request-refused',
  'request-failed',
  'task-done',
  'task-refused',
  'task-failed',
  'event-done',
  'event-ignored',
  'event-failed',
  'callback-too-late',
  'heads-unsigned',
  'link-signed',
  'execution-started',
] as const;

export type LogCode = (typeof logCodes)[number];
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

export type Log = Readonly<{
  info: (code: LogCode, facts: LogFacts) => void;
  warn: (code: LogCode, facts: LogFacts) => void;
  /** With the error's name and stack; the message may name ids, so errors must not carry personal data. */
  error: (code: LogCode, facts: LogFacts, error: unknown) => void;
}>;
