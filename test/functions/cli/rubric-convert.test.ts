import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeXlsx } from 'hucre/xlsx';
import { rubric } from '../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { rubric2018 } from '../../support/scoring.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-convert-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => path.join(folder, name);
const put = (name: string, body: string | Uint8Array) => {
  writeFileSync(at(name), body);
  return at(name);
};
const run = (...args: string[]) => {
  const done = spawnSync(process.execPath, [path.join(root, 'functions/cli/rubric-convert.ts'), ...args], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
};
const quiet = { status: 0, stdout: '', stderr: '' };

describe('rubric:convert', () => {
  test('goes from JSON to YAML to a workbook and back, by what the names end in', () => {
    const json = put('a.json', toCanonicalJson(rubric2018));
    expect(run(json, at('b.yaml'))).toEqual(quiet);
    expect(run(at('b.yaml'), at('c.XLSX'))).toEqual(quiet);
    expect(run(at('c.XLSX'), at('d.yml'))).toEqual(quiet);
    expect(run(at('d.yml'), at('e.json'))).toEqual(quiet);
    expect(readFileSync(at('d.yml'), 'utf8')).toBe(readFileSync(at('b.yaml'), 'utf8'));
    expect(rubric.parse(JSON.parse(readFileSync(at('e.json'), 'utf8')))).toEqual(rubric2018);
  });

  test('names the cell of every fault of a workbook, and writes nothing', async () => {
    const rows = [
      ['评价内容', '评分标准'],
      ['有负责人', '由评分人评分'],
    ];
    const wrong = put('wrong.xlsx', await writeXlsx({ sheets: [{ name: '评分表', rows }] }));
    const done = run(wrong, at('none.json'));
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr).toContain(`${wrong}!评分表!A2: 应当以编号开头`);
    expect(done.stderr).toContain(`${wrong}: 没有找到“总则”这张表`);
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('names the line of every fault of a text', () => {
    const wrong = put('wrong.json', toCanonicalJson(rubric2018).replace('"total": "100"', '"total": "110"'));
    const done = run(wrong, at('none.xlsx'));
    expect(done.status).toBe(2);
    expect(done.stderr).toMatch(/wrong\.json:\d+:\d+ schemes\.0\.total: /);
    expect(existsSync(at('none.xlsx'))).toBe(false);
  });

  test.each([
    ['only one file', ['a.json'], '两个文件'],
    ['three files', ['a.json', 'b.json', 'c.json'], '两个文件'],
    ['a name to read that says nothing', ['a.txt', 'b.json'], 'a.txt'],
    ['a name to write that says nothing', ['a.json', 'b'], 'b 不是'],
    ['a text that is not there', ['nowhere.yaml', 'b.json'], 'nowhere.yaml'],
    ['a workbook that is not there', ['nowhere.xlsx', 'b.json'], 'nowhere.xlsx'],
  ])('%s is one line that names it, and a status of 2', (_, names, named) => {
    const done = run(...names.map((name) => at(name)));
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(named)]);
  });

  test('a folder that cannot be written to is one line', () => {
    const json = put('f.json', toCanonicalJson(rubric2018));
    const done = run(json, path.join(folder, 'nowhere/b.json'));
    expect(done.status).toBe(2);
    expect(done.stderr).toContain('写不进去');
  });
});
