import { Buffer } from 'node:buffer';
import { Document, Packer, Paragraph } from 'docx';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre';
import PDFDocument from 'pdfkit';
import { makeDocx } from '../../infra/demo/sample-files/make-docx.ts';
import { makeOfd } from '../../infra/demo/sample-files/make-ofd.ts';
import { makePdf } from '../../infra/demo/sample-files/make-pdf.ts';
import { makePhoto } from '../../infra/demo/sample-files/make-photo.ts';
import type { ImageFacts, InspectionFlag } from '../../shared/domain/evidence/inspection.ts';
import {
  buildCompound,
  buildExif,
  buildHeic,
  buildJpeg,
  buildMp4,
  buildOffice,
  buildPdf,
  buildPng,
  buildZip,
  bytesOf,
  packedPdfObjects,
  utf8,
  zip64Extra,
} from './file-builders.ts';

/** A file that must be let through, with what reviewers are to be told of it. */
export type GoodFile = Readonly<{
  what: string;
  name: string;
  bytes: () => Uint8Array | Promise<Uint8Array>;
  contentType?: string;
  flags?: readonly InspectionFlag[];
  image?: ImageFacts;
}>;

const lines = ['现将有关事项公开如下。'];
const taken = { takenAt: '2018-05-03T10:11:12', place: null, orientation: 1 };
const place = { latitude: 28.6901, longitude: 115.90833 };
const gb18030 = [0xcb, 0xb5, 0xc3, 0xf7]; // 说明

