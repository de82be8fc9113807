import type { ContactsState } from '../domain/contacts/contacts-states.ts';
import type { Cycle, Unit, UnitClass } from '../domain/cycle/cycle.ts';
import { dutyTitle } from '../domain/reminders/duty-words.ts';
import type { Stage } from '../domain/reminders/duty.ts';
import type { EvidenceState } from '../domain/standing/standing-kinds.ts';
import type { UnitStanding } from '../domain/standing/unit-standing.ts';
import type { Instant } from '../domain/values.ts';
import { sheet, type SheetColumn } from './sheet.ts';
import { writeWorkbook } from './workbook.ts';

/** What the workbook is made from (shared/ports/standing-file.ts). */
type Export = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer' | 'demonstration'>;
  units: readonly Line[];
  contacts: boolean;
  madeAt: Instant;
}>;
type Line = Readonly<{ unit: Unit; standing: UnitStanding }>;

const classes: Readonly<Record<UnitClass, string>> = {
  department: '部门',
  township: '乡镇',
  park: '园区',
  community: '社区',
};
const contactStates: Readonly<Record<ContactsState, string>> = {
  missing: '未报',
  unsealed: '未传盖章件',
  sealed: '已报',
  removed: '已清除',
};
const evidenceWords: Readonly<Record<EvidenceState, string>> = {
  missing: '缺材料',
  returned: '已退回',
  waiting: '待审核',
  accepted: '已认可',
  'not-needed': '不需要',
  'not-applicable': '不适用',
};
const stageWords: Readonly<Record<Stage, string>> = {
  soon: '即将到期',
  near: '临近',
  today: '今天到期',
  overdue: '已逾期',
};

const count = (heading: string, value: (line: Line) => number | null): SheetColumn<Line> => ({
  heading,
  width: 10,
  kind: 'count',
  value,
});

/** Three sheets: a line for each unit, a line for each unit's item with the reason, and a line for each thing to do. */
export function standingsWorkbook(of: Export): Promise<Uint8Array> {
  const { id, issuer, demonstration } = of.cycle;
  const title = `${id}年各单位现状${demonstration ? '（演示数据）' : ''}`;
  return writeWorkbook(
    [
      sheet(demonstration ? '各单位（演示数据）' : '各单位', unitColumns(of), of.units, { frozenColumns: 2 }),
      sheet('各项目', itemColumns, of.units.flatMap(itemLines), { frozenColumns: 2 }),
      sheet(
        '待办',
        dutyColumns,
        of.units.flatMap((line) => dutyLines(line, of.contacts)),
        { frozenColumns: 2 },
      ),
    ],
    { title, creator: issuer, madeAt: new Date(of.madeAt) },
  );
}

function unitColumns({ contacts }: Export): readonly SheetColumn<Line>[] {
  const withContacts: readonly SheetColumn<Line>[] = [
    {
      heading: '联系人员',
      width: 12,
      kind: 'text',
      value: ({ standing }) => (standing.contacts === null ? null : contactStates[standing.contacts]),
    },
  ];
  return [
    { heading: '序号', width: 6, kind: 'count', value: ({ unit }) => unit.order },
    { heading: '单位', width: 20, kind: 'text', value: ({ unit }) => unit.name },
    { heading: '类别', width: 8, kind: 'text', value: ({ unit }) => classes[unit.class] },
    { heading: '今天得分', width: 10, kind: 'points', value: ({ standing }) => standing.score.total },
    count('目标任务', ({ standing }) => standing.register.pace.target),
    count('已完成', ({ standing }) => standing.register.pace.count),
    count('年底预计', ({ standing }) => standing.register.pace.atPace),
    count('本月还差', ({ standing }) => standing.register.pace.month?.missing ?? null),
    {
      heading: '缺材料的项目',
      width: 20,
      kind: 'text',
      value: ({ standing }) =>
        standing.items
          .filter(({ evidence }) => evidence.state === 'missing')
          .map(({ result }) => result.code)
          .join('、'),
    },
    count('退回材料', ({ standing }) => standing.returned.length),
    count('逾期', (line) => dutyLines(line, contacts).filter(({ stage }) => stage === 'overdue').length),
    ...(contacts ? withContacts : []),
    { heading: '最近一次填报', width: 12, kind: 'text', value: ({ standing }) => standing.lastActiveOn },
  ];
}

type ItemLine = Readonly<{ unit: Unit; item: UnitStanding['items'][number] }>;

function itemLines({ unit, standing }: Line): ItemLine[] {
  return standing.items.map((item) => ({ unit, item }));
}

const itemColumns: readonly SheetColumn<ItemLine>[] = [
  { heading: '序号', width: 6, kind: 'count', value: ({ unit }) => unit.order },
  { heading: '单位', width: 20, kind: 'text', value: ({ unit }) => unit.name },
  { heading: '编号', width: 6, kind: 'text', value: ({ item }) => item.result.code },
  { heading: '项目', width: 30, kind: 'wrapped', value: ({ item }) => item.result.label.zh },
  { heading: '得分', width: 8, kind: 'points', value: ({ item }) => item.result.points },
  { heading: '满分', width: 8, kind: 'points', value: ({ item }) => item.result.maximum },
  { heading: '理由', width: 50, kind: 'wrapped', value: ({ item }) => item.result.reason.zh },
  {
    heading: '怎样提高',
    width: 40,
    kind: 'wrapped',
    value: ({ item }) => item.result.raise?.change.zh ?? null,
  },
  { heading: '材料', width: 10, kind: 'text', value: ({ item }) => evidenceWords[item.evidence.state] },
];

type DutyLine = Readonly<{ unit: Unit }> & UnitStanding['duties'][number];

function dutyLines({ unit, standing }: Line, contacts: boolean): DutyLine[] {
  return standing.duties
    .filter(({ duty }) => contacts || duty.kind !== 'contacts')
    .map((each) => ({ unit, ...each }));
}

const dutyColumns: readonly SheetColumn<DutyLine>[] = [
  { heading: '序号', width: 6, kind: 'count', value: ({ unit }) => unit.order },
  { heading: '单位', width: 20, kind: 'text', value: ({ unit }) => unit.name },
  { heading: '要做的事', width: 50, kind: 'wrapped', value: ({ duty }) => dutyTitle(duty).zh },
  { heading: '到期日', width: 12, kind: 'text', value: ({ duty }) => duty.dueOn },
  {
    heading: '情况',
    width: 10,
    kind: 'text',
    value: ({ stage }) => (stage === null ? '未到期' : stageWords[stage]),
  },
];
