import { writeCsv } from './csv.ts';
import type { ReportModel } from './model.ts';
import { publicEvidenceRows, type PublicEvidenceRow } from './public-evidence-rows.ts';
import { openColumn, type OpenColumn } from './tables.ts';

/** One line for each link and each file of what was made public. */
export function evidenceCsv(model: ReportModel): string {
  return writeCsv<PublicEvidenceRow>(evidenceColumns, {
    [Symbol.iterator]: () => publicEvidenceRows(model),
  });
}

const of = openColumn<PublicEvidenceRow>;
export const evidenceColumns: readonly OpenColumn<PublicEvidenceRow>[] = [
  of('unit', 'text', '单位编号', 'The unit’s number', ({ unit }) => unit.unit),
  of('name', 'text', '单位名称', 'The unit’s name', ({ unit }) => unit.name),
  of('item', 'text', '评分项编号', 'The item’s code', ({ item }) => item.code),
  of('label', 'text', '评分项名称', 'The item’s name', ({ item }) => item.label.zh),
  of(
    'piece',
    'number',
    '本项公开的第几件材料，从 1 起',
    'Which of the item’s public pieces, from 1',
    ({ number }) => number,
  ),
  of('title', 'text', '材料名称', 'The piece’s title', ({ piece }) => piece.title),
  of('note', 'text', '材料说明', 'What its unit says of it', ({ piece }) => piece.note),
  of(
    'kind',
    'text',
    '本行是网址（link）还是文件（file）；两样都没有的为空',
    'Whether the line is a link or a file; empty for a piece with neither',
    ({ link, file }) => (link !== null ? 'link' : file !== null ? 'file' : null),
  ),
  of(
    'url',
    'text',
    '网址，数据冻结时的',
    'The address, as it was at the freeze',
    ({ link }) => link?.url ?? null,
  ),
  of('link_title', 'text', '网址的标题', 'What the link is called', ({ link }) => link?.title ?? null),
  of(
    'content_type',
    'text',
    '文件类型（MIME）',
    'The file’s type (MIME)',
    ({ file }) => file?.contentType ?? null,
  ),
  of('size', 'number', '文件大小（字节）', 'The file’s size in bytes', ({ file }) => file?.size ?? null),
  of(
    'sha256',
    'text',
    '文件的 SHA-256：手中的文件是不是评分时的那一份',
    'The file’s SHA-256: whether one in hand is the one that was judged',
    ({ file }) => file?.sha256 ?? null,
  ),
];
