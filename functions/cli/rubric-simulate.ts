import type { Sensitivity } from '../../shared/domain/rubric/sensitivity.ts';
import {
  simulate,
  tiesAtTop,
  type Because,
  type Distribution,
  type Move,
  type RankingChange,
  type Simulation,
} from '../../shared/domain/rubric/simulate.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { checkFacts, type InputsFaultCode } from '../../shared/domain/scoring/check-inputs.ts';
import { print, readInputs, readRubric, stop } from './files.ts';
import { readArguments } from './read-arguments.ts';
import { textTable, type TextColumn } from './text-table.ts';

/**
 * `npm run -s rubric:simulate -- --rubric NEW --inputs LAST_YEAR [--against OLD] [--top N] [--json]`: what a rubric would do
 * to a year that is known. What of the inputs the rubric has no place for is said first, since it counts for nothing.
 */
const usage =
  'npm run -s rubric:simulate -- --rubric NEW --inputs LAST_YEAR [--against OLD] [--top N] [--json]';
/** How many units and items the tables show unless told. */
const shownUnlessTold = 20;

const { values } = readArguments(usage, {
  options: {
    rubric: { type: 'string' },
    inputs: { type: 'string' },
    against: { type: 'string' },
    top: { type: 'string' },
    json: { type: 'boolean' },
  },
});
if (values.rubric === undefined) stop(`缺少 --rubric / --rubric is missing. ${usage}`);
if (values.inputs === undefined) stop(`缺少 --inputs / --inputs is missing. ${usage}`);
const top = values.top === undefined ? shownUnlessTold : Number(values.top);
if (!Number.isInteger(top) || top < 1) stop(`--top 要写正整数 / --top takes a whole number. ${usage}`);

const rules = readRubric(values.rubric);
const year = readInputs(values.inputs);
const against = values.against === undefined ? null : readRubric(values.against);
/** What a year cannot be scored with; anything else that does not fit counts for nothing and is told. */
const fatal: ReadonlySet<InputsFaultCode> = new Set([
  'class-without-scheme',
  'parent-unknown',
  'parents-in-circle',
  'unit-repeated',
]);
for (const each of [rules, against]) {
  if (each === null) continue;
  const faults = checkFacts(each, year);
  const stopping = faults.filter(({ code }) => fatal.has(code));
  if (stopping.length > 0) stop(said(stopping.map(({ message }) => message)).join('\n'));
  for (const line of said(faults.map(({ message }) => message)).slice(0, top)) {
    process.stderr.write(`细则 ${each.id} 不计入：${line} / not counted\n`);
  }
}
const found = simulate(rules, year, against);
print(values.json === true ? toCanonicalJson(found) : page(found));

function said(messages: readonly Readonly<{ zh: string; en: string }>[]): string[] {
  return [...new Set(messages.map(({ zh, en }) => `${zh} / ${en}`))];
}

function page(of: Simulation): string {
  const { rubric, against: old, distribution, before, ranking } = of;
  return `${[
    `用细则 ${rubric.id} 第 ${rubric.version} 版试算 ${of.units} 个单位${old === null ? '' : `，与 ${old.id} 第 ${old.version} 版比较`}。只作参考，不公布。`,
    titled('分布', sideBySide(distribution, before, figureRows)),
    titled('分类别', classTable(distribution, before)),
    failures(distribution, before),
    ...(ranking === null ? [] : [moves(ranking, of.moves)]),
    ties(of),
    sensitivity(of.sensitivity),
    english(of),
  ].join('\n\n')}\n`;
}

function titled(title: string, table: string): string {
  return `${title}\n${table}`;
}

function left(heading: string): TextColumn {
  return { heading };
}

function right(heading: string): TextColumn {
  return { heading, right: true };
}

type Row = readonly [name: string, value: (of: Distribution) => string];

/** A table of the new distribution, with the old one beside it where there is one. */
function sideBySide(
  now: Distribution,
  before: Distribution | null,
  rowsOf: (now: Distribution, before: Distribution | null) => readonly Row[],
): string {
  const both = before === null ? [now] : [now, before];
  return textTable(
    [left(''), right('新'), ...(before === null ? [] : [right('旧')])],
    rowsOf(now, before).map(([name, value]) => [name, ...both.map(value)]),
  );
}

function figureRows(now: Distribution, before: Distribution | null): readonly Row[] {
  const figure = (name: string, key: keyof NonNullable<Distribution['figures']>): Row => [
    name,
    (of) => of.figures?.[key] ?? '—',
  ];
  const starts = [
    ...new Set(
      [now, ...(before === null ? [] : [before])].flatMap((of) => of.tenths.map(({ from }) => from)),
    ),
  ];
  return [
    figure('最高分', 'highest'),
    figure('上四分位', 'upperQuartile'),
    figure('中位数', 'median'),
    figure('下四分位', 'lowerQuartile'),
    figure('最低分', 'lowest'),
    figure('平均分', 'mean'),
    figure('标准差', 'standardDeviation'),
    ...starts
      .sort((a, b) => Number(b) - Number(a))
      .map((start): Row => [
        `${start} 分起`,
        (of) => `${of.tenths.find(({ from }) => from === start)?.units ?? 0} 个`,
      ]),
    ...now.bands.map((band): Row => [
      `等次“${band.label.zh}”`,
      (of) => {
        const same = of.bands.find((each) => each.scheme === band.scheme && each.band === band.band);
        return same === undefined ? '—' : `${same.units} 个`;
      },
    ]),
    ['不合格', (of) => `${of.failed.length} 个`],
  ];
}

