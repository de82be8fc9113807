import type { Cycle, LeadBody, Unit } from '../../shared/domain/cycle/cycle.ts';
import type { Member, Role } from '../../shared/domain/people/member.ts';
import type { RegisterEntry, RegisterRow } from '../../shared/domain/register/register-row.ts';

/** Deterministic samples: every field has a plain value, a test states only what it is about. */

export const noon = '2018-06-15T04:00:00.000Z';

export function sampleId(place: number): string {
  return String(place).padStart(26, '0');
}

export function sampleEntry(over: Partial<RegisterEntry> = {}): RegisterEntry {
  return {
    title: '关于开展春季植树活动的通知',
    column: 'notices',
    documentNumber: null,
    url: 'http://demo.example.cn/notices/1.html',
    madeOn: '2018-03-12',
    publishedOn: '2018-03-12',
    responsibleOffice: '办公室',
    secrecyReview: { reviewer: '审核员甲', reviewedOn: '2018-03-12' },
    ...over,
  };
}

export function sampleRow(
  place: number,
  over: Partial<RegisterEntry> = {},
  row: Partial<RegisterRow> = {},
): RegisterRow {
  return {
    cycle: '2018',
    unit: '002',
    id: sampleId(place),
    entry: sampleEntry({ title: `第${place}条信息`, url: `http://demo.example.cn/${place}.html`, ...over }),
    status: 'current',
    withdrawnReason: null,
    addedAt: noon,
    changedAt: noon,
    ...row,
  };
}

export function sampleCycle(over: Partial<Cycle> = {}): Cycle {
  return {
    id: '2018',
    title: '2018年大英县政务公开绩效评价',
    issuer: '大英县人民政府办公室',
    demonstration: true,
    window: { opensOn: '2018-01-01', closesOn: '2018-12-31' },
    rubric: { id: '2018', version: 1 },
    rubricIsDraft: false,
    columns: [
      { id: 'notices', label: { zh: '公告公示', en: 'Notices' }, timeLimit: 'same-day' },
      { id: 'policies', label: { zh: '政策文件', en: 'Policy documents' }, timeLimit: 'same-week' },
      { id: 'plans', label: { zh: '规划计划', en: 'Plans' }, timeLimit: 'monthly' },
    ],
    settings: {
      handInSeconds: 20,
      silence: 'no-deduction',
      replyDays: 5,
      appealDays: 10,
      repairSeconds: 600,
      signOffSeconds: 600,
      evidence: { maxBytes: 1_048_576, maxFiles: 5, linkSeconds: 300 },
      contacts: { dueOn: '2018-04-20', keepDays: 365 },
      dataLicence: null,
    },
    runsOpened: 0,
    activeRun: null,
    ...over,
  };
}

export function sampleUnit(over: Partial<Unit> = {}): Unit {
  return {
    cycle: '2018',
    id: '002',
    order: 2,
    name: '商务局',
    class: 'department',
    target: 200,
    parent: null,
    from: [],
    ...over,
  };
}

export function sampleBody(over: Partial<LeadBody> = {}): LeadBody {
  return {
    cycle: '2018',
    id: 'civil-affairs',
    name: '县民政局',
    unit: '015',
    item: 'D3',
    gives: 'deductions',
    ...over,
  };
}

export function sampleMember(subject: string, roles: Role[], homeUnit: string | null = null): Member {
  return { subject, displayName: `演示员·${subject}`, homeUnit, formerUnits: [], roles, status: 'active' };
}
