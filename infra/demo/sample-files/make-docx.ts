import { packed, xmlEscaped } from './packed.ts';
import { demonstrationMark, madeAt, type SampleFile } from './sample-file.ts';
import { seededRandom } from './seeded-random.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openXml = 'http://schemas.openxmlformats.org';
const mainType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** A Word document with a title and paragraphs, in the fonts of official documents. */
export function makeDocx(
  seed: string,
  content: Readonly<{ title: string; paragraphs: readonly string[] }>,
): SampleFile {
  const id = seededRandom(`docx ${seed}`).id();
  const bytes = packed({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relationships,
    'docProps/core.xml': coreProperties(content.title, id),
    'word/document.xml': documentPart(content),
  });
  return { bytes, extension: 'docx', contentType: `${mainType}.document` };
}

const contentTypes =
  `${declaration}<Types xmlns="${openXml}/package/2006/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/word/document.xml" ContentType="${mainType}.document.main+xml"/>` +
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
  '</Types>';

const relationships =
  `${declaration}<Relationships xmlns="${openXml}/package/2006/relationships">` +
  `<Relationship Id="rId1" Type="${openXml}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
  `<Relationship Id="rId2" Type="${openXml}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
  '</Relationships>';

function coreProperties(title: string, id: string): string {
  const date = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${madeAt.utc}</dcterms:${name}>`;
  return (
    `${declaration}<cp:coreProperties xmlns:cp="${openXml}/package/2006/metadata/core-properties"` +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${xmlEscaped(title)}</dc:title><dc:subject>${demonstrationMark}</dc:subject>` +
    `<dc:identifier>${id}</dc:identifier>${date('created')}${date('modified')}</cp:coreProperties>`
  );
}

function documentPart(content: Readonly<{ title: string; paragraphs: readonly string[] }>): string {
  const paragraphs = [
    paragraph(`${demonstrationMark} DEMONSTRATION DATA`, { font: '黑体', halfPoints: 20, align: 'right' }),
    paragraph(content.title, { font: '方正小标宋简体', halfPoints: 44, align: 'center' }),
    ...content.paragraphs.map((text) => paragraph(text, { font: '仿宋', halfPoints: 32, align: 'both' })),
  ];
  // A4 with the margins of GB/T 9704, in twentieths of a point.
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' +
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
  return (
    `${declaration}<w:document xmlns:w="${openXml}/wordprocessingml/2006/main">` +
    `<w:body>${paragraphs.join('')}${section}</w:body></w:document>`
  );
}

type Look = Readonly<{ font: string; halfPoints: number; align: 'right' | 'center' | 'both' }>;

function paragraph(text: string, { font, halfPoints, align }: Look): string {
  const indent = align === 'both' ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : '';
  return (
    `<w:p><w:pPr>${indent}<w:jc w:val="${align}"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="${font}"/>` +
    `<w:sz w:val="${halfPoints}"/></w:rPr><w:t xml:space="preserve">${xmlEscaped(text)}</w:t></w:r></w:p>`
  );
}
