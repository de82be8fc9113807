import { asciiOf, ByteView, startsWithAscii } from './inspect-bytes.ts';

/**
 * What the first bytes say a file is: a container that one of our parsers opens (`jpeg`, `png`, `heic`, `mp4`, `pdf`,
 * `zip`, `cfb`), something that is told by name and never taken, or null when they say nothing.
 *
 * Our own, because the libraries that do this neither know OFD and WPS nor tell old Word from old Excel, and they unpack
 * archives to tell Office files apart; this reads a few hundred bytes and unpacks nothing.
 */
export type Magic =
  | Readonly<{ kind: 'jpeg' | 'png' | 'heic' | 'mp4' | 'pdf' | 'zip' | 'cfb' }>
  | Readonly<{ kind: 'archive' | 'program' | 'page' | 'other'; name: string }>;

/** Marks at a fixed place that are long enough to stand for themselves. */
const marks: readonly (readonly [at: number, mark: string, Magic])[] = [
  [0, '\xff\xd8\xff', { kind: 'jpeg' }],
  [0, '\x89PNG\r\n\x1a\n', { kind: 'png' }],
  [0, '%PDF-', { kind: 'pdf' }],
  [0, 'PK\x03\x04', { kind: 'zip' }],
  [0, 'PK\x05\x06', { kind: 'zip' }],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', { kind: 'cfb' }],
  [0, 'Rar!\x1a\x07', { kind: 'archive', name: 'RAR' }],
  [0, '7z\xbc\xaf\x27\x1c', { kind: 'archive', name: '7z' }],
  [0, '\x1f\x8b\x08', { kind: 'archive', name: 'gzip' }],
  [4, '1AY&SY', { kind: 'archive', name: 'bzip2' }],
  [0, '\xfd7zXZ\x00', { kind: 'archive', name: 'xz' }],
  [0, '\x28\xb5\x2f\xfd', { kind: 'archive', name: 'Zstandard' }],
  [0, 'MSCF\x00\x00\x00\x00', { kind: 'archive', name: 'CAB' }],
  [257, 'ustar', { kind: 'archive', name: 'tar' }],
  [32769, 'CD001', { kind: 'archive', name: 'ISO' }],
  [0, '\x7fELF', { kind: 'program', name: 'ELF' }],
  [0, '\xcf\xfa\xed\xfe', { kind: 'program', name: 'Mach-O' }],
  [0, '\xca\xfe\xba\xbe', { kind: 'program', name: 'Java' }],
  [0, 'L\x00\x00\x00\x01\x14\x02\x00', { kind: 'program', name: 'LNK' }],
  [0, '#!', { kind: 'program', name: 'script' }],
  [0, 'GIF87a', { kind: 'other', name: 'GIF' }],
  [0, 'GIF89a', { kind: 'other', name: 'GIF' }],
  [0, 'II*\x00', { kind: 'other', name: 'TIFF' }],
  [0, 'MM\x00*', { kind: 'other', name: 'TIFF' }],
  [0, '8BPS\x00\x01', { kind: 'other', name: 'PSD' }],
  [0, '{\\rtf', { kind: 'other', name: 'RTF' }],
  [0, '%!PS', { kind: 'other', name: 'PostScript' }],
  [0, 'ID3\x03', { kind: 'other', name: 'MP3' }],
  [0, 'ID3\x04', { kind: 'other', name: 'MP3' }],
  [0, '\x1a\x45\xdf\xa3', { kind: 'other', name: 'MKV' }],
  [0, 'SQLite format 3\x00', { kind: 'other', name: 'SQLite' }],
];

/** Brands of the ISO base media format (the four letters after `ftyp`). */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'mif1', 'hevc', 'hevx'];
const mp4Brands = [
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
  'MSNV',
  'dash',
  '3gp4',
  '3gp5',
];

export function magicOf(bytes: Uint8Array): Magic | null {
  return (
    marks.find(([at, mark]) => startsWithAscii(bytes, mark, at))?.[2] ??
    mediaOf(bytes) ??
    riffOf(bytes) ??
    shortMarkOf(bytes) ??
    pageOf(bytes)
  );
}

/** Bytes that may stand before a page's first tag, and how far a browser looks for it. */
const pageStart = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[!?]?(?<tag>[a-z]+)/i;
const pageTags = ['html', 'doctype', 'script', 'head', 'body', 'iframe', 'svg', 'xml', 'php'];
const sniffedBytes = 1_024;

/** Web pages, SVG pictures and other XML, which begin with a tag. */
function pageOf(bytes: Uint8Array): Magic | null {
  const start = asciiOf(bytes.subarray(0, sniffedBytes)).replaceAll('\0', '');
  const tag = pageStart.exec(start)?.groups?.['tag']?.toLowerCase();
  if (tag === undefined || !pageTags.includes(tag)) return null;
  if (/<svg[\s>]/i.test(start)) return { kind: 'page', name: 'SVG' };
  if (tag === 'php') return { kind: 'program', name: 'PHP' };
  const html = tag !== 'xml' || /<html[\s>]/i.test(start);
  return { kind: 'page', name: html ? 'HTML' : 'XML' };
}

const activeMarks = /<(?:script|html|iframe|svg)[\s>]|<!doctype\s+html|<\?php/i;

/** Whether a piece of a file that is no page has a page's or a program's tags in it, for whoever reads it as one. */
export function hasPageMarks(piece: Uint8Array): boolean {
  return activeMarks.test(asciiOf(piece));
}

function mediaOf(bytes: Uint8Array): Magic | null {
  if (bytes.length < 12 || !startsWithAscii(bytes, 'ftyp', 4)) return null;
  const view = new ByteView(bytes);
  const size = Math.min(view.u32(0, 'big'), bytes.length, 256);
  const brands: string[] = [];
  // The first brand is the file's own; those from byte 16 on are what else it can be read as.
  for (let at = 8; at + 4 <= size; at = at === 8 ? 16 : at + 4) brands.push(view.ascii(at, 4));
  const [own = ''] = brands;
  if (own === 'qt  ') return { kind: 'other', name: 'MOV' };
  if (own === 'avif' || own === 'avis') return { kind: 'other', name: 'AVIF' };
  if (heicBrands.includes(own)) return { kind: 'heic' };
  if (brands.some((brand) => mp4Brands.includes(brand))) return { kind: 'mp4' };
  return { kind: 'other', name: 'MPEG-4' };
}

function riffOf(bytes: Uint8Array): Magic | null {
  if (!startsWithAscii(bytes, 'RIFF', 0)) return null;
  if (startsWithAscii(bytes, 'WEBP', 8)) return { kind: 'other', name: 'WebP' };
  return startsWithAscii(bytes, 'AVI ', 8) ? { kind: 'other', name: 'AVI' } : { kind: 'other', name: 'RIFF' };
}

/** Marks of two letters, which a text may begin with too: they count only with what follows them in the real thing. */
function shortMarkOf(bytes: Uint8Array): Magic | null {
  if (bytes.length < 64) return null;
  const view = new ByteView(bytes);
  if (startsWithAscii(bytes, 'MZ', 0) && bytes.subarray(0, 64).includes(0))
    return { kind: 'program', name: 'EXE' };
  if (startsWithAscii(bytes, 'BM', 0) && view.u32(6, 'little') === 0) return { kind: 'other', name: 'BMP' };
  return null;
}
