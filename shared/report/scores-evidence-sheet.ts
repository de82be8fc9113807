import type { ReportModel } from './model.ts';
import { publicEvidenceRows, type PublicEvidenceRow } from './public-evidence-rows.ts';
import { publicFileKind } from './public-evidence.ts';
import { sheet, type Sheet } from './sheet.ts';
import { className } from './words.ts';

/** The evidence that was chosen for the public: a line for each link and each file. */
export function publicEvidenceSheet(model: ReportModel): Sheet {
  return sheet<PublicEvidenceRow>(
    '公开的佐证材料',
    [
      { heading: '单位', width: 22, kind: 'text', value: ({ unit }) => unit.name },
      { heading: '类别', width: 8, kind: 'text', value: ({ unit }) => className(unit.class) },
      { heading: '编号', width: 7, kind: 'text', value: ({ item }) => item.code },
      { heading: '评分项', width: 30, kind: 'wrapped', value: ({ item }) => item.label.zh },
      { heading: '第几件', width: 8, kind: 'count', value: ({ number }) => number },
      { heading: '材料', width: 36, kind: 'wrapped', value: ({ piece }) => piece.title },
      { heading: '说明', width: 36, kind: 'wrapped', value: ({ piece }) => piece.note },
      {
        heading: '种类',
        width: 16,
        kind: 'text',
        value: ({ link, file }) => (link !== null ? '网址' : file !== null ? publicFileKind(file) : null),
      },
      { heading: '网址标题', width: 24, kind: 'wrapped', value: ({ link }) => link?.title ?? null },
      { heading: '网址', width: 44, kind: 'wrapped', value: ({ link }) => link?.url ?? null },
      { heading: '大小（字节）', width: 14, kind: 'count', value: ({ file }) => file?.size ?? null },
      { heading: 'SHA-256', width: 72, kind: 'text', value: ({ file }) => file?.sha256 ?? null },
    ],
    { [Symbol.iterator]: () => publicEvidenceRows(model) },
    { frozenColumns: 1 },
  );
}
