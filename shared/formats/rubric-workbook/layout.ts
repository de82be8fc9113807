import { fold } from '../../domain/rubric/phrases/fold.ts';

/** The tables of a rubric's workbook: which headings each has. The first name of a list is written, all are read. */
export const tables = {
  general: {
    key: ['事项'],
    zh: ['内容'],
    en: ['英文', '英文内容'],
  },
  scheme: {
    item: ['评价内容', '评价项目', '考核内容', '考核项目', '评分项目', '评分内容', '测评内容', '项目'],
    rule: ['评分标准', '评价标准', '考核标准', '计分标准', '评分细则', '评分办法', '计分办法', '测评标准'],
    points: ['分值', '分数', '标准分', '满分', '权重分'],
  },
  effects: {
    scheme: ['规则', '适用规则'],
    name: ['情形', '特殊情形', '情形名称'],
    when: ['条件', '什么条件'],
    then: ['后果', '怎样处理', '处理'],
  },
  bands: {
    scheme: ['规则', '适用规则'],
    name: ['等次', '等级', '等次名称'],
    from: ['起点分', '分数线', '从几分起'],
  },
  help: {
    place: ['写在哪里'],
    form: ['写法'],
    example: ['例子'],
    means: ['意思'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly [string, ...string[]]>>>>;

export type TableKind = keyof typeof tables;

/** Columns that a table may be without. */
export const optionalColumns: ReadonlySet<string> = new Set([
  'general.en',
  'scheme.points',
  'effects.scheme',
  'bands.scheme',
]);

/** The lines of the sheet 总则, by what they say. */
export const generalKeys = {
  format: ['格式'],
  id: ['编号', '细则编号'],
  version: ['版本', '版本号'],
  title: ['标题', '名称'],
  source: ['依据', '依据文件'],
  rounding: ['取整', '小数取整'],
  city: ['市级扣分'],
  note: ['说明', '备注'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
export type GeneralKey = keyof typeof generalKeys;

/** The names of the sheets that are not a scheme's. */
export const sheetNames = { general: '总则', effects: '特殊情形', bands: '等次', help: '填写说明' } as const;

/** A heading or a key as it is compared: without blanks, marks and differences of width. */
export function nameOf(text: string): string {
  return fold(text).replace(/[\s:*()"]/g, '');
}
