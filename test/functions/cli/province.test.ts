import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { HtmlValidate } from 'html-validate';
import type { Rubric } from '../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../shared/domain/scoring/canonical-json.ts';
import { score } from '../../../shared/domain/scoring/score.ts';
import { hostileTexts } from '../../shared/report/hostile.ts';
import {
  byId,
  fileText,
  findAll,
  parseCsv,
  parseHtml,
  tableRows,
  textOf,
} from '../../shared/report/read-back.ts';
import { rendered, rubric2018, sampleInput } from '../../shared/report/sample.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-province-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A county's public files: the sample year under another name, with targets moved so that its points differ. */
async function county(
  name: string,
  of: Readonly<{ targets?: number; rules?: Rubric; change?: (report: string) => string }> = {},
) {
  const { targets = 0, rules = rubric2018, change = (report: string) => report } = of;
  const sample = sampleInput({ rules });
  const inputs = {
    ...sample.inputs,
    units: sample.inputs.units.map((unit) => ({ ...unit, target: unit.target + targets })),
  };
  const files = await rendered({
    ...sample,
    cycle: { ...sample.cycle, issuer: name },
    inputs,
    result: score(rules, inputs),
  });
  const at = path.join(folder, name.replaceAll(/[^\p{L}\d]/gu, '') || 'x');
  mkdirSync(at, { recursive: true });
  writeFileSync(path.join(at, 'report.json'), change(fileText(files, 'report.json')));
  writeFileSync(path.join(at, 'inputs.json'), toCanonicalJson(inputs));
  writeFileSync(path.join(at, 'rubric.json'), toCanonicalJson(rules));
  return at;
}

function run(...args: string[]) {
  const done = spawnSync(process.execPath, [path.join(root, 'functions/cli/province.ts'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

const out = path.join(folder, 'out');
const written = (name: string) => readFileSync(path.join(out, name), 'utf8');

describe('a province’s view is made of its counties’ public files', () => {
  test('counties with the same rubric are ranked by their mean, equal means sharing a place; others stand apart unranked', async () => {
    const [good, worse, twin] = [
      await county('甲县'),
      await county('乙县', { targets: 80 }),
      await county('丙县'),
    ];
    // The same name and version, but other words in it: not the same rubric.
    const changed = { ...rubric2018, title: { ...rubric2018.title, zh: `${rubric2018.title.zh}（修改）` } };
    const alone = await county('丁县', { rules: changed });
    const done = run(
      '--out',
      out,
      '--title',
      '某省各县',
      `${good}=https://a.example/reports/2018/index.html`,
      worse,
      twin,
      alone,
    );
    expect(done).toEqual({ status: 0, stdout: `${path.join(out, 'index.html')}\n`, stderr: '' });

    const page = parseHtml(written('index.html'));
    const [ranking] = findAll(byId(page, 'group-1'), ({ name }) => name === 'table');
    if (ranking === undefined) throw new Error('no ranking');
    const rows = tableRows(ranking);
    expect(rows.map(([rank, name = '']) => [rank, name.slice(0, 2)])).toEqual([
      ['1', '丙县'],
      ['1', '甲县'],
      ['3', '乙县'],
    ]);
    expect(textOf(byId(page, 'alone'))).toContain('丁县');
    expect(textOf(byId(page, 'alone'))).not.toContain('甲县');
    expect(written('index.html')).toContain('href="https://a.example/reports/2018/index.html"');

    const [heading = [], ...lines] = parseCsv(written('province.csv'));
    const place = (name: string) => heading.indexOf(name);
    expect(lines.map((line) => [line[place('group')], line[place('county')], line[place('rank')]])).toEqual([
      ['1', '丙县', '1'],
      ['1', '甲县', '1'],
      ['1', '乙县', '3'],
      ['2', '丁县', ''],
    ]);
    // Every figure of the page is the file's.
    for (const [index, row] of rows.entries()) {
      expect(row.slice(2, 7)).toEqual(
        ['mean', 'median', 'highest', 'lowest', 'units'].map((name) => lines[index]?.[place(name)]),
      );
    }
  });

  test('the same files give the same bytes, in whatever order the counties are named', async () => {
    const [first, second] = [await county('戊县'), await county('己县', { targets: 40 })];
    run('--out', out, first, second);
    const before = ['index.html', 'province.json', 'province.csv'].map(written);
    run('--out', out, second, first);
    expect(['index.html', 'province.json', 'province.csv'].map(written)).toEqual(before);
  });

  test('made-up data of one county labels the whole page', async () => {
    run('--out', out, await county('庚县'));
    expect(textOf(parseHtml(written('index.html')))).toContain('1 个县中有 1 个县的数据是为演示而编造的');
  });

  test('hostile names stay text, and the page is valid HTML', async () => {
    const names = hostileTexts.filter((text) => text.trim() !== '' && !text.includes('\u0000')).slice(0, 6);
    const counties = [];
    for (const [index, name] of names.entries()) counties.push(await county(`${name}${index}`));
    expect(run('--out', out, ...counties)).toMatchObject({ status: 0, stderr: '' });
    const validator = new HtmlValidate({
      extends: ['html-validate:standard', 'html-validate:a11y', 'html-validate:document'],
      rules: { 'long-title': 'off', 'require-sri': ['error', { target: 'crossorigin' }] },
    });
    const report = await validator.validateString(written('index.html'), 'index.html');
    expect(
      report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId} ${message}`)),
    ).toEqual([]);
    expect(written('index.html')).not.toContain('<script');
  });

  test('a report that says other points than its inputs give stops everything by name', async () => {
    const wrong = await county('辛县', {
      change: (report) => report.replace(/("name": ?"商务局".*?"total": ?")[^"]+/su, '$1100.5'),
    });
    rmSync(out, { recursive: true, force: true });
    const done = run('--out', out, wrong);
    expect(done).toMatchObject({ status: 2, stdout: '' });
    expect(done.stderr).toContain('商务局');
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [[], '--out'],
    [['--out', 'x'], '没有写明哪些县'],
    [['--out', 'x', '/nowhere'], '读不出来'],
  ])('what is missing is said: %j', (args, words) => {
    const done = run(...args);
    expect(done.status).toBe(2);
    expect(done.stderr).toContain(words);
  });
});
