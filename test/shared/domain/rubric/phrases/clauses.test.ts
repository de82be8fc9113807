import { describe, expect, test } from 'vitest';
import {
  clauses,
  places,
  type ClauseId,
  type Place,
} from '../../../../../shared/domain/rubric/phrases/clauses.ts';
import {
  exampleOf,
  explain,
  formOf,
  isUnderstood,
  printPhrase,
  readPhrase,
  takesRestOfLine,
} from '../../../../../shared/domain/rubric/phrases/match-clause.ts';
import { readLines } from '../../../../../shared/domain/rubric/phrases/read-lines.ts';

const everyClause = Object.entries(places).flatMap(([place, ids]) =>
  ids.map((id): [ClauseId, Place] => [
    id,
    Object.keys(places).find((each): each is Place => each === place)!,
  ]),
);
const idOf = (text: string, place: Place) => {
  const read = readPhrase(text, place);
  return isUnderstood(read) ? read.clause : explain(read).zh;
};
const wide = (text: string) =>
  text
    .replace(/[!-~]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
    .replaceAll(' ', '\u3000');

describe('every clause', () => {
  test('has its place, once', () => {
    const placed = everyClause.map(([id]) => id);
    expect([...placed].sort()).toEqual(Object.keys(clauses).sort());
  });

  test.each(everyClause)('%s prints an example that is read as the same', (id, place) => {
    expect(readPhrase(exampleOf(id), place)).toMatchObject({ clause: id });
    const read = readPhrase(exampleOf(id), place);
    expect(isUnderstood(read) && printPhrase(read)).toBe(exampleOf(id));
  });

  test.each(everyClause)(
    '%s is read in full-width signs, without blanks, with blanks and with marks behind',
    (id, place) => {
      const example = exampleOf(id);
      const starts = /^(?:说明：|Guidance: )/.test(example);
      // What is free text keeps its own signs and blanks; all else may be typed either way.
      if (!starts) expect(idOf(wide(example), place)).toBe(id);
      if (!starts) expect(idOf(example.replace(/(?<![A-Za-z]) (?![A-Za-z])/g, ''), place)).toBe(id);
      expect(idOf(`  ${example}  `, place)).toBe(id);
      if (!takesRestOfLine(id)) expect(idOf(`${example}。`, place)).toBe(id);
      expect(
        idOf(
          example.replaceAll('，', ',').replaceAll('：', ':').replaceAll('（', '(').replaceAll('）', ')'),
          place,
        ),
      ).toBe(id);
    },
  );

  test('no two of a place look the same', () => {
    for (const ids of Object.values(places)) {
      const forms = ids.map(formOf);
      expect(new Set(forms).size).toBe(forms.length);
    }
  });

  test('no example has a slot left open', () => {
    expect(everyClause.map(([id]) => exampleOf(id)).filter((example) => /[…几]/.test(example))).toEqual([]);
  });
});

describe('lines of a cell', () => {
  const read = (text: string, place: Place = 'rule') =>
    readLines(text, place).map((each) => (isUnderstood(each) ? each.clause : explain(each).zh));

  test.each<[string, string, ClauseId[]]>([
    [
      'several sentences in a line',
      '按台账对照本单位目标任务；每少 1 条扣 0.3 分。每超10条加0.2分，最多加4分',
      ['target-unit', 'short-every', 'over-every-most'],
    ],
    ['a decimal point ends no sentence', '每少 1 条扣 0.3 分', ['short-every']],
    [
      'numbers in front',
      '1. 每少 1 条扣 0.3 分\n（2）每有一个空白月扣 1 分\n③按事实逐笔扣分\n• 由评分人评分',
      ['short-every', 'blank', 'deductions', 'graded'],
    ],
    ['numbers in front of several in a line', '1. 由评分人评分；2. 佐证材料：不收', ['graded', 'evidence']],
    ['a sentence broken over three lines', '每少 1 条\n扣\n0.3 分\n由评分人评分', ['short-every', 'graded']],
    [
      'empty lines and line ends of Windows',
      '\r\n由评分人评分\r\n\r\n佐证材料：不收\r\n',
      ['graded', 'evidence'],
    ],
    ['semicolons inside quotation marks', '查实“逾期；未答复”（Late; not answered，late）扣 2 分', ['cause']],
    ['guidance keeps its full stops and semicolons', '说明：看材料。满分 3 分；扣完为止。', ['guidance-zh']],
    ['a name without quotation marks', '查实逾期未答复（Answered late，late）每次扣 0.5 分', ['cause-each']],
    [
      'quotation marks of any kind',
      '查实"逾期"（Late，late）扣 2 分\n„好“(Good,good)得3分',
      ['cause', 'level'],
    ],
    [
      'columns of which one has a number in its name',
      '按台账对照各栏目：“2018 计划” 3 条、政策 6 条',
      ['target-column'],
    ],
  ])('%s', (_, text, ids) => {
    expect(read(text)).toEqual(ids);
  });

  test('a guidance that was left empty does not swallow the line below it', () => {
    expect(read('说明：\n佐证材料：不收')).toEqual([
      expect.stringContaining('“说明：”后面应为“…”'),
      'evidence',
    ]);
  });

  test.each<[Place, string, string]>([
    [
      'rule',
      '每少1条扣0.3',
      '“每少1条扣0.3”后面应为“分”，但没有写。写法：“每少几条扣几分”，例如“每少 1 条扣 0.3 分”',
    ],
    [
      'rule',
      '每少 x 条扣 3 分',
      '“每少”后面应为“几条扣几分”，写的是“x 条扣 3 分”。写法：“每少几条扣几分”，例如“每少 1 条扣 0.3 分”',
    ],
    [
      'rule',
      '没有材料不得分',
      '看不懂“没有材料不得分”。最接近的写法：“有认可的佐证材料得满分，没有的不得分”',
    ],
    [
      'rule',
      '查实“没有年度报告”扣 2 分',
      '“查实“没有年度报告””后面应为“（…，代号）扣几分”，写的是“扣 2 分”。写法：“查实“…”（…，代号）扣几分”，例如“查实“没有年度报告”（No annual report，no-annual-report）扣 2 分”',
    ],
    [
      'rule',
      '按台账对照全年 60 条左右',
      '“按台账对照全年 60 条”后面多了“左右”。写法：“按台账或代号对照全年几条”，例如“按台账对照全年 60 条”',
    ],
    [
      'rule',
      '评分单位：县民政局',
      '“评分单位：”后面应为“县政府办或代号”，写的是“县民政局”。写法：“评分单位：县政府办或代号”，例如“评分单位：县政府办”',
    ],
    ['rule', '天气很好', '看不懂“天气很好”。可以写的句子见“填写说明”'],
    ['condition', '发生泄密', '“发生”后面应为“代号”，写的是“泄密”。写法：“发生代号”，例如“发生 leak”'],
    [
      'consequence',
      'A 清零',
      '“A”后面应为“计 0 分”，写的是“清零”。写法：“编号、编号计 0 分”，例如“A、C 计 0 分”',
    ],
    ['band', '九十分', '看不懂“九十分”。最接近的写法：“几分起”，例如“90 分起”'],
    [
      'rounding',
      '每项取整，保留两位小数，四舍五入',
      '“每项取整，保留”后面应为“几位小数，四舍五入或四舍六入五成双或直接舍去”，写的是“两位小数，四舍五入”。写法：“每项或总分取整，保留几位小数，四舍五入或四舍六入五成双或直接舍去”，例如“每项取整，保留 2 位小数，四舍五入”',
    ],
  ])('%s: “%s” is told with what was expected', (place, text, message) => {
    expect(read(text, place)).toEqual([message]);
  });

  test('what is shown of a text hides nothing and turns nothing around', () => {
    const [told] = read('扣\u202e分\u0007的', 'rule');
    expect(told).toContain('“扣�分�的”');
  });

  test.each([
    ['blanks', ' '.repeat(30_000)],
    ['commas', `由外部评分，按时段取平均：${'，'.repeat(30_000)}"`],
    ['quotation marks', `查实${'"'.repeat(30_000)}`],
    ['brackets', `好${'（'.repeat(30_000)}`],
    ['a word', '好'.repeat(30_000)],
    ['blanks inside', `每少${' '.repeat(30_000)}1 条扣 0.3 分`],
    ['columns', `按台账对照各栏目：${'政 1 条、'.repeat(6_000)}"`],
    ['lines', '每少\n'.repeat(15_000)],
  ])('a cell full of %s is read in no time, whatever it is', (_, text) => {
    expect(readLines(text, 'rule').every((each) => !isUnderstood(each))).toBe(true);
  });
});
