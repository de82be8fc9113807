import { ifReadable, indexOfAscii, startsWithAscii } from './inspect-bytes.ts';
import { inspectCompound } from './inspect-compound.ts';
import { magicOf } from './inspect-magic.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { findings, reason, type Findings, type InspectionTools } from './inspect-tools.ts';
import { asciiXml, refersOutside, xmlFault } from './inspect-xml.ts';
import { readZipDirectory, type ZipEntry } from './inspect-zip.ts';
import {
  extensionOf,
  mostReasons,
  typeOfName,
  type InspectionFlag,
  type QuarantineReason,
} from './inspection.ts';

/** What a ZIP file turns out to be, by the names in its directory. */
export type ArchiveKind = 'docx' | 'xlsx' | 'pptx' | 'ofd' | 'zip';

type Look = Readonly<{
  /** Null when the directory is not fit to be read. */
  kind: ArchiveKind | null;
  findings: Findings;
}>;

/** A report with a workbook embedded, sent inside an archive, is two deep; nobody needs more. */
const deepestPackage = 2;

/**
 * Looks into a ZIP file: its directory first, then, when that is sound, the entries as far as the budget goes. Office
 * documents and OFD inside it are looked into the same way; any other archive inside it is refused.
 */
export function inspectArchive(bytes: Uint8Array, tools: InspectionTools): Look {
  return lookInto(bytes, '', 0, tools);
}

function lookInto(bytes: Uint8Array, path: string, depth: number, tools: InspectionTools): Look {
  const directory = readZipDirectory(bytes, tools);
  const kind = directory.names.length === 0 ? null : kindOf(directory.names);
  const reasons: QuarantineReason[] = [...directory.reasons];
  const flags = new Set<InspectionFlag>();
  for (const entry of inOrderOfInterest(directory.entries)) {
    if (reasons.length >= mostReasons) break;
    const found = lookAtEntry(entry, { kind: kind ?? 'zip', path: `${path}${entry.name}`, depth, tools });
    reasons.push(...found.reasons);
    found.flags.forEach((flag) => flags.add(flag));
  }
  return { kind, findings: findings({ reasons, flags: [...flags] }) };
}

function kindOf(names: readonly string[]): ArchiveKind {
  const within = (folder: string) => names.some((name) => name.startsWith(folder));
  const kinds: ArchiveKind[] = [];
  if (names.includes('[Content_Types].xml')) {
    if (within('word/')) kinds.push('docx');
    if (within('xl/')) kinds.push('xlsx');
    if (within('ppt/')) kinds.push('pptx');
  }
  if (names.includes('OFD.xml')) kinds.push('ofd');
  // What could be two documents is neither.
  const [only] = kinds;
  return only !== undefined && kinds.length === 1 ? only : 'zip';
}

/** XML parts first, for they decide most, and small entries before large ones, so that the budget reaches most of them. */
function inOrderOfInterest(entries: readonly ZipEntry[]): readonly ZipEntry[] {
  return [...entries].sort(
    (left, right) => Number(isXml(right.name)) - Number(isXml(left.name)) || left.size - right.size,
  );
}

function isXml(name: string): boolean {
  return /\.(?:xml|rels|vml)$/i.test(name);
}

type Place = Readonly<{ kind: ArchiveKind; path: string; depth: number; tools: InspectionTools }>;

/** Kinds of file that hold others, and those that Windows runs on a double click. */
const archiveExtensions = new Set('zip rar 7z gz tgz bz2 xz zst tar cab iso arj lzh'.split(' '));
const programExtensions = new Set(
  'exe dll com scr pif bat cmd ps1 vbs vbe jse wsf wsh hta msi msp cpl lnk reg jar apk app sh'.split(' '),
);
/** Pages and scripts come with saved web pages, which are evidence; reviewers are told. */
const webExtensions = new Set('htm html xhtml mht mhtml svg js'.split(' '));

function lookAtEntry(entry: ZipEntry, place: Place): Findings {
  const extension = extensionOf(entry.name);
  if (archiveExtensions.has(extension)) return refusedEntry('archive-nested', place);
  if (programExtensions.has(extension)) return refusedEntry('archive-program', place);
  const content = unpack(entry, place.tools);
  switch (content.state) {
    case 'contradicts':
      return refusedEntry('archive-contradicts', place);
    case 'swells':
      return findings({
        reasons: [reason('archive-ratio', { entry: place.path, most: place.tools.limits.ratio })],
      });
    case 'whole':
    case 'start':
    case 'unseen': {
      const seen = [lookAtName(entry.name, place), lookAtMagic(content, entry.name, place)];
      if (place.kind !== 'zip' && isXml(entry.name)) seen.push(lookAtXml(content, entry.name, place));
      return findings({
        reasons: seen.flatMap((each) => each.reasons),
        flags: seen.flatMap((each) => each.flags),
      });
    }
  }
}

