import { writeCsv } from './csv.ts';
import { sheet, type SheetColumn } from './sheet.ts';
import { writeWorkbook } from './workbook.ts';
import type { ContactForm, ContactPerson } from '../domain/contacts/contact-form.ts';
import type { Cycle, Unit } from '../domain/cycle/cycle.ts';
import { shanghaiDay } from '../domain/calendar.ts';
import type { Instant } from '../domain/values.ts';

/** What the files are made from (shared/ports/contacts-files.ts). */
type Export = Readonly<{
  cycle: Pick<Cycle, 'id' | 'title' | 'issuer'>;
  units: readonly Readonly<{ unit: Unit; form: ContactForm | null }>[];
  madeAt: Instant;
}>;

/** A person of a unit; a unit without a form has one line without a person, so that it is seen to be missing. */
type Line = Readonly<{ unit: Unit; form: ContactForm | null; role: string; person: ContactPerson | null }>;

const filed = ({ form }: Line) => (form?.status === 'filed' ? form : null);

/** The paper form's columns, in its order, with the unit before them and how far it is behind them. */
const columns: readonly Readonly<{ heading: string; width: number; value: (line: Line) => string | null }>[] =
  [
    { heading: '序号', width: 6, value: ({ unit }) => String(unit.order) },
    { heading: '单位', width: 20, value: ({ unit }) => unit.name },
    { heading: '单位电话', width: 16, value: (line) => filed(line)?.entry.unitPhone ?? null },
    { heading: '承办科室', width: 16, value: (line) => filed(line)?.entry.office ?? null },
    { heading: '类别', width: 14, value: ({ role }) => role },
    { heading: '姓名', width: 12, value: ({ person }) => person?.name ?? null },
    { heading: '职务', width: 16, value: ({ person }) => person?.title ?? null },
    { heading: '办公电话', width: 16, value: ({ person }) => person?.officePhone ?? null },
    { heading: '手机', width: 14, value: ({ person }) => person?.mobile ?? null },
    { heading: 'QQ', width: 14, value: ({ person }) => person?.qq ?? null },
    { heading: '填报日期', width: 12, value: (line) => dayOf(filed(line)?.filedAt) },
    { heading: '盖章扫描件', width: 12, value: sealOf },
  ];

function dayOf(at: Instant | undefined): string | null {
  return at === undefined ? null : shanghaiDay(at);
}

function sealOf(line: Line): string {
  const form = filed(line);
  if (form === null) return line.form === null ? '未报' : '已清除';
  const sealed = form.scans.at(-1);
  if (sealed === undefined) return '未上传';
  return sealed.version === form.version ? '已上传' : '盖章后有更改';
}

function linesOf({ units }: Export): Line[] {
  return units.flatMap(({ unit, form }): Line[] => {
    if (form?.status !== 'filed') return [{ unit, form, role: '', person: null }];
    return [
      { unit, form, role: '分管领导', person: form.entry.leader },
      ...form.entry.staff.map((person) => ({ unit, form, role: '信息工作人员', person })),
    ];
  });
}

/** All units' contacts as a workbook and as CSV; numbers are texts, so that no leading zero is lost. */
export const contactsFiles = {
  xlsx: (of: Export): Promise<Uint8Array> =>
    writeWorkbook(
      [
        sheet(
          '联系人员',
          columns.map((column): SheetColumn<Line> => ({ ...column, kind: 'text' })),
          linesOf(of),
          { frozenColumns: 2 },
        ),
      ],
      {
        title: `${of.cycle.id}年政务公开工作联系人员`,
        creator: of.cycle.issuer,
        madeAt: new Date(of.madeAt),
      },
    ),
  csv: (of: Export): Promise<string> =>
    Promise.resolve(
      writeCsv(
        columns.map(({ heading, value }) => ({ name: heading, kind: 'text' as const, value })),
        linesOf(of),
      ),
    ),
};
