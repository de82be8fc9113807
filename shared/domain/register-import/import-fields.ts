import * as z from 'zod/mini';

/** What a column of an imported file may be. `none`: read by nobody, such as a running number. */
export const importField = z.enum([
  'title',
  'column',
  'documentNumber',
  'url',
  'madeOn',
  'publishedOn',
  'responsibleOffice',
  'reviewer',
  'reviewMark',
  'reviewedOn',
  'none',
]);
export type ImportField = z.infer<typeof importField>;

/** Fields that every row must have, so every sheet must have a heading for them. */
export const requiredFields = [
  'title',
  'column',
  'madeOn',
  'publishedOn',
  'responsibleOffice',
] as const satisfies readonly ImportField[];

/**
 * What offices call each field. The first of a list is what our own files write. Where a sheet has two headings for one
 * field, the one that stands earlier in the list is the field and the other is left alone: a sheet with 保密审查人 and
 * 审核人 means the secrecy review by the first.
 */
export const fieldHeadings: Readonly<Record<ImportField, readonly string[]>> = {
  title: ['标题', '信息标题', '信息名称', '文件名称', '文件标题', '公开信息名称', '名称', 'title'],
  column: [
    '栏目',
    '公开栏目',
    '所属栏目',
    '栏目名称',
    '信息类别',
    '公开类别',
    '类别',
    '信息分类',
    '分类',
    'column',
  ],
  documentNumber: ['文号', '发文字号', '文件字号', '发文文号', '文件编号', 'documentnumber'],
  url: [
    '网址',
    '公开网址',
    '信息网址',
    '链接',
    '链接地址',
    '信息链接',
    '网页地址',
    '网页链接',
    'url',
    'link',
  ],
  madeOn: [
    '成文日期',
    '制作日期',
    '成文时间',
    '制作时间',
    '形成日期',
    '生成日期',
    '制发日期',
    '印发日期',
    'madeon',
  ],
  publishedOn: [
    '公开日期',
    '发布日期',
    '公开时间',
    '发布时间',
    '公布日期',
    '上网日期',
    '上网时间',
    'publishedon',
  ],
  responsibleOffice: [
    '责任科室',
    '责任股室',
    '承办科室',
    '承办股室',
    '公开责任科室',
    '责任部门',
    '科室',
    '股室',
    'responsibleoffice',
  ],
  reviewer: ['保密审查人', '保密审核人', '保密审查员', '审查人', '审核人', '审核员', 'reviewer'],
  reviewMark: [
    '保密审查',
    '是否保密审查',
    '是否经过保密审查',
    '保密审查情况',
    '保密审查结果',
    '保密审查意见',
    '保密审核',
    'secrecyreview',
  ],
  reviewedOn: [
    '保密审查日期',
    '保密审查时间',
    '保密审核日期',
    '审查日期',
    '审查时间',
    '审核日期',
    '审核时间',
    'reviewedon',
  ],
  none: ['序号', '编号', '备注', '说明', '需要修改的原因', '原位置'],
};

/** A heading as it is compared: no blanks, no marks such as `*`, nothing in brackets, one width of letters, lower case. */
export function plainHeading(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]*\)|\[[^[\]]*\]|【[^【】]*】/g, '')
    .replace(/[\s\p{P}\p{S}\p{Cc}\p{Cf}]/gu, '');
}

/** Where each known heading stands in its field's list. */
const known = new Map(
  importField.options.flatMap((field) =>
    fieldHeadings[field].map((heading, rank) => [plainHeading(heading), { field, rank }] as const),
  ),
);

/** Headings that a unit has told us the meaning of, by `plainHeading`. */
export type RememberedHeadings = ReadonlyMap<string, ImportField>;

/** What a heading means, and how surely: what the unit told comes before what is generally known; null when unknown. */
export function meaningOf(
  text: string,
  remembered: RememberedHeadings,
): Readonly<{ field: ImportField; rank: number; by: 'unit' | 'name' }> | null {
  const plain = plainHeading(text);
  const told = remembered.get(plain);
  if (told !== undefined) return { field: told, rank: -1, by: 'unit' };
  const found = known.get(plain);
  return found === undefined ? null : { ...found, by: 'name' };
}