function refusedEntry(
  code: 'archive-nested' | 'archive-program' | 'archive-contradicts',
  { path }: Place,
): Findings {
  return findings({ reasons: [reason(code, { entry: path })] });
}

type Content = Readonly<
  { state: 'whole' | 'start'; bytes: Uint8Array } | { state: 'unseen' | 'contradicts' | 'swells' }
>;

/** How much of a packed entry is unpacked when it does not fit into the budget. */
const peekBytes = 4_096;

/** Unpacks an entry and holds what comes out against the size that the directory tells. */
function unpack(entry: ZipEntry, { limits, inflate, peek }: InspectionTools): Content {
  if (entry.stored) return { state: 'whole', bytes: entry.packed };
  const whole = entry.size > limits.inflatedEntryBytes ? 'spent' : inflate(entry.packed, entry.size);
  if (whole === 'too-long' || whole === 'broken') return { state: 'contradicts' };
  if (whole !== 'spent')
    return whole.length === entry.size ? { state: 'whole', bytes: whole } : { state: 'contradicts' };

  // Small entries may swell as much as they like, up to the size they tell.
  const large = entry.size >= limits.ratioFromBytes;
  const start = peek(entry.packed.subarray(0, peekBytes), large ? peekBytes * limits.ratio : entry.size);
  if (start === 'spent') return { state: 'unseen' };
  if (start === 'broken') return { state: 'contradicts' };
  if (start === 'too-long') return { state: large ? 'swells' : 'contradicts' };
  return { state: 'start', bytes: start };
}

/** What the first bytes of an entry say, whatever it is called. */
function lookAtMagic(content: Content, name: string, place: Place): Findings {
  if (content.state !== 'whole' && content.state !== 'start') return findings();
  const magic = magicOf(content.bytes);
  switch (magic?.kind) {
    case 'archive':
      return refusedEntry('archive-nested', place);
    case 'program':
      return refusedEntry('archive-program', place);
    case 'zip':
      return content.state === 'whole'
        ? lookAtPackage(content.bytes, place)
        : isPackageName(name)
          ? findings()
          : refusedEntry('archive-nested', place);
    case 'cfb':
    case 'pdf':
      return content.state === 'whole' ? lookAtDocument(content.bytes, magic.kind, place) : findings();
    default:
      return findings();
  }
}

function isPackageName(name: string): boolean {
  const type = typeOfName(name);
  return type === 'docx' || type === 'xlsx' || type === 'pptx' || type === 'ofd';
}

/** A ZIP file inside: fine as a document, refused as an archive. */
function lookAtPackage(bytes: Uint8Array, place: Place): Findings {
  if (place.depth === deepestPackage) return refusedEntry('archive-nested', place);
  const inner = ifReadable(
    () => lookInto(bytes, `${place.path}/`, place.depth + 1, place.tools),
    () => ({ kind: null, findings: findings() }),
  );
  const toldNothing = inner.kind === null && inner.findings.reasons.length === 0;
  return inner.kind === 'zip' || toldNothing ? refusedEntry('archive-nested', place) : inner.findings;
}

/** An old Office file or a PDF inside. One that cannot be read or opened is the reviewer's to return, not a danger. */
function lookAtDocument(bytes: Uint8Array, kind: 'cfb' | 'pdf', { tools }: Place): Findings {
  return ifReadable(
    () => {
      if (kind === 'pdf') return inspectPdf(bytes, tools);
      const { reasons, flags } = inspectCompound(bytes).findings;
      // The only reason there is: a password.
      return findings({ flags: reasons.length > 0 ? [...flags, 'password-protected'] : flags });
    },
    () => findings(),
  );
}

