import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import { seededRandom } from './sample-files/seeded-random.ts';

type UnitOf = CycleDefinition['units'][number];
export type PlannedPoints = {
  item: string;
  points: string;
  reason: string | null;
  checks: Record<string, boolean>;
};
export type PlannedDeduction = {
  body: string;
  unit: string;
  points: string;
  fact: string;
  document: string | null;
  happenedOn: string;
  links: { url: string; title: string | null }[];
  /** What comes of it once the unit is told; most units say nothing. */
  fate: 'unanswered' | 'kept' | 'reduced' | 'withdrawn';
};

/** What reviewers may find, by item: points in tenths below full marks, and the sentence a unit reads. */
const findings: readonly Readonly<{ item: string; full: number; off: number; reason: string }>[] = [
  { item: 'B2', full: 30, off: 10, reason: '发布会未提前报告县政府' },
  { item: 'C2', full: 20, off: 5, reason: '领导信息更新不及时' },
  { item: 'C3', full: 50, off: 12, reason: '部分批复没有公开' },
  { item: 'C4', full: 50, off: 8, reason: '统计数据栏目两个月没有更新' },
  { item: 'C5', full: 20, off: 6, reason: '缺少应急演练情况' },
  { item: 'C6', full: 250, off: 35, reason: '财政资金、价格和信用等领域公开不全' },
  { item: 'C7', full: 20, off: 10, reason: '重要文件没有配套解读' },
  { item: 'C8', full: 50, off: 5, reason: '目录栏目设置不规范' },
  { item: 'C9', full: 60, off: 15, reason: '一件申请的答复超过时限' },
  { item: 'C10', full: 20, off: 4, reason: '个别条目缺少审查记录' },
];

/** The points of the items that the county office's reviewers give. */
export function planPoints(unit: UnitOf, seed: string): PlannedPoints[] {
  const random = seededRandom(`points ${seed} ${unit.id}`);
  return findings.map(({ item, full, off, reason }) => {
    const lost = random.between(1, 3) === 1 ? random.between(1, off) : 0;
    const checks =
      item === 'C8'
        ? {
            'catalogue-not-updated': random.between(1, 9) === 1,
            'no-annual-report': random.between(1, 20) === 1,
          }
        : {};
    return { item, points: tenths(full - lost), reason: lost === 0 ? null : `${reason}（演示）`, checks };
  });
}

/** The portal office's points. */
export function planPortalPoints(unit: UnitOf, seed: string): PlannedPoints[] {
  const random = seededRandom(`portal ${seed} ${unit.id}`);
  const lost = random.between(0, 3) === 0 ? random.between(2, 15) : 0;
  return [
    {
      item: 'B1',
      points: tenths(60 - lost),
      reason: lost === 0 ? null : '栏目更新不及时（演示）',
      checks: {},
    },
  ];
}

/** What the lead bodies take. None takes from its own unit. */
export function planDeductions(definition: CycleDefinition, seed: string): PlannedDeduction[] {
  const random = seededRandom(`deductions ${seed}`);
  const facts: Readonly<Record<string, string>> = {
    'internal-affairs': '政府采购结果内部公开不及时（演示）',
    'service-centre': '进驻事项办事指南未更新（演示）',
    'civil-affairs': '村务公开栏更新不及时（演示）',
    'trade-union': '办事流程公开不完整（演示）',
  };
  const planned = definition.bodies
    .filter((body) => body.gives === 'deductions')
    .flatMap((body) =>
      definition.units
        .filter(
          (unit) => unit.id !== body.unit && (body.id !== 'civil-affairs' || unit.class !== 'department'),
        )
        // Civil affairs looks at townships, parks and communities alone, and so at fewer units more closely.
        .filter(() => random.between(1, body.id === 'civil-affairs' ? 3 : 7) === 1)
        .map((unit) => ({
          body: body.id,
          unit: unit.id,
          points: tenths(random.between(2, 25)),
          fact: facts[body.id] ?? '公开不规范（演示）',
          document: null,
          happenedOn: '2018-11-20',
          links: [],
          fate: 'unanswered' as const,
        })),
    );
  // Three units reply to what the same body took; the body keeps one, takes less in the second, and withdraws the third.
  const fates = ['kept', 'reduced', 'withdrawn'] as const;
  let replied = 0;
  return planned.map((line): PlannedDeduction => {
    const fate = line.body === 'service-centre' && Number(line.points) > 0.2 ? fates[replied] : undefined;
    if (fate !== undefined) replied += 1;
    return fate === undefined ? line : { ...line, fate };
  });
}

/** The city's deductions: one for a body that is a unit, one for a body that is none. */
export const cityDeductions = [
  {
    body: 'service-centre',
    points: '1.5',
    document: '遂府办函〔2018〕演示1号',
    fact: '政务服务大厅事项公开不全（演示）',
    decidedOn: '2018-12-10',
  },
  {
    body: 'trade-union',
    points: '1',
    document: '遂府办函〔2018〕演示2号',
    fact: '一处办事公开栏缺失（演示）',
    decidedOn: '2018-12-10',
  },
] as const;

/** One leak and one lost lawsuit. */
export const incidents = [
  {
    unit: '037',
    kind: 'leak',
    reason: '公开件中含不应公开的内容（演示）',
    document: '大英密通〔2018〕演示1号',
    decidedOn: '2018-11-05',
  },
  {
    unit: '055',
    kind: 'lawsuit-lost',
    reason: '依申请公开逾期未答复，行政诉讼败诉（演示）',
    document: '（2018）川0923行初演示1号',
    decidedOn: '2018-12-03',
  },
] as const;

function tenths(value: number): string {
  return value % 10 === 0 ? String(value / 10) : `${Math.floor(value / 10)}.${value % 10}`;
}

export type PlannedAppeal = Readonly<{
  unit: UnitOf;
  item: string;
  grounds: string;
  answer: string;
  decision: Readonly<{ outcome: 'upheld' | 'rejected'; reason: string; points: string | null }>;
}>;

/** Whose points are disputed: one without success, and one that a reviewer took points from and gets them back. */
export function planAppeals(definition: CycleDefinition, seed: string): PlannedAppeal[] {
  const struck = new Set(['002', ...incidents.map(({ unit }) => unit)]);
  const [first] = definition.units;
  const rejected = definition.units.find(({ id }) => id === '002') ?? first;
  const upheld = definition.units.find(
    (unit) =>
      !struck.has(unit.id) &&
      planPoints(unit, seed).some(({ item, reason }) => item === 'C6' && reason !== null),
  );
  return [
    ...(rejected === undefined
      ? []
      : [
          {
            unit: rejected,
            item: 'C2',
            grounds: '培训签到和课件已归档，请再核实（演示）',
            answer: '评分时未见第三季度培训的签到表（演示）',
            decision: {
              outcome: 'rejected' as const,
              reason: '补充的材料为评价期之后形成，维持原评分（演示）',
              points: null,
            },
          },
        ]),
    ...(upheld === undefined
      ? []
      : [
          {
            unit: upheld,
            item: 'C6',
            grounds: '所列领域的信息当年已公开，附网址请核实（演示）',
            answer: '评分时按旧栏目查找，未看到新栏目的内容（演示）',
            decision: {
              outcome: 'upheld' as const,
              reason: '经核实当年已公开，恢复满分（演示）',
              points: '25',
            },
          },
        ]),
  ];
}
