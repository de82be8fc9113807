import type { Bilingual } from '../values.ts';

/** What people call a record of each audited collection. */
export const recordNames = {
  appeal: { zh: '申诉', en: 'appeal' },
  'city-deduction': { zh: '市级扣分', en: 'city deduction' },
  'contact-form': { zh: '联系人员登记表', en: 'contact form' },
  'contact-form-version': { zh: '联系人员登记表（旧）', en: 'earlier contact form' },
  'custody-package': { zh: '归档材料包', en: 'package of the year' },
  cycle: { zh: '年度评价', en: 'year' },
  deduction: { zh: '扣分', en: 'deduction' },
  delivery: { zh: '提醒的送达', en: 'delivery' },
  'dry-run': { zh: '试算', en: 'dry run' },
  evidence: { zh: '材料', en: 'evidence' },
  'evidence-bundle': { zh: '材料包', en: 'ZIP file of evidence' },
  'evidence-trace': { zh: '文件指纹', en: 'trace of a file' },
  'hand-in': { zh: '牵头部门报送', en: 'hand-in' },
  'hand-out': { zh: '取走记录', en: 'handing out' },
  incident: { zh: '失泄密或败诉认定', en: 'incident' },
  invitation: { zh: '邀请', en: 'invitation' },
  'item-facts': { zh: '指标情况', en: 'facts of an item' },
  'lead-body': { zh: '牵头部门', en: 'lead body' },
  'link-check-settings': { zh: '链接检查设置', en: 'settings of the link check' },
  member: { zh: '人员', en: 'member' },
  'member-change': { zh: '待确认的权限变更', en: 'proposed change of a member' },
  'notification-settings': { zh: '通知方式', en: 'notification settings' },
  'problem-letter': { zh: '问题清单', en: 'problem letter' },
  publication: { zh: '发布', en: 'publication' },
  'published-appeal': { zh: '公开的申诉', en: 'published appeal' },
  'quarterly-summary': { zh: '季度小结', en: 'quarterly summary' },
  're-evaluation': { zh: '重新评价', en: 're-evaluation' },
  'import-batch': { zh: '导入的一批行', en: 'rows of an import' },
  'register-import': { zh: '台账导入', en: 'register import' },
  'register-row': { zh: '公开信息', en: 'register row' },
  'register-row-version': { zh: '公开信息（旧）', en: 'earlier register row' },
  reminder: { zh: '提醒', en: 'reminder' },
  'circular-template': { zh: '通报的文字', en: 'the text of the circular' },
  'reminder-settings': { zh: '提醒设置', en: 'reminder settings' },
  request: { zh: '公开申请', en: 'request for information' },
  'request-rules': { zh: '依申请公开规则', en: 'rules of requests' },
  'reviewer-points': { zh: '评分', en: 'points' },
  revision: { zh: '报告版次', en: 'revision' },
  rubric: { zh: '指标', en: 'rubric' },
  run: { zh: '年终评价', en: 'run' },
  'task-reply': { zh: '任务回复', en: 'reply to a task' },
  unit: { zh: '单位', en: 'unit' },
  'unit-confirmation': { zh: '全年数据确认', en: 'confirmation of a unit’s year' },
  'unit-measure': { zh: '统计数', en: 'count' },
  'webhook-settings': { zh: '消息推送设置', en: 'webhook settings' },
  'work-plan': { zh: '工作计划', en: 'work plan' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Areas of the trail: the second word of a stream. */
export const trailAreas = {
  unit: { zh: '台账与材料', en: 'Register and evidence' },
  body: { zh: '扣分与报送', en: 'Deductions and hand-in' },
  office: { zh: '县政府办', en: 'County office' },
  runs: { zh: '评价与发布', en: 'Runs and publication' },
  rubrics: { zh: '指标版本', en: 'Rubric versions' },
  requests: { zh: '依申请公开', en: 'Requests for information' },
  contacts: { zh: '联系人员', en: 'Contacts' },
  'contact-exports': { zh: '联系人员导出', en: 'Exports of contacts' },
  appeals: { zh: '申诉', en: 'Appeals' },
  plans: { zh: '工作计划', en: 'Work plans' },
  problems: { zh: '问题整改', en: 'Problems' },
  inbox: { zh: '提醒', en: 'Reminders' },
  'audit-exports': { zh: '操作记录导出', en: 'Exports of the trail' },
  custody: { zh: '全年记录移交', en: 'Handing the year’s record on' },
  installation: { zh: '系统设置与人员', en: 'Installation and members' },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type TrailArea = keyof typeof trailAreas;

export const trailAreaNames = [
  'unit',
  'body',
  'office',
  'runs',
  'rubrics',
  'requests',
  'contacts',
  'contact-exports',
  'appeals',
  'plans',
  'problems',
  'inbox',
  'audit-exports',
  'custody',
  'installation',
] as const satisfies readonly TrailArea[];

/** Areas whose streams are each a unit's, and each a lead body's. */
export const unitAreas: readonly TrailArea[] = ['unit', 'requests', 'contacts', 'appeals', 'problems'];
export const bodyAreas: readonly TrailArea[] = ['body', 'plans'];

/** What a stream's name says: its area, and whose it is within it. @returns null for a name that is none of ours */
export function streamParts(stream: string): Readonly<{ area: TrailArea; of: string | null }> | null {
  if (stream === 'installation') return { area: 'installation', of: null };
  const [, name, of] = /^\d{4}\/([a-z-]+)(?:\/(.+))?$/.exec(stream) ?? [];
  const area = trailAreaNames.find((each) => each === name);
  return area === undefined ? null : { area, of: of ?? null };
}
