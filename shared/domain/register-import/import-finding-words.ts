import { fillBoth } from '../fill-text.ts';
import type { Bilingual } from '../values.ts';
import type { ImportField } from './import-fields.ts';
import type { ImportFacts, ImportFinding, ImportFindingCode } from './import-findings.ts';

export const fieldNames: Readonly<Record<ImportField, Bilingual>> = {
  title: { zh: '标题', en: 'title' },
  column: { zh: '栏目', en: 'column' },
  documentNumber: { zh: '文号', en: 'document number' },
  url: { zh: '网址', en: 'web address' },
  madeOn: { zh: '成文日期', en: 'day it was made' },
  publishedOn: { zh: '公开日期', en: 'day it was published' },
  responsibleOffice: { zh: '责任科室', en: 'responsible office' },
  reviewer: { zh: '保密审查人', en: 'secrecy reviewer' },
  reviewMark: { zh: '保密审查', en: 'secrecy review' },
  reviewedOn: { zh: '保密审查日期', en: 'day of the secrecy review' },
  none: { zh: '不使用', en: 'not used' },
};

/** What each finding says: what is the matter, then what to do. `{name}` is filled from its facts. */
const texts: Readonly<Record<ImportFindingCode, Bilingual>> = {
  'file-empty': {
    zh: '文件里没有内容。请打开原文件确认后重新上传。',
    en: 'The file has nothing in it. Open the original, check it and upload it again.',
  },
  'file-not-spreadsheet': {
    zh: '文件内容是 {found}，不是表格。请用 Excel 或 WPS 打开后另存为 .xlsx 再上传，不要只改扩展名。',
    en: 'The content is {found}, not a spreadsheet. Open it in Excel or WPS, save it as .xlsx and upload that; renaming is not enough.',
  },
  'file-old-excel': {
    zh: '这是旧版表格（.xls/.et）。请在 Excel 或 WPS 中另存为 .xlsx 后上传。',
    en: 'This is a workbook of the old kind (.xls/.et). Save it as .xlsx and upload that.',
  },
  'file-password': {
    zh: '文件设了打开密码，无法读取。请去掉密码另存后上传。',
    en: 'The file needs a password to open. Save it without one and upload that.',
  },
  'file-macros': {
    zh: '文件带有宏，不能导入。请另存为不带宏的 .xlsx 后上传。',
    en: 'The file carries macros and cannot be imported. Save it as a plain .xlsx and upload that.',
  },
  'file-unsafe': {
    zh: '文件未通过安全检查：{reason}',
    en: 'The file did not pass the safety check: {reasonEn}',
  },
  'file-damaged': {
    zh: '文件已损坏或不完整，无法打开。请用原文件重新上传。',
    en: 'The file is damaged or incomplete and cannot be opened. Upload the original again.',
  },
  'file-too-complex': {
    zh: '表格过于复杂，没有读完。请只保留台账内容，另存为新文件后上传。',
    en: 'The workbook is too complex and was not read to its end. Keep only the register, save that as a new file and upload it.',
  },
  'text-encoding': {
    zh: '无法识别文字编码。请在 Excel 或 WPS 中另存为“CSV UTF-8”或 .xlsx 后上传。',
    en: 'The text’s encoding is not known. Save it as “CSV UTF-8” or .xlsx and upload that.',
  },
  'text-not-text': {
    zh: '文件里有不属于文字的内容，不是 CSV。请重新导出后上传。',
    en: 'The file has content that is no text, so it is not a CSV. Export it again and upload that.',
  },
  'quotes-unbalanced': {
    zh: '第 {row} 行的双引号不成对，后面的内容无法分列。请改正后重新上传。',
    en: 'The quotation marks of row {row} are not in pairs, so what follows cannot be told apart. Mend it and upload again.',
  },
  'too-many-rows': {
    zh: '文件超过 {most} 行，没有读取。请拆成几个文件分别导入。',
    en: 'The file has more than {most} rows and was not read. Split it and import the parts.',
  },
  'too-many-sheets': {
    zh: '文件有 {sheets} 张工作表，超过 {most} 张，没有读取。请只保留台账所在的工作表。',
    en: 'The file has {sheets} sheets, more than {most}, and was not read. Keep only the sheets of the register.',
  },
  'heading-none': {
    zh: '没有找到表头。表头应包含：{wanted}。',
    en: 'No headings were found. There should be headings for: {wantedEn}.',
  },
  'heading-missing': {
    zh: '缺少“{field}”一列，这张工作表没有读取。请补上这一列，或指明哪一列是它。',
    en: 'There is no column for the {fieldEn}; this sheet was not read. Add the column, or say which one it is.',
  },
  'heading-repeated': {
    zh: '表头“{heading}”出现了不止一次，无法判断用哪一列，这张工作表没有读取。请删去或改名多余的一列。',
    en: 'The heading “{heading}” stands more than once, so it is not known which column is meant; this sheet was not read. Delete or rename the other.',
  },
  missing: { zh: '“{field}”没有填写。请补填。', en: 'The {fieldEn} is not filled in. Please add it.' },
  'cell-error': {
    zh: '单元格是公式错误 {text}。请改成实际内容。',
    en: 'The cell is a formula’s error, {text}. Put the real content in.',
  },
  'text-too-long': {
    zh: '“{field}”有 {length} 个字，最多 {most} 个。请缩短。',
    en: 'The {fieldEn} has {length} characters; at most {most} are allowed. Please shorten it.',
  },
  'text-control': {
    zh: '“{field}”含有看不见的控制字符。请删去整格后重新录入。',
    en: 'The {fieldEn} holds invisible control characters. Clear the cell and type it again.',
  },
  'text-turns': {
    zh: '“{field}”含有改变文字方向的隐藏符号。请删去整格后重新录入。',
    en: 'The {fieldEn} holds hidden marks that turn text around. Clear the cell and type it again.',
  },
  'column-unknown': {
    zh: '没有“{text}”这个栏目。可用的栏目：{known}。',
    en: 'There is no column “{text}”. Columns to choose from: {known}.',
  },
  'day-unclear': {
    zh: '“{text}”看不出是哪一天。请写成 2018-04-18 的形式。',
    en: '“{text}” does not say which day it is. Write it like 2018-04-18.',
  },
  'day-impossible': {
    zh: '“{text}”不是实际存在的日期，或年份不合理。请核对。',
    en: '“{text}” is no real day, or its year cannot be right. Please check it.',
  },
  'url-not-http': {
    zh: '“{text}”不是网址。网址应以 http:// 或 https:// 开头；没有网址的请留空。',
    en: '“{text}” is no web address. It should begin with http:// or https://; leave the cell empty if there is none.',
  },
  'url-broken': {
    zh: '网址“{text}”不完整、太长或中间有空格。请从浏览器地址栏重新复制。',
    en: 'The address “{text}” is incomplete, too long or has blanks in it. Copy it from the browser again.',
  },
  'url-credentials': {
    zh: '网址里带有用户名或密码。请去掉后再填。',
    en: 'The address holds a user name or a password. Remove them.',
  },
  'mark-unclear': {
    zh: '“{text}”看不出是否经过保密审查。请填“是”或“否”。',
    en: '“{text}” does not say whether there was a secrecy review. Write 是 (yes) or 否 (no).',
  },
  'review-incomplete': {
    zh: '保密审查只填了一部分，还缺“{field}”。请补填，未审查的请把审查各栏都留空。',
    en: 'The secrecy review is filled in only in part: the {fieldEn} is missing. Add it, or leave all of the review empty.',
  },
  'review-contradicts': {
    zh: '“保密审查”填的是未审查，却又有审查人或审查日期。请核对。',
    en: 'It says that there was no secrecy review, but names a reviewer or a day. Please check it.',
  },
  'sheet-hidden': {
    zh: '工作表“{name}”是隐藏的，没有读取。如需导入，请取消隐藏。',
    en: 'The sheet “{name}” is hidden and was not read. Unhide it if it is to be imported.',
  },
  'sheet-without-headings': {
    zh: '这张工作表没有台账的表头，没有读取。',
    en: 'This sheet has no headings of a register and was not read.',
  },
  'heading-second': {
    zh: '“{heading}”也可以是“{field}”，已采用“{used}”一列，这一列没有使用。',
    en: '“{heading}” could be the {fieldEn} too; the column “{used}” was taken and this one was not used.',
  },
  'heading-unknown': {
    zh: '这些列没有使用：{headings}。如果其中有需要的，请指明它是哪一项。',
    en: 'These columns were not used: {headings}. If one of them is needed, say which it is.',
  },
  'heading-again': {
    zh: '这一行是重复的表头，已跳过。',
    en: 'This row repeats the headings and was skipped.',
  },
  'beyond-columns': {
    zh: '第 {most} 列以后的内容没有读取。',
    en: 'What stands beyond column {most} was not read.',
  },
  'row-hidden': {
    zh: '这一行在表格里是隐藏的（或被筛选掉），照样读取了。',
    en: 'This row is hidden or filtered out in the sheet; it was read all the same.',
  },
  'row-of-one-cell': {
    zh: '这一行是合并成一格的小标题，已跳过。',
    en: 'This row is one merged cell, a title between rows, and was skipped.',
  },
  'merged-cell': {
    zh: '“{field}”取自上方合并的单元格。请确认。',
    en: 'The {fieldEn} was taken from the merged cell above. Please check it.',
  },
  'line-break-joined': {
    zh: '“{field}”里的换行已改为空格。',
    en: 'Line breaks in the {fieldEn} were made blanks.',
  },
  'not-reviewed': {
    zh: '没有保密审查记录，登记后不计入目标任务。',
    en: 'There is no secrecy review: the row will not count toward the target.',
  },
  'review-after-publication': {
    zh: '保密审查晚于公开（应先审查后公开），登记后不计入目标任务。',
    en: 'The secrecy review came after publication: the row will not count toward the target.',
  },
  'outside-year': {
    zh: '公开日期不在 {year} 年内，登记后不计入目标任务。',
    en: 'It was published outside {year}: the row will not count toward the target.',
  },
  'in-future': {
    zh: '公开日期晚于今天。请核对。',
    en: 'The day of publication is after today. Please check it.',
  },
  'published-before-made': {
    zh: '公开日期早于成文日期。请核对。',
    en: 'It was published before it was made. Please check it.',
  },
};

/** A finding in words. */
export function importFindingText({ code, facts }: Pick<ImportFinding, 'code' | 'facts'>): Bilingual {
  return fillBoth(texts[code], facts);
}

/** The facts by which a finding names a field. */
export function factsOfField(field: ImportField): ImportFacts {
  return { field: fieldNames[field].zh, fieldEn: fieldNames[field].en };
}
