import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textTable, widthOf } from '../../../functions/cli/text-table.ts';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { inputsOf, perfectUnit, register, rubric2018 } from '../../support/scoring.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-rubric-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text: string) => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};
const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'functions/cli', script), ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });

const old = file('old.json', toCanonicalJson(rubric2018));
const harder = file(
  'new.json',
  toCanonicalJson(rubric2018)
    .replace('"points": "0.3"', '"points": "0.5"')
    .replace('"version": 1', '"version": 2'),
);
const year = file(
  'inputs.json',
  toCanonicalJson(
    inputsOf(
      [230, 250, 100].map((count, index) =>
        perfectUnit({ unit: `00${index + 1}`, order: index + 1, measures: register(count) }),
      ),
    ),
  ),
);

describe('rubric:simulate', () => {
  test('prints tables in Chinese and a summary in English', () => {
    const done = run('rubric-simulate.ts', '--rubric', harder, '--inputs', year, '--against', old);
    expect(done).toMatchObject({ status: 0, stderr: '' });
    // 10 short: 97 and 95; 140 short: all 25 gone either way
    expect(done.stdout).toContain('97 → 95');
    expect(done.stdout).toContain('C1 22 → 20（−2）');
    expect(done.stdout).toContain('用细则 2018 第 2 版试算 3 个单位，与 2018 第 1 版比较');
    expect(done.stdout).toContain('没有不合格的单位');
    expect(done.stdout).toContain('没有并列。');
    expect(done.stdout).toMatch(/C1 完成政府信息目标任务 +0～25\.2 +1\/3 +/);
    expect(done.stdout).toContain('In English: 3 units from 75 to 100.2');
  });

  test('every row of a table has the same width in a terminal, Chinese or not', () => {
    const { stdout } = run('rubric-simulate.ts', '--rubric', harder, '--inputs', year, '--against', old);
    const [, table = ''] = stdout.split('分类别\n');
    const rows = (table.split('\n\n')[0] ?? '').split('\n');
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(widthOf)).size).toBe(1);
  });

  test('shows no more rows than asked for', () => {
    const { stdout } = run('rubric-simulate.ts', '--rubric', harder, '--inputs', year, '--top', '1');
    const [, items = ''] = stdout.split('各项决定了多少名次');
    expect(items.split('\n').filter((line) => line.includes(' 对 '))).toHaveLength(1);
  });

  test('prints the whole simulation as JSON', () => {
    const done = run('rubric-simulate.ts', '--rubric', harder, '--inputs', year, '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ units: 3, against: null, rubric: { version: 2 } });
  });

  test('says what of the inputs counts for nothing, and does the rest', () => {
    const odd = file(
      'odd.json',
      toCanonicalJson(inputsOf([perfectUnit({ items: { Z9: { evidence: 1 } } })])),
    );
    const done = run('rubric-simulate.ts', '--rubric', harder, '--inputs', odd);
    expect(done.stderr).toContain('细则里没有项目 Z9');
    expect(done.status).toBe(0);
  });

  test('a year with units that the rubric has no rules for is refused with the class’s name, and nothing is printed', () => {
    const school = file('school.json', toCanonicalJson(inputsOf([perfectUnit({ class: 'school' })])));
    const split = path.join(root, 'shared/domain/rubric/library/two-parts.yaml');
    const done = run('rubric-simulate.ts', '--rubric', split, '--inputs', school);
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr).toContain('school');
  });

  test.each([
    ['no rubric', ['--inputs', year]],
    ['no inputs', ['--rubric', old]],
    ['a top that is no number', ['--rubric', old, '--inputs', year, '--top', 'x']],
  ])('%s: one line, and 2', (_, args) => {
    expect(run('rubric-simulate.ts', ...args)).toMatchObject({ status: 2, stdout: '' });
  });
});

test.each(['rubric-simulate.ts', 'rubric-diff.ts', 'rubric-convert.ts'])(
  '%s ends with one line that says how it is used when it does not know an option',
  (script) => {
    const done = run(script, '--nothing');
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr.trim().split('\n')).toHaveLength(1);
    expect(done.stderr).toContain('--nothing');
    expect(done.stderr).toContain('npm run -s rubric:');
  },
);

describe('rubric:diff', () => {
  test('names each difference, and says so when there is none', () => {
    const done = run('rubric-diff.ts', old, harder);
    expect(done.stdout).toContain('有 2 处不同：\n- 细则：版本 1 → 2\n');
    expect(done.stdout).toContain('少了 每少 1 条扣 0.3 分 → 每少 1 条扣 0.5 分');
    expect(done.stdout).toContain('short: 0.3 off for each 1 → 0.5 off for each 1');
    expect(run('rubric-diff.ts', old, old).stdout).toContain('没有不同');
    expect(JSON.parse(run('rubric-diff.ts', old, harder, '--json').stdout)).toHaveLength(2);
    expect(run('rubric-diff.ts', old)).toMatchObject({ status: 2, stdout: '' });
  });
});

test('a table lines up although Chinese letters are twice as wide', () => {
  expect(widthOf('名次 1（新）')).toBe(12);
  expect(
    textTable(
      [{ heading: '单位' }, { heading: '分', right: true }],
      [
        ['A', '1'],
        ['财政局', '100'],
      ],
    ),
  ).toBe('单位     分\nA         1\n财政局  100');
});
