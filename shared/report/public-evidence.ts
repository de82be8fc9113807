import type { ItemInputs } from '../domain/scoring/inputs.ts';
import { markup, typed, type Html } from './html.ts';
import { showSize } from './show.ts';

type PublicPiece = NonNullable<ItemInputs['publicEvidence']>[number];
type PublicFile = PublicPiece['files'][number];

/** What a file is, for readers who know content types by other names. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^image\//, '图片'],
  [/^video\//, '视频'],
  [/\/pdf$/, 'PDF 文件'],
  [/\/(ofd|vnd\.ofd)$/, 'OFD 版式文件'],
  [/word|wps-office\.(wps|docx?)/, '文字文档'],
  [/excel|spreadsheet|wps-office\.(et|xlsx?)/, '电子表格'],
  [/powerpoint|presentation|wps-office\.(dps|pptx?)/, '演示文稿'],
  [/zip/, '压缩文件'],
  [/^text\//, '文本文件'],
];

/** `PDF 文件` */
export function publicFileKind({ contentType }: PublicFile): string {
  return kinds.find(([pattern]) => pattern.test(contentType))?.[1] ?? '文件';
}

/** `PDF 文件，812 KB` */
export function publicFileWords(file: PublicFile): string {
  return `${publicFileKind(file)}，${showSize(file.size)}`;
}

/**
 * The pieces of evidence of an item that were chosen for the public, on a unit's page: title, note, links as they were at the freeze,
 * and of each file what proves that one in hand is the one that was judged.
 */
export function publicEvidence(pieces: readonly PublicPiece[]): Html | false {
  return (
    pieces.length > 0 &&
    markup`<div class="public-evidence"><p><b>公开的佐证材料</b></p>
<ul class="plain">
${pieces.map(
  (
    piece,
  ) => markup`<li><span class="typed">${typed(piece.title)}</span>${piece.note !== null && markup`<br><span class="muted typed">${typed(piece.note)}</span>`}${piece.links.map(
    (link) =>
      markup`<br><a href="${link.url}" rel="nofollow noopener external">${typed(link.title ?? link.url)}</a>`,
  )}${piece.files.map(
    (file) =>
      markup`<br><span class="small">${publicFileWords(file)}，SHA-256 <code>${file.sha256}</code></span>`,
  )}</li>
`,
)}</ul></div>`
  );
}

/** The same in lines of plain text, for paper. */
export function publicEvidenceLines(pieces: readonly PublicPiece[]): readonly string[] {
  return pieces.flatMap(({ title, note, links, files }) => [
    `公开的佐证材料：${title}`,
    ...(note === null ? [] : [note]),
    ...links.map((link) => (link.title === null ? link.url : `${link.title} ${link.url}`)),
    ...files.map((file) => `${publicFileWords(file)}，SHA-256 ${file.sha256}`),
  ]);
}
