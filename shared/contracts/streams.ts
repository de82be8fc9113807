/** What a stream belongs to: a year, or the installation. */
export function scopeOf(stream: string): string {
  return stream.split('/', 1)[0] ?? stream;
}

/** Audit streams, by what they follow. */
export const streams = {
  /** City deductions and incidents, the cycle's loading, and which rubric version it goes by. */
  office: (cycle: string) => `${cycle}/office`,
  /** Runs and what is published: stays open when a freeze closes all the others. */
  runs: (cycle: string) => `${cycle}/runs`,
  /** A year's rubric versions: a mended one may be stored for a re-evaluation, when the year itself is closed. */
  rubrics: (cycle: string) => `${cycle}/rubrics`,
  /** Who asked for the year's whole record, and who was handed it. */
  custody: (cycle: string) => `${cycle}/custody`,
  unit: (cycle: string, unit: string) => `${cycle}/unit/${unit}`,
  body: (cycle: string, body: string) => `${cycle}/body/${body}`,
  /** A unit's requests for information: the law's clock goes on after the year, so no freeze closes it. */
  requests: (cycle: string, unit: string) => `${cycle}/requests/${unit}`,
  /** A unit's contact form: people change after the year is frozen too. */
  contacts: (cycle: string, unit: string) => `${cycle}/contacts/${unit}`,
  /** A unit's appeals: they come after the freeze. */
  appeals: (cycle: string, unit: string) => `${cycle}/appeals/${unit}`,
  /** A lead body's plan and what is said to it: it goes on while a run counts. */
  plans: (cycle: string, body: string) => `${cycle}/plans/${body}`,
  /** A unit's problem letter: it is followed into the next year. */
  problems: (cycle: string, unit: string) => `${cycle}/problems/${unit}`,
  /** What a member was reminded of: goes on whatever is frozen. */
  inbox: (cycle: string, subject: string) => `${cycle}/inbox/${subject}`,
  /** Who took a year's contacts out as a file. */
  contactExports: (cycle: string) => `${cycle}/contact-exports`,
  /** Who took a year's trail out as a file. */
  auditExports: (cycle: string) => `${cycle}/audit-exports`,
  installation: 'installation',
} as const;
