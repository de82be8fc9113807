import type { AppealOutcome } from '../domain/appeals/appeal.ts';
import type { InputsChange } from '../domain/re-evaluation/inputs-change.ts';
import type { Effect, Item } from '../domain/rubric/rubric.ts';
import type { NotCountedReason } from '../domain/register/count-register.ts';

/** The report's own names for what records hold as codes. A code that is not here is shown as it is, never dropped. */
const classes: Readonly<Record<string, string>> = {
  department: '部门',
  township: '乡镇',
  park: '园区',
  community: '社区',
};

export function className(code: string): string {
  return classes[code] ?? code;
}

const classesInEnglish: Readonly<Record<string, string>> = {
  department: 'Department',
  township: 'Township',
  park: 'Park',
  community: 'Community',
};

export function classNameInEnglish(code: string): string {
  return classesInEnglish[code] ?? code;
}

const incidents: Readonly<Record<string, string>> = {
  leak: '失泄密事件',
  'lawsuit-lost': '依申请公开行政诉讼败诉',
};

/** An incident by its own name, or by that of the effect that goes by it. */
export function incidentName(kind: string, effects: readonly Effect[]): string {
  const effect = effects.find((each) =>
    each.when.some((condition) => condition.kind === 'incident' && condition.incident === kind),
  );
  return incidents[kind] ?? effect?.label.zh ?? kind;
}

const notCounted: Readonly<Record<NotCountedReason, string>> = {
  withdrawn: '已撤回',
  'outside-year': '不在本年度内公开',
  'not-reviewed': '没有保密审查记录',
  'reviewed-late': '先公开、后审查',
  duplicate: '与本单位已有条目重复',
};
const notCountedNames: ReadonlyMap<string, string> = new Map(Object.entries(notCounted));

export function notCountedName(reason: string): string {
  return notCountedNames.get(reason) ?? reason;
}

const partKinds: Readonly<Record<string, string>> = { points: '给分', bonus: '加分', deductions: '倒扣分' };

export function partKindName(kind: string): string {
  return partKinds[kind] ?? kind;
}

const handIns: Readonly<Record<string, string>> = {
  'handed-in': '已提交',
  silent: '逾期未提交',
};

export function handInName(state: string): string {
  return handIns[state] ?? state;
}

const facts: Readonly<Record<string, string>> = {
  evidence: '认可的佐证材料（份）',
  assessors: '评分人（名）',
  kinds: '认可的载体（种）',
  measure: '计数（条）',
  count: '计入（条）',
  target: '目标任务（条）',
  registered: '台账（条）',
  deductions: '扣分（笔）',
};

/** What a fact of an item's result is called; a listed cause is called by its own label. */
export function factName(item: Item, fact: string): string {
  return facts[fact] ?? item.causes.find((cause) => cause.id === fact)?.label.zh ?? fact;
}

const changeKinds: Readonly<Record<InputsChange['kind'], string>> = {
  'item-points': '决定得分',
  'item-facts': '更正该项的依据',
  measure: '更正计数',
  target: '更正目标任务',
  incidents: '更正事件',
  'city-deductions': '更正全年市级扣分',
  rubric: '改用评分办法',
};

export function changeKindName(kind: InputsChange['kind']): string {
  return changeKinds[kind];
}

const appealOutcomes: Readonly<Record<AppealOutcome, string>> = {
  upheld: '成立',
  'partly-upheld': '部分成立',
  rejected: '不成立',
};

export function appealOutcomeName(outcome: AppealOutcome): string {
  return appealOutcomes[outcome];
}
