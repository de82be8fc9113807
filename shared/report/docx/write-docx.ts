import { strToU8, zipSync, type Zippable } from 'fflate';
import type { Instant } from '../../domain/values.ts';
import { markup, type Html, type HtmlValue } from '../html.ts';
import { fontsOf, fontTable } from './fonts.ts';
import { linePitch, mm, sheet, sizes } from './measures.ts';
import { paragraph, run, type Block } from './wordml.ts';

/** A document: what its properties say, and its sections, each of which begins a page. */
export type WordDocument = Readonly<{
  title: string;
  creator: string;
  subject: string;
  /** What the properties say it was made at: nothing here asks a clock. */
  madeAt: Instant;
  sections: readonly Readonly<{ blocks: readonly Block[]; grid: boolean }>[];
}>;

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const partType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A ZIP file states local time without saying whose: the format's first day, so that the same document is the same bytes everywhere. */
const firstDay = new Date(1980, 0, 1);

/** Writes a document in the sheet of GB/T 9704-2012, with its page numbers. The same document gives the same bytes. */
export function writeDocx(document: WordDocument): Uint8Array {
  const parts: Readonly<Record<string, Html>> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([
      ['rId1', `${related}/officeDocument`, 'word/document.xml'],
      ['rId2', `${packaged}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': coreProperties(document),
    'word/_rels/document.xml.rels': relationships([
      ['rId1', `${related}/styles`, 'styles.xml'],
      ['rId2', `${related}/settings`, 'settings.xml'],
      ['rId3', `${related}/fontTable`, 'fontTable.xml'],
      ['rId4', `${related}/footer`, 'footer-odd.xml'],
      ['rId5', `${related}/footer`, 'footer-even.xml'],
    ]),
    'word/document.xml': markup`<w:document xmlns:w="${main}" xmlns:r="${related}"><w:body>${document.sections.map(
      ({ blocks, grid }, at) => [
        blocks,
        // A section's measures stand in its last paragraph, the last section's at the end of all.
        at < document.sections.length - 1
          ? markup`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>${measures(grid)}</w:pPr></w:p>`
          : measures(grid),
      ],
    )}</w:body></w:document>`,
    'word/styles.xml': styles(),
    'word/settings.xml': markup`<w:settings xmlns:w="${main}"><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`,
    'word/fontTable.xml': markup`<w:fonts xmlns:w="${main}">${fontTable()}</w:fonts>`,
    'word/footer-odd.xml': footer('right'),
    'word/footer-even.xml': footer('left'),
  };
  const files: Zippable = {};
  for (const [path, xml] of Object.entries(parts)) {
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml.source}`;
    files[path] = [strToU8(text), { mtime: firstDay, level: 6 }];
  }
  return zipSync(files);
}

/** The height of the page number's line: 四号 letters. */
const numberHeight = 18 * 20;

/** Sheet, margins, page numbers and, for the body, the grid of lines. */
function measures(grid: boolean): Html {
  const { width, height, top, bottom, left, right } = sheet;
  // The number stands 7 mm below the type area, which is 35 mm above the edge.
  const below = mm(35 - 7) - numberHeight;
  return markup`<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/><w:type w:val="nextPage"/><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="${mm(15)}" w:footer="${below}" w:gutter="0"/>${grid && markup`<w:docGrid w:type="lines" w:linePitch="${linePitch}"/>`}</w:sectPr>`;
}

/** `— 1 —` in 四号宋体, one character in from the margin: to the right on odd pages, to the left on even ones. */
function footer(side: 'left' | 'right'): Html {
  const look = { face: 'song', points: sizes.四号, latin: 'song' } as const;
  const field = (kind: 'begin' | 'separate' | 'end') =>
    markup`<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`;
  const fonts = fontsOf('song', 'song');
  const number = markup`${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}<w:r><w:rPr><w:rFonts w:ascii="${fonts.ascii}" w:hAnsi="${fonts.ascii}" w:eastAsia="${fonts.eastAsia}"/><w:sz w:val="${sizes.四号 * 2}"/></w:rPr><w:t>1</w:t></w:r>${field('end')}`;
  const oneCharacter = sizes.四号 * 20;
  return markup`<w:ftr xmlns:w="${main}">${paragraph([run('— ', look), number, run(' —', look)], {
    align: side,
    line: numberHeight,
    ...(side === 'right' ? { right: oneCharacter } : { left: oneCharacter }),
  })}</w:ftr>`;
}

function styles(): Html {
  const fonts = fontsOf('body');
  const style = (id: string, name: string, level: HtmlValue) =>
    markup`<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${level}</w:pPr></w:style>`;
  return markup`<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="${fonts.ascii}" w:hAnsi="${fonts.ascii}" w:eastAsia="${fonts.eastAsia}" w:cs="${fonts.ascii}"/><w:sz w:val="${sizes.三号 * 2}"/><w:szCs w:val="${sizes.三号 * 2}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>${style('Title', 'Title', false)}${style('Heading1', 'heading 1', markup`<w:outlineLvl w:val="0"/>`)}</w:styles>`;
}

function coreProperties({ title, creator, subject, madeAt }: WordDocument): Html {
  const moment = `${madeAt.slice(0, 19)}Z`;
  return markup`<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:subject>${subject}</dc:subject><dc:creator>${creator}</dc:creator><dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${moment}</dcterms:modified></cp:coreProperties>`;
}

function relationships(all: readonly (readonly [string, string, string])[]): Html {
  return markup`<Relationships xmlns="${packaged}/relationships">${all.map(([id, type, target]) => markup`<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)}</Relationships>`;
}

function contentTypes(): Html {
  const part = (path: string, type: string) => markup`<Override PartName="/${path}" ContentType="${type}"/>`;
  return markup`<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('word/document.xml', `${partType}.document.main+xml`)}${part('word/styles.xml', `${partType}.styles+xml`)}${part('word/settings.xml', `${partType}.settings+xml`)}${part('word/fontTable.xml', `${partType}.fontTable+xml`)}${part('word/footer-odd.xml', `${partType}.footer+xml`)}${part('word/footer-even.xml', `${partType}.footer+xml`)}${part('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}</Types>`;
}