function lookAtName(name: string, { kind, path }: Place): Findings {
  const flags: InspectionFlag[] = [];
  const reasons: QuarantineReason[] = [];
  if (kind === 'zip') {
    if (webExtensions.has(extensionOf(name))) flags.push('active-content');
    return findings({ flags });
  }
  if (/vbaProject[^/]*\.bin$|\/macrosheets\//i.test(name))
    reasons.push(reason('office-macros', { entry: path }));
  if (/\/activeX\//i.test(name)) flags.push('active-content');
  if (/\/externalLinks\/[^/]+$/i.test(name)) reasons.push(reason('workbook-links-outside', { entry: path }));
  // Office's folder, and OFD's.
  if (/\/(?:embeddings|attachs)\//i.test(name)) flags.push('embedded-files');
  return findings({ reasons, flags });
}

/** Types of macro parts, which may have any name, and of documents that carry them. */
const macroTypes = ['macroEnabled', 'vbaProject', 'macrosheet'];

function lookAtXml(content: Content, name: string, { kind, path, tools }: Place): Findings {
  const { limits } = tools;
  if (content.state !== 'whole')
    return findings({
      reasons: [
        reason('office-part-too-big', {
          entry: path,
          part: limits.inflatedEntryBytes,
          most: limits.inflatedBytes,
        }),
      ],
    });
  const xml = asciiXml(content.bytes);
  const fault = xmlFault(xml, limits.xmlDepth);
  if (fault !== null)
    return findings({
      reasons: [
        fault === 'entities'
          ? reason('xml-entities', { entry: path })
          : reason('xml-too-deep', { entry: path, most: limits.xmlDepth }),
      ],
    });

  if (kind === 'ofd') return findings();
  const has = (text: string) => indexOfAscii(xml, text) !== -1;
  if (name === '[Content_Types].xml' && macroTypes.some(has))
    return findings({ reasons: [reason('office-macros', { entry: path })] });
  const startsProgram = name.startsWith('word/')
    ? hasExchangeField(xml)
    : (name.includes('/externalLinks/') && has('<ddeLink')) ||
      (name.startsWith('xl/') && hasExchangeFormula(xml));
  if (startsProgram) return findings({ reasons: [reason('office-starts-program', { entry: path })] });
  const outside = name.endsWith('.rels') ? refersOutside(xml) : null;
  // What lies in this folder is refused by its own name.
  if (outside === null || name.includes('/externalLinks/')) return findings();
  // A table whose figures come from elsewhere proves nothing, and a text that fetches something tells where it is read.
  if (kind === 'xlsx') return findings({ reasons: [reason('workbook-links-outside', { entry: path })] });
  return outside === 'content'
    ? findings({ reasons: [reason('document-loads-outside', { entry: path })] })
    : findings({ flags: ['external-links'] });
}

/** Whether a text has a field that starts another program (dynamic data exchange): `DDEAUTO …`, or `DDE …` by itself. */
function hasExchangeField(xml: Uint8Array): boolean {
  for (let at = indexOfAscii(xml, 'DDE'); at !== -1; at = indexOfAscii(xml, 'DDE', at + 3)) {
    const automatic = startsWithAscii(xml, 'AUTO', at + 3);
    if (automatic || (fieldEdges.has(xml[at - 1]) && fieldEdges.has(xml[at + 3]))) return true;
  }
  return false;
}

/** What may stand around a field's name: a tag's end, a blank, a quotation mark. */
const fieldEdges: ReadonlySet<number | undefined> = new Set([0x3e, 0x20, 0x22]);

/**
 * Whether a sheet has a formula that starts another program: `cmd|'/C calc'!A0`. No formula has a pipe but between quotation marks;
 * what is a cell's text is no formula, whatever it looks like.
 */
function hasExchangeFormula(xml: Uint8Array): boolean {
  for (let at = indexOfAscii(xml, '<f'); at !== -1; at = indexOfAscii(xml, '<f', at + 2)) {
    if (!formulaTagEnds.has(xml[at + 2])) continue;
    const start = xml.indexOf(greater, at);
    const end = xml.indexOf(less, start);
    if (start === -1 || end === -1) return false;
    let quoted = false;
    for (let place = start + 1; place < end; place += 1) {
      if (xml[place] === quote || startsWithAscii(xml, '&quot;', place)) quoted = !quoted;
      else if (xml[place] === pipe && !quoted) return true;
    }
    at = end - 2;
  }
  return false;
}

const [greater, less, quote, pipe] = [0x3e, 0x3c, 0x22, 0x7c];
/** `<f>`, `<f t="shared">`, but not `<font>`. */
const formulaTagEnds: ReadonlySet<number | undefined> = new Set([0x3e, 0x20, 0x09, 0x0a, 0x0d]);
