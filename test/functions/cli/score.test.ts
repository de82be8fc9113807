import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { score } from '../../../shared/domain/scoring/score.ts';
import { inputsOf, perfectUnit, register, rubric2018 } from '../../support/scoring.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-score-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const year = inputsOf([perfectUnit({ measures: register(232) })]);
const file = (name: string, text: string) => {
  const full = path.join(folder, name);
  writeFileSync(full, text);
  return full;
};
const rubricJson = file('rubric.json', toCanonicalJson(rubric2018));
const inputsJson = file('inputs.json', toCanonicalJson(year));

function run(program: string, ...args: string[]) {
  const done = spawnSync(process.execPath, [path.join(root, 'functions/cli', program), ...args], {
    encoding: 'utf8',
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

describe('score', () => {
  test('prints the result in its canonical form, whether the rubric is JSON or YAML', () => {
    const wanted = { status: 0, stdout: toCanonicalJson(score(rubric2018, year)), stderr: '' };
    const rubricYaml = file('rubric.yaml', stringify(rubric2018));
    expect(run('score.ts', '--rubric', rubricJson, '--inputs', inputsJson)).toEqual(wanted);
    expect(run('score.ts', '--rubric', rubricYaml, '--inputs', inputsJson)).toEqual(wanted);
  });

  test('explains a unit, by its name or number, with what would raise it', () => {
    for (const unit of ['002', '商务局']) {
      const done = run('score.ts', '--rubric', rubricJson, '--inputs', inputsJson, '--explain', unit);
      expect(done.stdout).toContain('商务局：总分 97.6 分');
      expect(done.stdout).toContain('再公开 8 条：+2.4 分');
    }
  });

  test('names file, line, place and reason of every fault in a rubric, and prints no result', () => {
    const text = toCanonicalJson(rubric2018).replace('"total": "100"', '"total": "110"');
    const wrong = file('wrong.json', text);
    const line = text.slice(0, text.indexOf('"110"')).split('\n').length;
    const done = run('score.ts', '--rubric', wrong, '--inputs', inputsJson);
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr).toMatch(new RegExp(`wrong\\.json:${line}:\\d+ schemes\\.0\\.total: .*100`));
  });

  test('inputs that do not fit are refused with every misfit in both languages, and no result', () => {
    const wrong = inputsOf([
      perfectUnit({ items: { Z9: { evidence: 1 }, C2: { evidence: 0, notApplicable: { reason: '没有' } } } }),
    ]);
    const inputs = file('misfit.json', toCanonicalJson(wrong));
    const done = run('score.ts', '--rubric', rubricJson, '--inputs', inputs);
    expect(done).toMatchObject({ status: 2, stdout: '' });
    const [name, ...faults] = done.stderr.trimEnd().split('\n');
    expect(name).toBe(`${inputs}:`);
    expect(faults).toEqual([
      'units.0.items.C2.notApplicable: C2 对所有单位都适用 / C2 applies to every unit',
      'units.0.items.Z9: 细则里没有项目 Z9 / the rubric has no item Z9',
    ]);
  });

  test.each([
    ['a file that is not there', ['--rubric', 'nowhere.yaml', '--inputs', inputsJson], 'nowhere.yaml'],
    ['inputs that are no JSON', ['--rubric', rubricJson, '--inputs', file('x.json', '{')], 'x.json'],
    ['missing inputs', ['--rubric', rubricJson], '--inputs'],
    ['an unknown unit', ['--rubric', rubricJson, '--inputs', inputsJson, '--explain', '999'], '999'],
  ])('%s is one line that names it, and a status of 2', (_, args, named) => {
    const done = run('score.ts', ...args);
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(named)]);
  });
});

describe('schema', () => {
  test.each(['rubric', 'inputs', 'result'])('prints the JSON Schema of %s', (name) => {
    expect(JSON.parse(run('schema.ts', name).stdout)).toMatchObject({ title: name, type: 'object' });
    const kept = readFileSync(
      path.join(import.meta.dirname, `../../../docs/schemas/${name}.schema.json`),
      'utf8',
    );
    // After a change of a format: npm run -s schema -- NAME > docs/schemas/NAME.schema.json
    expect(run('schema.ts', name).stdout).toBe(kept);
  });

  test('another name is refused with the names there are', () => {
    expect(run('schema.ts', 'units')).toMatchObject({ status: 2, stdout: '' });
  });
});