const plain: readonly GoodFile[] = [
  {
    what: 'a photograph',
    name: '宣传栏.jpg',
    bytes: () => makePhoto('1', { takenAt: '2018-05-03T10:11:12' }).bytes,
    image: { width: 320, height: 240, ...taken },
  },
  {
    what: 'a photograph that says where it was taken',
    name: '宣传栏.JPEG',
    bytes: () => buildJpeg({ exif: buildExif({ takenAt: '2018:05:03 10:11:12', gps: true }) }),
    image: { width: 640, height: 480, takenAt: '2018-05-03T10:11:12', place, orientation: 1 },
  },
  {
    what: 'a photograph of a camera whose clock was never set',
    name: '宣传栏.jpg',
    bytes: () => buildJpeg({ exif: buildExif({ takenAt: '0000:00:00 00:00:00' }) }),
    image: { width: 640, height: 480, takenAt: null, place: null, orientation: 1 },
  },
  {
    what: 'a photograph whose Exif is broken off',
    name: '宣传栏.jpg',
    bytes: () => buildJpeg({ exif: buildExif({ takenAt: '2018:05:03 10:11:12' }).subarray(0, 40) }),
    image: { width: 640, height: 480, takenAt: null, place: null, orientation: 1 },
  },
  {
    what: 'a screenshot',
    name: '截屏.png',
    bytes: () => buildPng({ exif: buildExif({ takenAt: '2018:05:03 10:11:12' }) }),
    image: { width: 4, height: 4, ...taken },
  },
  {
    what: 'a telephone’s picture',
    name: 'IMG_0001.HEIC',
    contentType: 'application/octet-stream',
    bytes: () =>
      buildHeic({
        width: 4032,
        height: 3024,
        exif: buildExif({ takenAt: '2018:05:03 10:11:12', gps: true }),
      }),
    image: { width: 4032, height: 3024, takenAt: '2018-05-03T10:11:12', place, orientation: 1 },
  },
  { what: 'a film', name: '录像.mp4', bytes: () => buildMp4() },
  { what: 'a film of 100 MB', name: '录像.mp4', bytes: () => buildMp4('isom', 104_857_600 - 156) },
  { what: 'a PDF', name: '通知.pdf', bytes: () => makePdf('1', { title: '通知', lines }).bytes },
  { what: 'a PDF of another program', name: '通知.pdf', bytes: pdfkitPdf },
  {
    what: 'a PDF with packed objects',
    name: '通知.pdf',
    bytes: () => buildPdf(['<< /Type /Catalog >>', packedPdfObjects('<< /A 1 >>')]),
  },
  {
    what: 'a PDF with zeros to the end of its block',
    name: '通知.pdf',
    bytes: () => bytesOf(buildPdf(['<< >>']), Buffer.alloc(5_000)),
  },
  { what: 'an OFD', name: '公文.ofd', bytes: () => makeOfd('1', { title: '公文', lines }).bytes },
  {
    what: 'an OFD whose type the browser does not know',
    name: '公文.ofd',
    contentType: 'application/octet-stream',
    bytes: () => makeOfd('1', { title: '公文', lines }).bytes,
  },
  {
    what: 'a Word document',
    name: '通知.docx',
    bytes: () => makeDocx('1', { title: '通知', paragraphs: lines }).bytes,
  },
  {
    what: 'a Word document of another program',
    name: '通知.docx',
    contentType: 'application/wps-office.docx',
    bytes: () => Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph('通知')] }] })),
  },
  {
    what: 'a workbook',
    name: '台账.xlsx',
    bytes: () => writeXlsx({ sheets: [{ name: '台账', rows: [['标题', 1]] }] }),
  },
  { what: 'a presentation', name: '汇报.pptx', bytes: () => buildOffice('ppt') },
  { what: 'an old Word document', name: '通知.doc', bytes: () => buildCompound(['1Table', 'WordDocument']) },
  { what: 'an old workbook', name: '台账.xls', bytes: () => buildCompound(['Workbook']) },
  {
    what: 'an old presentation',
    name: '汇报.ppt',
    bytes: () => buildCompound(['Current User', 'PowerPoint Document']),
  },
  { what: 'an old WPS document', name: '通知.wps', bytes: () => buildCompound(['WordDocument', '1Table']) },
  { what: 'a new WPS document', name: '通知.wps', bytes: () => buildOffice('word') },
  { what: 'a WPS workbook', name: '台账.et', bytes: () => buildCompound(['Workbook']) },
  { what: 'a WPS presentation', name: '汇报.dps', bytes: () => buildCompound(['PowerPoint Document']) },
  {
    what: 'an archive of documents',
    name: '材料.zip',
    contentType: 'application/x-zip-compressed',
    bytes: () =>
      buildZip([
        { name: '一/', data: '', stored: true },
        { name: '一/公文.ofd', data: makeOfd('1', { title: '公文', lines }).bytes },
        {
          name: '一/通知.docx',
          data: makeDocx('1', { title: '通知', paragraphs: lines }).bytes,
          stored: true,
        },
        { name: '说明.txt', data: '说明' },
      ]),
  },
  {
    what: 'an archive of a library, with names in UTF-8',
    name: '材料.zip',
    bytes: () => zipSync({ 说明: { 'a.txt': strToU8('说明') } }),
  },
  {
    what: 'an archive with names as Chinese Windows writes them',
    name: '材料.zip',
    bytes: () => buildZip([{ name: bytesOf(gb18030, '.txt'), data: '说明' }]),
  },
  {
    what: 'an archive packed while it was sent',
    name: '材料.zip',
    bytes: () => buildZip([{ name: 'a.txt', data: '说明', sizesFollow: true }]),
  },
  {
    what: 'an archive with sizes in 64 bits',
    name: '材料.zip',
    bytes: () =>
      buildZip([
        {
          name: 'a.txt',
          data: '说明',
          stored: true,
          told: { size: 0xffffffff, packedSize: 0xffffffff },
          extra: zip64Extra(6, 6),
        },
      ]),
  },
  {
    what: 'an archive with a comment',
    name: '材料.zip',
    bytes: () => buildZip([{ name: 'a.txt', data: '1' }], { comment: '备注' }),
  },
  { what: 'text', name: '说明.txt', bytes: () => utf8('说明\r\n第二行\t表\n') },
  { what: 'text as Chinese Windows writes it', name: '说明.txt', bytes: () => bytesOf(gb18030) },
  {
    what: 'text of Notepad’s “Unicode”',
    name: '说明.txt',
    bytes: () => bytesOf([0xff, 0xfe], Buffer.from('说明', 'utf16le')),
  },
  {
    what: 'a table that Windows calls Excel’s',
    name: '台账.csv',
    contentType: 'application/vnd.ms-excel',
    bytes: () => utf8('\ufeff标题,日期\r\n通知,2018-05-03\r\n'),
  },
  { what: 'a name of 255 characters', name: `${'长'.repeat(251)}.pdf`, bytes: () => buildPdf(['<< >>']) },
  {
    what: 'a name in many scripts',
    name: '通知 Ünïcode العربية ไทย ئۇيغۇر བོད 🏛️ (1).pdf',
    bytes: () => buildPdf(['<< >>']),
  },
];

