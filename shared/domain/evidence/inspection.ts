import * as z from 'zod/mini';

/**
 * The kinds of file that evidence may be, as county offices use them. The names stand in records; a kind's extensions and
 * content types are in `acceptedFormats`.
 */
export const acceptedType = z.enum([
  'jpeg',
  'png',
  'heic',
  'pdf',
  'doc',
  'docx',
  'xls',
  'xlsx',
  'ppt',
  'pptx',
  'wps',
  'et',
  'dps',
  'ofd',
  'zip',
  'mp4',
  'txt',
  'csv',
]);
export type AcceptedType = z.infer<typeof acceptedType>;

const openXml = 'application/vnd.openxmlformats-officedocument';

/**
 * How a file of each kind may be named and declared. Windows tells browsers what the registry says, so a CSV comes as
 * Excel's type where Excel is installed; the first content type is the registered one.
 */
export const acceptedFormats: Readonly<
  Record<AcceptedType, Readonly<{ extensions: readonly string[]; contentTypes: readonly string[] }>>
> = {
  jpeg: { extensions: ['jpg', 'jpeg'], contentTypes: ['image/jpeg', 'image/pjpeg'] },
  png: { extensions: ['png'], contentTypes: ['image/png'] },
  heic: { extensions: ['heic', 'heif'], contentTypes: ['image/heic', 'image/heif'] },
  pdf: { extensions: ['pdf'], contentTypes: ['application/pdf'] },
  doc: { extensions: ['doc'], contentTypes: ['application/msword'] },
  docx: { extensions: ['docx'], contentTypes: [`${openXml}.wordprocessingml.document`] },
  xls: { extensions: ['xls'], contentTypes: ['application/vnd.ms-excel'] },
  xlsx: { extensions: ['xlsx'], contentTypes: [`${openXml}.spreadsheetml.sheet`] },
  ppt: { extensions: ['ppt'], contentTypes: ['application/vnd.ms-powerpoint'] },
  pptx: { extensions: ['pptx'], contentTypes: [`${openXml}.presentationml.presentation`] },
  wps: { extensions: ['wps'], contentTypes: ['application/kswps', 'application/vnd.ms-works'] },
  et: { extensions: ['et'], contentTypes: ['application/kset'] },
  dps: { extensions: ['dps'], contentTypes: ['application/ksdps'] },
  ofd: { extensions: ['ofd'], contentTypes: ['application/ofd'] },
  zip: { extensions: ['zip'], contentTypes: ['application/zip', 'application/x-zip-compressed'] },
  mp4: { extensions: ['mp4'], contentTypes: ['video/mp4'] },
  txt: { extensions: ['txt'], contentTypes: ['text/plain'] },
  csv: { extensions: ['csv'], contentTypes: ['text/csv', 'text/plain', 'application/vnd.ms-excel'] },
};

/** What browsers say of a kind that the machine does not know, as with OFD and HEIC on most office machines. */
const unknownToBrowser = 'application/octet-stream';

/** The kind that a file name's extension stands for, or null when evidence of that kind is not taken. */
export function typeOfName(name: string): AcceptedType | null {
  const extension = extensionOf(name);
  return acceptedType.options.find((type) => acceptedFormats[type].extensions.includes(extension)) ?? null;
}

/** The last extension of a file name, in lower case without its dot; empty when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Whether the name's extension is of an accepted kind, and the declared content type one that this kind goes by. */
export function acceptsFile(file: Readonly<{ name: string; contentType: string }>): boolean {
  const type = typeOfName(file.name);
  return type !== null && acceptsContentType(type, file);
}

/** Whether a file of this kind may be declared with this content type. Parameters such as a charset do not matter. */
export function acceptsContentType(
  type: AcceptedType,
  file: Readonly<{ name: string; contentType: string }>,
): boolean {
  const declared = (file.contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  return (
    declared === unknownToBrowser ||
    // Where WPS Office opens a kind of file, Windows names its content type after WPS.
    declared === `application/wps-office.${extensionOf(file.name)}` ||
    acceptedFormats[type].contentTypes.includes(declared)
  );
}

/** Why a file is set aside. Every code has its sentences in `inspection-texts.ts`; a code is never renamed. */
export const quarantineCode = z.enum([
  'empty',
  'too-large',
  'size-differs',
  'hash-differs',
  'name-unsafe',
  'type-not-accepted',
  'content-type-differs',
  'type-differs',
  'type-unknown',
  'truncated',
  'damaged',
  'two-types-at-once',
  'image-too-large',
  'text-unreadable',
  'password-protected',
  'archive-too-many-entries',
  'archive-too-big',
  'archive-ratio',
  'archive-contradicts',
  'archive-overlaps',
  'archive-name-unsafe',
  'archive-name-repeats',
  'archive-link',
  'archive-nested',
  'archive-program',
  'archive-method',
  'xml-entities',
  'xml-too-deep',
  'office-part-too-big',
  'office-macros',
  'office-starts-program',
  'workbook-links-outside',
  'document-loads-outside',
  'table-starts-program',
  'malware',
  'scan-failed',
]);
export type QuarantineCode = z.infer<typeof quarantineCode>;

/** What a reviewer should know of a file that was let through, before opening it. */
export const inspectionFlag = z.enum([
  'macros',
  'active-content',
  'embedded-files',
  'external-links',
  'password-protected',
  'trailing-data',
]);
export type InspectionFlag = z.infer<typeof inspectionFlag>;

/** A reason with the facts that fill its sentence. */
export const quarantineReason = z.strictObject({
  code: quarantineCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type QuarantineReason = z.infer<typeof quarantineReason>;

/** Facts of a picture's header. */
export const imageFacts = z.strictObject({
  width: z.int().check(z.minimum(1)),
  height: z.int().check(z.minimum(1)),
  /** When the camera says it was taken: its own local time, so without a zone. */
  takenAt: z.nullable(z.iso.datetime({ local: true, precision: 0 })),
  /** Where the camera says it was, in degrees north and east. Shown to those who review, and to nobody else. */
  place: z.nullable(
    z.strictObject({
      latitude: z.number().check(z.minimum(-90), z.maximum(90)),
      longitude: z.number().check(z.minimum(-180), z.maximum(180)),
    }),
  ),
  /** How the camera was held: Exif's 1 (upright) to 8. */
  orientation: z.int().check(z.minimum(1), z.maximum(8)),
});
export type ImageFacts = z.infer<typeof imageFacts>;

/** As many as a person reads; a hostile archive has a reason for every file in it. */
export const mostReasons = 10;

/** What the inspection found of one uploaded file. */
export const inspectionVerdict = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('inspected'),
    /** The kind on which the name, the declared content type and the bytes agree. */
    detectedType: acceptedType,
    flags: z.array(inspectionFlag),
    image: z.nullable(imageFacts),
  }),
  z.strictObject({
    outcome: z.literal('quarantined'),
    /** At least one; the first is the one to tell when there is room for one. */
    reasons: z.array(quarantineReason).check(z.minLength(1), z.maxLength(mostReasons)),
  }),
]);
export type InspectionVerdict = z.infer<typeof inspectionVerdict>;
