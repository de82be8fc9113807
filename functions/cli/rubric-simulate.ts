import { parseArgs } from 'node:util';
import { simulate, totalChange, type Move, type Simulation } from '../../shared/domain/rubric/simulate.ts';
import { toCanonicalJson } from '../../shared/domain/scoring/canonical-json.ts';
import { checkFacts } from '../../shared/domain/scoring/check-inputs.ts';
import { readInputs, readRubric, stop } from './files.ts';
import { textTable } from './text-table.ts';

/**
 * `npm run -s rubric:simulate -- --rubric NEW --inputs LAST_YEAR [--against OLD] [--top N] [--json]`: what a rubric would do
 * to a year that is known. What of the inputs the rubric has no place for is said first, since it counts for nothing.
 */
const usage =
  'npm run -s rubric:simulate -- --rubric NEW --inputs LAST_YEAR [--against OLD] [--top N] [--json]';
/** How many units and items the tables show unless told. */
const shownUnlessTold = 20;

const { values } = parseArgs({
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
for (const each of [rules, against]) {
  if (each === null) continue;
  const faults = checkFacts(each, year);
  const fatal = faults.filter((one) => one.path.at(-1) === 'class' || one.path.at(-1) === 'parent');
  if (fatal.length > 0) stop(fatal.map(({ message }) => `${message.zh} / ${message.en}`).join('\n'));
  const ignored = [...new Set(faults.map(({ message }) => `${message.zh} / ${message.en}`))];
  for (const line of ignored.slice(0, top)) {
    process.stderr.write(`细则 ${each.id} 不计入：${line} / not counted\n`);
  }
}
const found = simulate(rules, year, against);
process.stdout.write(values.json === true ? toCanonicalJson(found) : page(found));

function page(of: Simulation): string {
  const { rubric, against: old } = of;
  return `${[
    `用细则 ${rubric.id} 第 ${rubric.version} 版试算 ${of.units} 个单位${old === null ? '' : `，与 ${old.id} 第 ${old.version} 版比较`}。只作参考，不公布。`,
    distribution(of),
    ...(of.moves.length === 0 ? [] : [moves(of.moves)]),
    ties(of),
    sensitivity(of),
    english(of),
  ].join('\n\n')}\n`;
}

function distribution({ distribution: now, before }: Simulation): string {
  const rows: [string, (of: NonNullable<typeof before>) => string][] = [
    ['最高分', (of) => of.highest],
    ['上四分位', (of) => of.upperQuartile],
    ['中位数', (of) => of.median],
    ['下四分位', (of) => of.lowerQuartile],
    ['最低分', (of) => of.lowest],
    ['平均分', (of) => of.mean],
    ['不合格', (of) => `${of.failed} 个`],
    ...now.tens.map(({ from }): [string, (of: NonNullable<typeof before>) => string] => [
      `${from}–${from + 10} 分`,
      (of) => `${of.tens.find((each) => each.from === from)?.units ?? 0} 个`,
    ]),
    ...now.bands.map((band): [string, (of: NonNullable<typeof before>) => string] => [
      `等次 ${band.label}`,
      (of) =>
        `${of.bands.find((each) => each.scheme === band.scheme && each.band === band.band)?.units ?? 0} 个`,
    ]),
  ];
  const columns = [{ heading: '分布' }, { heading: '新', right: true }];
  return before === null
    ? textTable(
        columns,
        rows.map(([name, value]) => [name, value(now)]),
      )
    : textTable(
        [...columns, { heading: '旧', right: true }],
        rows.map(([name, value]) => [name, value(now), value(before)]),
      );
}

function moves(all: readonly Move[]): string {
  const change = (of: Move) => Math.abs(Number(of.total) - Number(of.totalBefore));
  const places = (of: Move) => Math.abs(of.rankBefore - of.rank);
  const moved = [...all].sort((a, b) => places(b) - places(a) || change(b) - change(a) || a.rank - b.rank);
  const [up, down] = [
    all.filter((each) => each.rank < each.rankBefore),
    all.filter((each) => each.rank > each.rankBefore),
  ];
  return [
    `名次：${up.length} 个上升，${down.length} 个下降，${all.length - up.length - down.length} 个不变；总分合计 ${signed(totalChange(all))} 分。变动最大的：`,
    textTable(
      [
        { heading: '单位' },
        { heading: '名次', right: true },
        { heading: '总分', right: true },
        { heading: '主要因为' },
      ],
      moved
        .slice(0, top)
        .map((each) => [
          each.name,
          `${each.rankBefore} → ${each.rank}`,
          `${each.totalBefore} → ${each.total}`,
          each.items.map((item) => `${item.code} ${item.before} → ${item.after}`).join('，'),
        ]),
    ),
  ].join('\n');
}

function ties({ ties: groups }: Simulation): string {
  if (groups.length === 0) return '没有并列。';
  return [
    `并列 ${groups.length} 组：`,
    textTable(
      [
        { heading: '名次', right: true },
        { heading: '总分', right: true },
        { heading: '单位数', right: true },
      ],
      groups.slice(0, top).map((each) => [String(each.rank), each.total, String(each.units.length)]),
    ),
  ].join('\n');
}

function sensitivity({ sensitivity: items, units }: Simulation): string {
  const pairs = (units * (units - 1)) / 2;
  return [
    `各项对名次的作用（假如这一项大家同分，${pairs} 对单位中有几对换位或变成并列，一个单位最多动几名）：`,
    textTable(
      [
        { heading: '项目' },
        { heading: '得分', right: true },
        { heading: '换位或并列', right: true },
        { heading: '最多动', right: true },
      ],
      items
        .slice(0, top)
        .map((each) => [
          `${each.code} ${each.label}`,
          `${each.lowest}–${each.highest}`,
          `${each.pairs} 对`,
          `${each.largestMove} 名`,
        ]),
    ),
  ].join('\n');
}

function english({
  units,
  moves: all,
  ties: groups,
  sensitivity: items,
  distribution: now,
}: Simulation): string {
  const up = all.filter((each) => each.rank < each.rankBefore).length;
  const down = all.filter((each) => each.rank > each.rankBefore).length;
  const [first] = items;
  return `In English: ${units} units from ${now.lowest} to ${now.highest}, median ${now.median}, mean ${now.mean}; ${now.failed} fail.${all.length === 0 ? '' : ` ${up} rise and ${down} fall in rank.`} ${groups.length} groups of ties.${first === undefined ? '' : ` The ranking hangs most on ${first.code}: without it ${first.pairs} pairs would change places or stand equal.`}`;
}

function signed(points: string): string {
  return points.startsWith('-') ? `−${points.slice(1)}` : `+${points}`;
}
