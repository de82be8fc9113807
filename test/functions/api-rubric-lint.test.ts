import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { routes } from '../../shared/contracts/routes.ts';
import { rubric2018 } from '../support/scoring.ts';
import { smallItem, smallPart, smallRubric, smallScheme } from '../support/small-rubric.ts';
import { people, sampleWorld } from '../shared/app/world.ts';
import { apiOver, callHttp, problemIn, type HttpAnswer } from './http-call.ts';

/** A rubric is checked through the deployed function: what it answers parses with the contract, and nothing is stored. */
describe('checking a rubric', () => {
  let api: ReturnType<typeof apiOver>;
  const lines: string[] = [];
  beforeAll(async () => {
    api = apiOver(await sampleWorld(), lines);
  });
  const lint = (body: unknown, subject = people.admin.subject) =>
    callHttp(api.cycle, { route: routes.lintRubric, subject, params: { cycle: '2018' }, body });
  const read = (answer: HttpAnswer) => routes.lintRubric.output.parse(JSON.parse(answer.body));
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length;

  test.each([
    ['YAML', stringify(rubric2018), 'kind: target'],
    // In JSON the rule begins with its brace, behind its name.
    ['JSON', JSON.stringify(rubric2018, null, 2), '"rule": {\n                "kind": "target"'],
  ])('%s: remarks come with their lines, in the order of the text, with figures', async (_, text, rule) => {
    const answer = await lint({ text });
    expect(answer.statusCode).toBe(200);
    const { faults, findings } = read(answer);
    expect(faults).toEqual([]);
    expect(
      findings.find((each) => each.code === 'doing-nothing-keeps-most' && each.facts?.['target'] === 20),
    ).toMatchObject({
      line: lineOf(text, rule),
      facts: { item: 'C1', kept: '19', full: '25' },
    });
    const places = findings.map((each) => each.line);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('every fault comes with its line, and no remark beside it', async () => {
    const text = stringify(rubric2018)
      .replace('total: "100"', 'total: "99"')
      .replace('- kind: incident\n', '- kind: accident\n');
    const { faults, findings } = read(await lint({ text }));
    expect(findings).toEqual([]);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((each) => each.line > 1)).toBe(true);
  });

  test('no more is told than anybody reads, warnings first, and how many more there are', async () => {
    const one = { id: 'one', label: { zh: '一', en: 'one' }, points: '1' };
    const items = (letter: string) =>
      Array.from({ length: 200 }, (_, index) =>
        smallItem(`${letter}${index + 1}`, { points: '1', rule: { kind: 'graded', levels: [one] } }),
      );
    const repairs = smallPart('Z', [smallItem('Z1', { points: '150' })], { kind: 'bonus' });
    const parts = ['A', 'B', 'C'].map((letter) => smallPart(letter, items(letter)));
    const many = smallRubric(smallScheme([...parts, repairs]));
    const { findings, notShown } = read(await lint({ text: JSON.stringify(many) }));
    // each item's only level cannot be lost; the bonus is a quarter of full marks
    expect(findings).toHaveLength(500);
    expect(findings.filter((each) => each.code === 'bonus-large')).toHaveLength(1);
    expect(findings.filter((each) => each.code === 'cannot-lose-all')).toHaveLength(499);
    expect(notShown).toBe(101);
  });

  test('a text that is no YAML is a fault like others, not a refusal', async () => {
    const { faults } = read(await lint({ text: 'schemes: [' }));
    expect(faults).toMatchObject([{ path: '' }]);
  });

  test('more than 512 KB is refused before it is read', async () => {
    const answer = await lint({ text: ' '.repeat(524_289) });
    expect(answer.statusCode).toBe(400);
    expect(problemIn(answer).code).toBe('input-invalid');
  });

  test('the text of a rubric reaches no log', () => {
    expect(lines.join('\n')).not.toContain('政府信息公开');
  });
});