const catalogueWith = (entry: string) => buildPdf([`<< /Type /Catalog ${entry} >>`]);
const outside = (type: string, target: string) =>
  `<Relationships><Relationship Id="a" Type="x/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
const hyperlink = outside('hyperlink', 'http://example.com/');

const flagged: readonly GoodFile[] = [
  {
    what: 'an old document with macros',
    name: '报表.doc',
    bytes: () => buildCompound(['WordDocument'], { within: { storage: 'Macros', names: ['VBA'] } }),
    flags: ['macros'],
  },
  {
    what: 'an old document with an old workbook inside',
    name: '通知.doc',
    bytes: () => buildCompound(['WordDocument'], { within: { storage: 'ObjectPool', names: ['Workbook'] } }),
    flags: ['embedded-files'],
  },
  {
    what: 'a table with formulas that only reckon, and text with strokes in it',
    name: '台账.csv',
    bytes: () => utf8('标题,数\n通知,=1+1\n-办公室|财务科,-3\n"公开|解读!",@2018\n'),
  },
  {
    what: 'a workbook with a text that looks like a program’s start, and a formula with a stroke in quotation marks',
    name: '台账.xlsx',
    bytes: () =>
      buildOffice('xl', {
        'xl/sharedStrings.xml': "<sst><si><t>=cmd|'/C calc'!A0</t></si></sst>",
        'xl/worksheets/sheet1.xml':
          '<worksheet><c><f>A1&amp;"|"&amp;B1</f><v>a|b</v></c><c t="inlineStr"><is><t>=cmd|1!A0</t></is></c></worksheet>',
      }),
  },
  {
    what: 'a workbook with a link to click',
    name: '台账.xlsx',
    bytes: () => buildOffice('xl', { 'xl/worksheets/_rels/sheet1.xml.rels': hyperlink }),
  },
  {
    what: 'a document with a template on its author’s disk',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/_rels/settings.xml.rels': outside('attachedTemplate', 'file:///C:\\Users\\office\\公文.dotx'),
      }),
    flags: ['external-links'],
  },
  {
    what: 'a document that names its template and not where it is',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', { 'word/_rels/settings.xml.rels': outside('attachedTemplate', '公文.dotx') }),
    flags: ['external-links'],
  },
  {
    what: 'a document with its picture, its template and its object inside',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/_rels/document.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/image" Target="media/a.png"/><Relationship Id="b" Type="x/oleObject" Target="embeddings/b.bin" TargetMode="Internal"/></Relationships>',
        'word/media/a.png': buildPng(),
      }),
  },
  {
    what: 'a presentation with a picture inside and a link to click',
    name: '汇报.pptx',
    bytes: () =>
      buildOffice('ppt', {
        'ppt/slides/_rels/slide1.xml.rels': hyperlink.replace(
          '</Relationships>',
          '<Relationship Id="b" Type="x/image" Target="../media/a.png"/></Relationships>',
        ),
        'ppt/media/a.png': buildPng(),
      }),
  },
  {
    what: 'a document with a link to click',
    name: '通知.docx',
    bytes: () => buildOffice('word', { 'word/_rels/document.xml.rels': hyperlink }),
  },
  {
    what: 'a document with a control',
    name: '通知.docx',
    bytes: () => buildOffice('word', { 'word/activeX/activeX1.xml': '<a/>' }),
    flags: ['active-content'],
  },
  {
    what: 'a document with a workbook inside',
    name: '通知.docx',
    bytes: () => buildOffice('word', { 'word/embeddings/表.xlsx': buildOffice('xl') }),
    flags: ['embedded-files'],
  },
  {
    what: 'an OFD with an attachment',
    name: '公文.ofd',
    bytes: () =>
      buildZip([
        { name: 'OFD.xml', data: '<OFD/>' },
        { name: 'Doc_0/Attachs/附件.txt', data: '1' },
      ]),
    flags: ['embedded-files'],
  },
  {
    what: 'a PDF with a script',
    name: '通知.pdf',
    bytes: () => catalogueWith('/AA << /S /JavaScript >>'),
    flags: ['active-content'],
  },
  {
    what: 'a PDF with a script under a disguised name',
    name: '通知.pdf',
    bytes: () => catalogueWith('/AA<</S/J#61va#53cript>>'),
    flags: ['active-content'],
  },
  {
    what: 'a PDF that starts a program',
    name: '通知.pdf',
    bytes: () => catalogueWith('/A << /S /Launch >>'),
    flags: ['active-content'],
  },
  {
    what: 'a PDF that does something when opened',
    name: '通知.pdf',
    bytes: () => catalogueWith('/OpenAction 5 0 R'),
    flags: ['active-content'],
  },
  {
    what: 'a PDF with a file inside',
    name: '通知.pdf',
    bytes: () => catalogueWith('/Names << /EmbeddedFiles 5 0 R >>'),
    flags: ['active-content', 'embedded-files'],
  },
  {
    what: 'a PDF with a script among packed objects',
    name: '通知.pdf',
    bytes: () => buildPdf(['<< >>', packedPdfObjects('<< /S /JavaScript >>')]),
    flags: ['active-content'],
  },
  {
    what: 'a PDF whose packed objects cannot be unpacked',
    name: '通知.pdf',
    bytes: () =>
      buildPdf(['<< >>', '<< /Type /ObjStm /Filter /LZWDecode >>\nstream\n\x80\x0b\x60\nendstream']),
    flags: ['active-content'],
  },
  {
    what: 'a PDF with a password',
    name: '通知.pdf',
    bytes: () => buildPdf(['<< >>'], '/Encrypt 9 0 R'),
    flags: ['password-protected'],
  },
  {
    what: 'a photograph with a film behind it, as telephones make them',
    name: '宣传栏.jpg',
    bytes: () => bytesOf(buildJpeg(), buildMp4()),
    flags: ['trailing-data'],
    image: { width: 640, height: 480, takenAt: null, place: null, orientation: 1 },
  },
  {
    what: 'a saved web page',
    name: '网页.zip',
    bytes: () => buildZip([{ name: '公开.html', data: '<html></html>' }]),
    flags: ['active-content'],
  },
  {
    what: 'an archive with an old document with macros',
    name: '材料.zip',
    bytes: () => buildZip([{ name: '报表.doc', data: buildCompound(['WordDocument', 'Macros']) }]),
    flags: ['macros'],
  },
  {
    what: 'an archive with a document with a password',
    name: '材料.zip',
    bytes: () => buildZip([{ name: '通知.docx', data: buildCompound(['EncryptedPackage']) }]),
    flags: ['password-protected'],
  },
  {
    what: 'an archive with a PDF with a script',
    name: '材料.zip',
    bytes: () => buildZip([{ name: '通知.pdf', data: catalogueWith('/AA << /S /JavaScript >>') }]),
    flags: ['active-content'],
  },
];

/** Every one is made by code when it is asked for; none is stored. */
export const goodFiles: readonly GoodFile[] = [...plain, ...flagged];

function pdfkitPdf(): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ info: { CreationDate: new Date(Date.UTC(2018, 11, 31)) } });
    const parts: Uint8Array[] = [];
    document.on('data', (part: Uint8Array) => parts.push(part));
    document.on('end', () => resolve(bytesOf(...parts)));
    document.text('Open government');
    document.end();
  });
}
