import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../infra/deploy/template-summary.ts';
import { summaries, summariesDir } from './summaries.ts';

/**
 * docs/templates says in a line to a resource or a right what is deployed. Whoever reviews a change sees in these files what it does to
 * the templates; a change that leaves them as they were fails here, and shows what it does.
 */
const shown = 60;
const all = summaries();

describe.each(all)('%s', (file, lines) => {
  test('says what the templates say: after a change that is meant, `npm run template:summary`', () => {
    const there = path.join(summariesDir, file);
    const written = existsSync(there) ? readFileSync(there, 'utf8').trimEnd().split('\n') : [];
    const { gone, come } = differenceOf(written, lines);
    const difference = [...gone.map((line) => `- ${line}`), ...come.map((line) => `+ ${line}`)];
    const more = difference.length - shown;
    const told = [...difference.slice(0, shown), ...(more > 0 ? [`and ${more} more lines`] : [])];
    expect(told.join('\n')).toBe('');
    expect(written).toEqual(lines);
  });
});

test('there is a summary for each installation that the rules are checked on, and no other', () => {
  expect(readdirSync(summariesDir).sort()).toEqual(all.map(([file]) => file).sort());
  for (const [file, lines] of all) expect(lines.length, file).toBeGreaterThan(300);
});