function classTable(now: Distribution, before: Distribution | null): string {
  const means = new Map(before?.classes.map((each) => [each.class, each.mean]));
  return textTable(
    [
      left('类别'),
      right('单位'),
      right('平均'),
      right('最高'),
      right('最低'),
      ...(before === null ? [] : [right('旧平均')]),
    ],
    now.classes.map((each) => [
      each.class,
      String(each.units),
      each.mean,
      each.highest,
      each.lowest,
      ...(before === null ? [] : [means.get(each.class) ?? '—']),
    ]),
  );
}

function failures(now: Distribution, before: Distribution | null): string {
  if (now.failed.length === 0)
    return `没有不合格的单位。${before === null ? '' : `原来 ${before.failed.length} 个。`}`;
  const old = new Set(before?.failed.map((each) => each.unit));
  return titled(
    `不合格 ${now.failed.length} 个${before === null ? '' : `，原来 ${before.failed.length} 个`}`,
    textTable(
      [left('单位'), left('原因'), ...(before === null ? [] : [left('原来')])],
      now.failed
        .slice(0, top)
        .map((each) => [
          each.name,
          each.reason.zh,
          ...(before === null ? [] : [old.has(each.unit) ? '也不合格' : '合格']),
        ]),
    ),
  );
}

function moves(ranking: RankingChange, all: readonly Move[]): string {
  const places = (of: Move) => Math.abs(of.rankBefore - of.rank);
  const most = [...all].sort((a, b) => places(b) - places(a) || a.rank - b.rank);
  return titled(
    `名次：${ranking.rise} 个上升，${ranking.fall} 个下降，${ranking.stay} 个不变；${ranking.pairs} 对单位中 ${ranking.swapped} 对换了先后。变动最大的：`,
    textTable(
      [left('单位'), right('名次'), right('总分'), left('主要因为')],
      most
        .slice(0, top)
        .map((each) => [
          each.name,
          `${each.rankBefore} → ${each.rank}`,
          `${each.totalBefore} → ${each.total}`,
          [
            ...(each.change === '0' && each.because.length === 0 ? ['本单位得分没有变'] : []),
            ...each.because.map(reason),
            ...(each.rest === '0' ? [] : [`其余 ${signed(each.rest)}`]),
            ...(each.bandBefore?.zh === each.band?.zh
              ? []
              : [`${each.bandBefore?.zh ?? '无等次'} → ${each.band?.zh ?? '无等次'}`]),
          ].join('，'),
        ]),
    ),
  );
}

/** `C1 22 → 20`, with what it is worth in the total where a weight makes that another number. */
function reason({ kind, code, label, before, after, change }: Because): string {
  const name = kind === 'item' ? code : label.zh;
  return `${name} ${before ?? '无'} → ${after ?? '无'}（${signed(change)}）`;
}

function ties(of: Simulation): string {
  if (of.ties.length === 0) return '没有并列。';
  const first = tiesAtTop(of, top);
  return titled(
    `并列 ${of.ties.length} 组；前 ${top} 名里 ${first.groups} 组，算上末位并列的共 ${first.units} 个单位`,
    textTable(
      [right('名次'), right('总分'), right('单位数')],
      of.ties.slice(0, top).map((each) => [String(each.rank), each.total, String(each.units.length)]),
    ),
  );
}

function sensitivity(items: readonly Sensitivity[]): string {
  const idle = items.filter((each) => !each.separates);
  return [
    titled(
      '各项决定了多少名次（假如这一项大家都和最好的单位一样）',
      textTable(
        [
          left('项目'),
          right('得分'),
          right('满分单位'),
          right('换位或变并列'),
          right('名次变动'),
          right('最多动'),
        ],
        items
          .filter((each) => each.separates)
          .slice(0, top)
          .map((each) => [
            `${each.code} ${each.label.zh}`,
            `${each.lowest ?? '—'}～${each.highest ?? '—'}`,
            `${each.full}/${each.units}`,
            `${each.decided}/${each.pairs} 对`,
            `${each.moved} 个`,
            `${each.largestMove} 名`,
          ]),
      ),
    ),
    idle.length === 0
      ? '每一项都拉开了差距。'
      : `所有单位都一样、没有拉开差距的项目：${idle.map((each) => each.code).join('、')}。`,
  ].join('\n');
}

function english({ units, ranking, ties: groups, sensitivity: items, distribution }: Simulation): string {
  const { figures, failed } = distribution;
  const [first] = items;
  const idle = items.filter((each) => !each.separates).map((each) => each.code);
  return [
    figures === null
      ? 'In English: there are no units.'
      : `In English: ${units} units from ${figures.lowest} to ${figures.highest}, median ${figures.median}, mean ${figures.mean}, standard deviation ${figures.standardDeviation}; ${failed.length} fail.`,
    ...(ranking === null
      ? []
      : [
          `${ranking.rise} rise and ${ranking.fall} fall in rank; ${ranking.swapped} of ${ranking.pairs} pairs changed places.`,
        ]),
    `${groups.length} groups of ties.`,
    ...(first === undefined
      ? []
      : [
          `The ranking hangs most on ${first.code}: if all did as well there as the best, ${first.decided} of ${first.pairs} pairs would change places or stand equal.`,
        ]),
    ...(idle.length === 0 ? [] : [`Items that tell nobody apart: ${idle.join(', ')}.`]),
  ].join(' ');
}

function signed(points: string): string {
  return points.startsWith('-') ? `−${points.slice(1)}` : `+${points}`;
}
