/** A bench: a program of this folder, and after how many minutes it is ended. */
export type Bench = Readonly<{ file: string; minutes: number }>;

/** All benches, the shortest first, so that a run that is broken off has shown most of them. */
export const benches: Readonly<Record<string, Bench>> = {
  score: { file: 'score.ts', minutes: 5 },
  unit: { file: 'unit.ts', minutes: 5 },
  audit: { file: 'audit.ts', minutes: 5 },
  hostile: { file: 'hostile.ts', minutes: 5 },
  api: { file: 'api.ts', minutes: 10 },
  'year-end': { file: 'year-end.ts', minutes: 10 },
  cold: { file: 'cold.ts', minutes: 10 },
  report: { file: 'report.ts', minutes: 15 },
  embedded: { file: 'embedded-year-end.ts', minutes: 15 },
  console: { file: 'console.ts', minutes: 15 },
};
