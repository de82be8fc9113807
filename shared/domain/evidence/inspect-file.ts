import { ifReadable } from './inspect-bytes.ts';
import { inspectArchive } from './inspect-archive.ts';
import { inspectCompound, type CompoundKind } from './inspect-compound.ts';
import { isSafeFileName } from './file-name.ts';
import { inspectJpeg, inspectPng } from './inspect-image.ts';
import { hasPageMarks, magicOf, type Magic } from './inspect-magic.ts';
import { inspectHeic, inspectMp4 } from './inspect-media.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectText } from './inspect-text.ts';
import {
  findings,
  inspectionTools,
  reason,
  type Findings,
  type Inflate,
  type InspectionLimits,
  type InspectionTools,
} from './inspect-tools.ts';
import { endsWithArchive } from './inspect-zip.ts';
import {
  acceptsContentType,
  extensionOf,
  mostReasons,
  typeOfName,
  type AcceptedType,
  type InspectionVerdict,
  type QuarantineReason,
} from './inspection.ts';

/** What arrived. The hash is the caller's: each platform has its own fast way to make it. */
export type ArrivedFile = Readonly<{ bytes: Uint8Array; sha256: string }>;

/** What the uploader said of the file before sending it. */
export type FileClaim = Readonly<{ name: string; contentType: string; size: number; sha256: string }>;

/**
 * Says whether a file is what it was declared to be and safe to keep. Reads headers and directories, unpacks no more than
 * the limits allow, decodes no picture and runs nothing; it never throws on any bytes. 100 MB take under a second.
 */
export function inspectFile(
  file: ArrivedFile,
  declared: FileClaim,
  platform: Readonly<{ inflate: Inflate; limits: InspectionLimits }>,
): InspectionVerdict {
  const type = typeOfName(declared.name);
  const early = [...arrivalReasons(file, declared, platform.limits), ...claimReasons(declared, type)];
  if (early.length > 0 || type === null) return quarantined(early);

  const tools = inspectionTools(platform.inflate, platform.limits);
  const found = ifReadable(
    () => inspectContent(file.bytes, type, declared.name, tools),
    (error) => findings({ reasons: [reason(error.code)] }),
  );
  if (found.reasons.length > 0) return quarantined(found.reasons);
  return {
    outcome: 'inspected',
    detectedType: type,
    flags: [...new Set(found.flags)].sort(),
    image: found.image,
  };
}

function quarantined(reasons: readonly QuarantineReason[]): InspectionVerdict {
  return { outcome: 'quarantined', reasons: reasons.slice(0, mostReasons) };
}

function arrivalReasons(
  { bytes, sha256 }: ArrivedFile,
  declared: FileClaim,
  limits: InspectionLimits,
): readonly QuarantineReason[] {
  if (bytes.length === 0) return [reason('empty')];
  if (bytes.length > limits.fileBytes)
    return [reason('too-large', { bytes: bytes.length, most: limits.fileBytes })];
  if (bytes.length !== declared.size)
    return [reason('size-differs', { actual: bytes.length, declared: declared.size })];
  return sha256 === declared.sha256 ? [] : [reason('hash-differs')];
}

function claimReasons(declared: FileClaim, type: AcceptedType | null): readonly QuarantineReason[] {
  const extension = extensionOf(declared.name);
  const reasons: QuarantineReason[] = [];
  if (!isSafeFileName(declared.name)) reasons.push(reason('name-unsafe'));
  if (type === null) reasons.push(reason('type-not-accepted', { found: extension === '' ? '?' : extension }));
  else if (!acceptsContentType(type, declared))
    reasons.push(reason('content-type-differs', { extension, contentType: declared.contentType }));
  return reasons;
}

/** The kinds that the bytes of a file of each type may turn out to be. WPS writes both old and new containers. */
const contentOf: Readonly<Record<AcceptedType, readonly string[]>> = {
  jpeg: ['jpeg'],
  png: ['png'],
  heic: ['heic'],
  pdf: ['pdf'],
  doc: ['text'],
  docx: ['docx'],
  xls: ['sheet'],
  xlsx: ['xlsx'],
  ppt: ['slides'],
  pptx: ['pptx'],
  wps: ['text', 'docx'],
  et: ['sheet', 'xlsx'],
  dps: ['slides', 'pptx'],
  ofd: ['ofd'],
  zip: ['zip'],
  mp4: ['mp4'],
  txt: [],
  csv: [],
};

function inspectContent(
  bytes: Uint8Array,
  type: AcceptedType,
  name: string,
  tools: InspectionTools,
): Findings {
  const extension = extensionOf(name);
  const magic = magicOf(bytes);
  if (magic === null)
    return type === 'txt' || type === 'csv'
      ? inspectText(bytes, type)
      : findings({ reasons: [reason('type-unknown', { extension })] });

  const { kind, shown, found } = inspectKnown(bytes, magic, tools);
  if (kind === null || contentOf[type].includes(kind)) return found;
  return findings({ reasons: [reason('type-differs', { extension, found: shown }), ...found.reasons] });
}

/** What the bytes are by their own container's rules, and as people call it. Null when that could not be told. */
type Known = Readonly<{ kind: string | null; shown: string; found: Findings }>;

function inspectKnown(bytes: Uint8Array, magic: Magic, tools: InspectionTools): Known {
  const known = (found: Findings): Known => ({
    kind: magic.kind,
    shown: magic.kind.toUpperCase(),
    found: withDisguises(bytes, found),
  });
  switch (magic.kind) {
    case 'zip': {
      const { kind, findings: found } = inspectArchive(bytes, tools);
      return { kind, shown: (kind ?? 'zip').toUpperCase(), found };
    }
    case 'cfb': {
      const { kind, findings: found } = inspectCompound(bytes);
      return {
        kind: found.reasons.length > 0 ? null : kind,
        shown: compoundNames[kind],
        found: withDisguises(bytes, found),
      };
    }
    case 'jpeg':
      return known(inspectJpeg(bytes, tools.limits));
    case 'png':
      return known(inspectPng(bytes, tools.limits));
    case 'heic':
      return known(inspectHeic(bytes, tools.limits));
    case 'mp4':
      return known(inspectMp4(bytes));
    case 'pdf':
      return known(inspectPdf(bytes, tools));
    case 'archive':
    case 'program':
    case 'page':
    case 'other':
      return { kind: magic.name, shown: magic.name, found: findings() };
  }
}

const compoundNames: Readonly<Record<CompoundKind, string>> = {
  text: 'DOC',
  sheet: 'XLS',
  slides: 'PPT',
  other: 'OLE',
};

/** How much at either end of a file is searched for a page's tags: as far as any browser sniffs. */
const sniffedBytes = 1_024;

/** Adds what else a file would pass for: an archive to programs that look at the end, a page to those that look for tags. */
function withDisguises(bytes: Uint8Array, found: Findings): Findings {
  const page = hasPageMarks(bytes.subarray(0, sniffedBytes)) || hasPageMarks(bytes.subarray(-sniffedBytes));
  const other = endsWithArchive(bytes) ? 'ZIP' : page ? 'HTML' : null;
  if (other === null || found.reasons.some(({ code }) => code === 'two-types-at-once')) return found;
  return { ...found, reasons: [...found.reasons, reason('two-types-at-once', { other })] };
}
