import type { Evidence } from '../evidence/evidence.ts';
import { channelKind, type ChannelKind } from '../evidence/evidence.ts';
import { readDay } from '../register-import/read-day.ts';
import { namedRows, type NamedRow } from '../register-import/named-columns.ts';
import type { Cell, CellFile } from '../register-import/sheet-cells.ts';
import { line, paragraph } from '../values.ts';
import { bundleFault, type BundleFault } from './bundle-fault.ts';

/** What the list in a bundle says of one file. Columns that it does not have are null. */
export type ListedFile = Readonly<{
  row: number;
  /** The path as it stands in the list. */
  path: string;
  /** Codes as they stand, in capitals; empty when the list leaves it to the file's name. */
  items: readonly string[];
  title: string | null;
  note: string | null;
  channel: Evidence['channel'];
  fault: BundleFault | null;
}>;

/** The list that tells of a bundle's files, read from its first sheet; rows that name no file are faults of the list. */
export type BundleList = Readonly<{ files: readonly ListedFile[]; faults: readonly BundleFault[] }>;

/** Names that a list may have, at the top of the bundle. */
export function isListName(path: string): boolean {
  return /^(?:清单|目录|材料清单|manifest|list)\.(?:xlsx|csv)$/i.test(path);
}

const headings = {
  path: ['文件', '文件名', '文件路径', '路径', 'file', 'path'],
  items: ['评价项目', '项目', '项目代码', '指标', '指标代码', 'item', 'items'],
  title: ['标题', '材料标题', '材料名称', 'title'],
  note: ['说明', '备注', 'note'],
  channel: ['渠道', '载体', 'channel'],
  place: ['地点', '位置', 'place'],
  seenOn: ['日期', '拍摄日期', '时间', 'date'],
} as const;
type Column = keyof typeof headings;
const columns = ['path', 'items', 'title', 'note', 'channel', 'place', 'seenOn'] as const;

/** What offices call the channels that item B3 counts. */
const channelNames: Readonly<Record<ChannelKind, readonly string[]>> = {
  microblog: ['微博', '政务微博'],
  wechat: ['微信', '微信公众号', '政务微信'],
  'notice-board': ['公告栏', '公开栏', '宣传栏', '公示栏'],
  screen: ['电子屏', '显示屏', '电子显示屏', '触摸屏'],
  handbook: ['办事指南', '便民手册', '服务手册', '办事手册'],
};

/** Reads a list; null when no row of its first sheet looks like headings (it must have one for the files and one other). */
export function readBundleList(file: CellFile): BundleList | null {
  const [sheet] = file.sheets;
  if (sheet === undefined) return null;
  const rows =
    namedRows(sheet, headings, columns, ['path', 'items']) ??
    namedRows(sheet, headings, columns, ['path', 'title']) ??
    namedRows(sheet, headings, columns, ['path', 'note']);
  return rows === null ? null : listOf(rows.map((row) => readRow(row, file.from1904)));
}

function listOf(rows: readonly ListedFile[]): BundleList {
  return {
    files: rows.filter(({ path }) => path !== ''),
    faults: rows.filter(({ path }) => path === '').map(({ row }) => bundleFault('row-without-file', { row })),
  };
}

function readRow({ number: row, cell, text }: NamedRow<Column>, from1904: boolean): ListedFile {
  const [title, note] = [text('title'), text('note')];
  const tooLong =
    (title !== null && !line.safeParse(title).success) ||
    (note !== null && !paragraph.safeParse(note).success);
  const channel = readChannel(row, text('channel'), text('place'), cell('seenOn'), from1904);
  return {
    row,
    path: plainPath(text('path') ?? ''),
    items: (text('items') ?? '')
      .split(/[\s、,，;；/]+/)
      .filter((code) => code !== '')
      .map((code) => code.toUpperCase()),
    title,
    note,
    channel: 'code' in channel ? null : channel.channel,
    fault: tooLong ? bundleFault('text-too-long', { row }) : 'code' in channel ? channel : null,
  };
}

function readChannel(
  row: number,
  name: string | null,
  place: string | null,
  seen: Cell | null,
  from1904: boolean,
): BundleFault | Readonly<{ channel: Evidence['channel'] }> {
  if (name === null) return { channel: null };
  const kind = channelKind.options.find((each) => each === name || channelNames[each].includes(name));
  if (kind === undefined || place === null) return bundleFault('channel-unclear', { row, channel: name });
  if (!line.safeParse(place).success) return bundleFault('text-too-long', { row });
  const day = seen === null ? null : readDay(seen, from1904);
  if (day === null || 'fault' in day) return bundleFault('day-unclear', { row });
  return { channel: { kind, place, seenOn: day.day } };
}

/** A path as the bundle's own names are written: `/` between its steps, nothing before the first. */
export function plainPath(path: string): string {
  return path
    .normalize('NFC')
    .replace(/\\/g, '/')
    .replace(/^(?:\.?\/)+/, '');
}
