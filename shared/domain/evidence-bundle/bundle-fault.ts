/** Why a file of a bundle, or a row of its list, comes to nothing. Codes are never renamed. */
export const bundleFaultCodes = [
  'no-item',
  'item-unknown',
  'item-takes-no-evidence',
  'name-not-accepted',
  'type-not-accepted',
  'too-large',
  'empty',
  'too-many-files',
  'not-listed',
  'not-there',
  'listed-twice',
  'row-without-file',
  'channel-unclear',
  'day-unclear',
  'text-too-long',
] as const;
export type BundleFaultCode = (typeof bundleFaultCodes)[number];

export type BundleFault = Readonly<{
  code: BundleFaultCode;
  facts: Readonly<Record<string, string | number>>;
}>;

export function bundleFault(code: BundleFaultCode, facts: BundleFault['facts'] = {}): BundleFault {
  return { code, facts };
}
