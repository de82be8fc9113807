import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { summaryOf } from '../../infra/deploy/template-summary.ts';
import { everythingOn, installations, templatesOf } from './templates.ts';

/** Where the summaries of the templates lie that a change of infrastructure changes with it. */
export const summariesDir = path.join(import.meta.dirname, '../../docs/templates');

/** Each installation's file, and the lines that it should have. */
export function summaries(): readonly (readonly [file: string, lines: readonly string[]])[] {
  return [...installations, ['everything', everythingOn] as const].map(([key, installation]) => [
    `${key.toLowerCase()}.txt`,
    templatesOf(installation).stacks.flatMap(([stack, document]) =>
      summaryOf(stack, document).map((line) => line.replaceAll(/\s+/g, ' ')),
    ),
  ]);
}

/** `npm run template:summary`: writes them anew, after a change that is meant. */
if (import.meta.filename === process.argv[1]) {
  mkdirSync(summariesDir, { recursive: true });
  for (const [file, lines] of summaries()) {
    writeFileSync(path.join(summariesDir, file), `${lines.join('\n')}\n`);
    console.log(`docs/templates/${file}: ${lines.length} lines`);
  }
}
