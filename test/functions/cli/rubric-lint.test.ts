import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import * as z from 'zod/mini';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { inputsOf, perfectUnit, rubric2018 } from '../../support/scoring.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string) => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};
const lint = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, 'functions/cli/rubric-lint.ts'), ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });

const answer = z.object({ faults: z.array(z.unknown()), findings: z.array(z.unknown()) });
const yaml = stringify(rubric2018);
const rules = file('rules.yaml', yaml);
const small = file('inputs.json', toCanonicalJson(inputsOf([perfectUnit({ target: 20 })])));

describe('rubric:lint', () => {
  test('tells each remark with file and line, and ends with 0 when there are only notes', () => {
    const done = lint(rules);
    const line = yaml.slice(0, yaml.indexOf('lawsuit-lost')).split('\n').length;
    expect(done.stdout).toContain(`${rules}:${line}:`);
    expect(done.stdout).toContain('effects-overlap');
    expect(done.status).toBe(0);
  });

  test('with inputs it ends with 1 for warnings, in words and as JSON', () => {
    const done = lint(rules, '--inputs', small);
    expect(done.stdout).toContain('目标 20 条的 1 个单位一条不公开，C1 也有 19 分（满分 25 分）');
    expect(done.status).toBe(1);
    const json = lint(rules, '--inputs', small, '--json');
    const { faults, findings } = answer.parse(JSON.parse(json.stdout));
    expect(faults).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'doing-nothing-keeps-most', severity: 'warning' }),
    );
    expect(json.status).toBe(1);
  });

  test('remarks come in the order of the file, and faults of the inputs are counted among them', () => {
    const other = file(
      'other.json',
      toCanonicalJson(inputsOf([perfectUnit({ target: 20, items: { Z9: { evidence: 1 } } })])),
    );
    const done = lint(rules, '--inputs', other);
    const lines = [...done.stdout.matchAll(/rules\.yaml:(\d+):\d+ /g)].map(([, line]) => Number(line));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    expect(done.stdout).toContain('这份数据有 1 处与细则对不上，例如 units.0.items.Z9：细则里没有项目 Z9');
  });

  test('a fault is told with its line, and ends with 2', () => {
    const wrong = file('wrong.yaml', yaml.replace('total: "100"', 'total: "99"'));
    const done = lint(wrong);
    expect(done.stderr).toMatch(/wrong\.yaml:\d+:\d+ schemes\.0\.total: /);
    expect(done.status).toBe(2);
    const json = lint(wrong, '--json');
    expect(answer.parse(JSON.parse(json.stdout))).toMatchObject({
      faults: [{ path: 'schemes.0.total' }],
      findings: [],
    });
    expect(json.status).toBe(2);
  });

  test.each([
    ['no file', []],
    ['two files', [rules, rules]],
    ['a file that is not there', [path.join(folder, 'none.yaml')]],
    ['inputs that are not there', [rules, '--inputs', path.join(folder, 'none.json')]],
    ['an option that there is not', [rules, '--input', small]],
  ])('%s: one line, and 2', (_, args) => {
    const done = lint(...args);
    expect(done.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(done.status).toBe(2);
  });
});
