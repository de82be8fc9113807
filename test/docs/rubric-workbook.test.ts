import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { clauses, places } from '../../shared/domain/rubric/phrases/clauses.ts';
import { exampleOf } from '../../shared/domain/rubric/phrases/match-clause.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/rubric-workbook.md'), 'utf8');

test.each(Object.values(places).flat())(
  'the page on workbooks shows the sentence %s and what it means',
  (id) => {
    const { zh, en } = clauses[id].means;
    expect(page).toContain(`| ${exampleOf(id)} | ${zh} | ${en} |`);
  },
);

test('the page shows no sentence that there is none of', () => {
  const known = new Set(Object.values(places).flat().map(exampleOf));
  const rows = [...page.matchAll(/^\| ([^|]+) \| [^|]+ \| [^|]+ \|$/gm)].map(([, first = '']) => first);
  const sheets = ['工作表', '总则', '一张或几张评分表', '特殊情形', '等次', '填写说明', '写法（例子）'];
  expect(rows.filter((row) => !known.has(row) && !sheets.includes(row))).toEqual([]);
});
