import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';
import type { RegisterEntry } from '../../shared/domain/register/register-row.ts';
import { seededRandom, type SeededRandom } from './sample-files/seeded-random.ts';

type UnitOf = CycleDefinition['units'][number];
type ColumnOf = CycleDefinition['cycle']['columns'][number];

/** What one unit registers in one month, and what it does with those rows afterwards. */
export type MonthPlan = Readonly<{
  month: number;
  rows: readonly RegisterEntry[];
  /** Places in `rows` that are withdrawn later, and that get their title corrected. */
  withdrawn: readonly number[];
  corrected: readonly number[];
}>;

const topics: Readonly<Record<string, readonly [string, ...string[]]>> = {
  notices: ['招标公告', '办事公告', '停水停电公示', '资格公示', '拟录用人员公示', '听证公告'],
  'work-news': [
    '开展安全检查',
    '召开工作例会',
    '深入企业走访',
    '组织业务培训',
    '推进脱贫攻坚',
    '开展便民服务',
  ],
  'policy-documents': ['工作实施方案', '管理办法', '年度工作要点', '专项行动通知', '考核办法'],
  overview: ['机构职能更新', '领导分工调整', '内设机构信息'],
  plans: ['年度计划', '专项规划进展', '季度工作安排'],
  personnel: ['招聘信息', '人事任免', '遴选公告'],
  statistics: ['月度统计数据', '运行情况分析', '季度数据简报'],
  emergency: ['应急预案', '汛期预警信息', '应急演练情况'],
  'key-fields': ['财政资金使用公开', '项目建设进展', '行政许可结果', '环境监测信息', '食品抽检结果'],
  interpretation: ['政策图解', '文件解读'],
  meetings: ['会议审议事项', '会议纪要摘要'],
  'hot-topics': ['惠民政策问答', '热点问题回应'],
};

/**
 * A unit's register for the whole year: some units above their target, some on it, some below; and among the rows what
 * happens in every office: duplicates, reviews that came late or never, dates outside the year, second thoughts.
 */
export function planRegister(
  unit: UnitOf,
  columns: readonly ColumnOf[],
  year: string,
  seed: string,
): readonly MonthPlan[] {
  const random = seededRandom(`register ${seed} ${unit.id}`);
  const counted = countOf(unit, random);
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  return months.map((month) => {
    const share = Math.floor((counted * month) / 12) - Math.floor((counted * (month - 1)) / 12);
    const rows = Array.from({ length: share }, (_, index) =>
      goodRow(unit, columns, year, month, index, random),
    );
    const extra = extraRows(unit, columns, year, month, rows, random);
    const all = [...rows, ...extra.rows];
    return {
      month,
      rows: all,
      withdrawn: extra.withdrawn,
      // Which of its rows a unit mends: the first, now and then.
      corrected: month % 4 === 1 && rows.length > 0 ? [0] : [],
    };
  });
}

/** How many rows shall count. The mean is a little below the targets: about 12,000 rows in all with what does not count. */
function countOf(unit: UnitOf, random: SeededRandom): number {
  // The smallest target publishes nothing: by the rules it keeps 19 of 25 points, which the report is to show.
  if (unit.target === 20 && unit.order % 2 === 0) return 0;
  switch (random.between(1, 6)) {
    case 1:
      return unit.target;
    case 2:
      return unit.target + random.between(11, 45);
    case 3:
      return Math.floor((unit.target * random.between(104, 116)) / 100);
    case 4:
      return Math.floor((unit.target * random.between(58, 80)) / 100);
    default:
      return Math.floor((unit.target * random.between(82, 99)) / 100);
  }
}

function goodRow(
  unit: UnitOf,
  columns: readonly ColumnOf[],
  year: string,
  month: number,
  index: number,
  random: SeededRandom,
): RegisterEntry {
  const column = columns[random.between(0, columns.length - 1)] ?? columns[0];
  const day = random.between(2, 27);
  const publishedOn = dayOf(year, month, day);
  // Most is published on the day it is made; one in nine a day late, which is a fact for reviewers and moves no points.
  const madeOn = random.between(1, 9) === 1 ? dayOf(year, month, day - 1) : publishedOn;
  const id = column?.id ?? 'notices';
  const topic = random.pick(topics[id] ?? ['工作信息']);
  return {
    title: `【演示】${unit.name}${month}月${day}日${topic}（${index + 1}）`,
    column: id,
    documentNumber: id === 'policy-documents' ? `演示〔${year}〕${index + 1}号` : null,
    url: `http://demo.example.cn/${unit.id}/${year}${String(month).padStart(2, '0')}/${index + 1}.html`,
    madeOn,
    publishedOn,
    responsibleOffice: random.pick(['办公室', '信息股', '业务股']),
    secrecyReview: { reviewer: `演示审核员${random.pick(['甲', '乙'])}`, reviewedOn: madeOn },
  };
}

function extraRows(
  unit: UnitOf,
  columns: readonly ColumnOf[],
  year: string,
  month: number,
  rows: readonly RegisterEntry[],
  random: SeededRandom,
): { rows: RegisterEntry[]; withdrawn: number[] } {
  const extra: RegisterEntry[] = [];
  const withdrawn: number[] = [];
  const another = () => goodRow(unit, columns, year, month, rows.length + extra.length, random);
  const [first, second] = rows;
  // The same page once more, under the address that search engines like better.
  if (first !== undefined && random.between(1, 4) === 1) {
    extra.push({
      ...first,
      title: `${first.title} 转载`,
      url: (first.url ?? '').replace('http://', 'https://www.'),
    });
  }
  if (second !== undefined && random.between(1, 6) === 1) extra.push({ ...second, url: null });
  if (random.between(1, 8) === 1) {
    const late = another();
    extra.push({ ...late, secrecyReview: { reviewer: '演示审核员甲', reviewedOn: dayOf(year, month, 28) } });
  }
  if (random.between(1, 8) === 1) extra.push({ ...another(), secrecyReview: null });
  if (month === 1 && random.between(1, 3) === 1) {
    const old = dayOf(String(Number(year) - 1), 12, 28);
    extra.push({
      ...another(),
      madeOn: old,
      publishedOn: old,
      secrecyReview: { reviewer: '演示审核员乙', reviewedOn: old },
    });
  }
  if (random.between(1, 10) === 1) {
    withdrawn.push(rows.length + extra.length);
    extra.push(another());
  }
  return { rows: extra, withdrawn };
}

function dayOf(year: string, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
