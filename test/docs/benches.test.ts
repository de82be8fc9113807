import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { functionSettings } from '../../shared/contracts/functions.ts';
import { benches } from '../bench/benches.ts';
import { coldSettings } from '../bench/cold-settings.ts';
import { table } from '../bench/table.ts';

const read = (file: string) => readFileSync(path.join(import.meta.dirname, '../..', file), 'utf8');
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));

test('every bench that can be started by itself is in `npm run bench`, which runs nothing else', () => {
  const alone = Object.entries(scripts).filter(([name]) => name.startsWith('bench:'));
  expect(alone.map(([name]) => name.slice('bench:'.length)).sort()).toEqual(Object.keys(benches).sort());
  for (const [name, command] of alone)
    expect(command).toContain(`test/bench/${benches[name.slice('bench:'.length)]?.file ?? ''}`);
});

test.each(Object.keys(benches))('docs/performance.md says what bench %s is held against', (name) => {
  expect(read('docs/performance.md')).toMatch(new RegExp(`^\\| \`npm run bench:${name}\` +\\|`, 'm'));
});

test('a figure stands beside what it is held against; what was not measured says so and has no figure', () => {
  const beside = { what: 'zen-engine', value: 20_000 };
  const lines = table([
    { bench: 'score', found: { figure: '64 units', value: 1e6, unit: 'units/s', better: 'more', beside } },
    { bench: 'unit', found: { figure: 'reading', value: 12.345, unit: 'ms', better: 'less', beside: null } },
    { bench: 'report', found: 'ended after 15 minutes' },
  ]).split('\n');
  const cells = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  expect(cells.slice(2)).toEqual([
    ['', 'score', '64 units', '1,000,000 units/s', 'zen-engine: 20,000', '50', 'more', ''],
    ['', 'unit', 'reading', '12.3 ms', '', '', 'less', ''],
    ['', 'report', 'not measured: ended after 15 minutes', '', '', '', '', ''],
  ]);
});

test.each(Object.entries(functionSettings))(
  'the bench of first calls tells %s every setting that it reads',
  (_, schema) => {
    const given = coldSettings('https://issuer.example');
    const read = Object.keys(schema.shape).map((name) => [name, given[name]]);
    expect(schema.safeParse(Object.fromEntries(read)).error).toBeUndefined();
  },
);
