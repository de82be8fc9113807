import type { ImageFacts, InspectionFlag, QuarantineCode, QuarantineReason } from './inspection.ts';

/**
 * Unpacks raw deflate data and hands back at most `most` bytes. Data that stops early gives what there is of it; bytes
 * after the end of the data are ignored. The domain has no decompressor of its own: the caller brings the platform's.
 * @returns `too-long` when there is more than `most`, `broken` when it is not deflate data
 */
export type Inflate = (deflated: Uint8Array, most: number) => Uint8Array | 'too-long' | 'broken';

/** How far the inspection goes. Together they hold a file of 100 MB to under 1 s and 150 MB of memory beyond the file. */
export type InspectionLimits = Readonly<{
  /** Largest file, bytes. */
  fileBytes: number;
  /** Largest picture, pixels: what a reviewer's machine decodes without trouble (100 megapixels are 400 MB in memory). */
  pixels: number;
  /** Most entries of an archive, with those of the documents in it. */
  entries: number;
  /** Most bytes that an archive may say it unpacks to. */
  unpackedBytes: number;
  /** Most that data may grow when unpacked; tried only above `ratioFromBytes`, for small blank pictures grow more. */
  ratio: number;
  ratioFromBytes: number;
  /** Most bytes that the inspection unpacks of one entry, and of all entries of a file together. */
  inflatedEntryBytes: number;
  inflatedBytes: number;
  /** Most times that the inspection starts to unpack something in one file. */
  inflations: number;
  /** Deepest nesting of XML elements in a package. Word's own documents stay under 100. */
  xmlDepth: number;
}>;

const MiB = 1_048_576;

/** The limits of the product. */
export const inspectionLimits: InspectionLimits = {
  fileBytes: 100 * MiB,
  pixels: 100_000_000,
  entries: 10_000,
  unpackedBytes: 512 * MiB,
  ratio: 200,
  ratioFromBytes: 16 * MiB,
  inflatedEntryBytes: 32 * MiB,
  inflatedBytes: 48 * MiB,
  inflations: 10_000,
  xmlDepth: 500,
};

/** An `Inflate` with a budget for one file: `spent` when what is asked for does not fit into what is left of it. */
export type BudgetedInflate = (
  deflated: Uint8Array,
  most: number,
) => Uint8Array | 'too-long' | 'broken' | 'spent';

/** What the parsers of one file work with. */
export type InspectionTools = Readonly<{
  limits: InspectionLimits;
  /** For parts that must be seen whole. */
  inflate: BudgetedInflate;
  /** For the first bytes of what is too large to be seen whole; half the budget of the other, kept apart from it. */
  peek: BudgetedInflate;
  /** Counts the entries of one more archive in, and says how many there are now. */
  countEntries: (more: number) => number;
}>;

/** Fresh budgets for one file. */
export function inspectionTools(inflate: Inflate, limits: InspectionLimits): InspectionTools {
  let entries = 0;
  return {
    limits,
    inflate: budgeted(inflate, limits.inflatedBytes, limits.inflations),
    peek: budgeted(inflate, limits.inflatedBytes / 2, limits.inflations),
    countEntries: (more) => (entries += more),
  };
}

function budgeted(inflate: Inflate, bytes: number, calls: number): BudgetedInflate {
  let [bytesLeft, callsLeft] = [bytes, calls];
  return (deflated, most) => {
    if (most > bytesLeft || callsLeft === 0) return 'spent';
    const unpacked = inflate(deflated, most);
    callsLeft -= 1;
    bytesLeft -= typeof unpacked === 'string' ? (unpacked === 'too-long' ? most : 0) : unpacked.length;
    return unpacked;
  };
}

/** What one look at a file, or at a part of it, brought up. */
export type Findings = Readonly<{
  reasons: readonly QuarantineReason[];
  flags: readonly InspectionFlag[];
  image: ImageFacts | null;
}>;

/** Findings with nothing in them but what is given. */
export function findings(found: Partial<Findings> = {}): Findings {
  return { reasons: [], flags: [], image: null, ...found };
}

/** A reason whose texts are safe to show: names inside a file are written by whoever made it. */
export function reason(
  code: QuarantineCode,
  params: Readonly<Record<string, string | number>> = {},
): QuarantineReason {
  const shown = Object.entries(params).map(([name, value]): [string, string | number] => [
    name,
    typeof value === 'string' ? printable(value) : value,
  ]);
  return { code, params: Object.fromEntries(shown) };
}

/** Long enough to recognise a name by, short enough for a record that holds ten reasons. */
const shownLength = 120;

function printable(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�');
  const letters = Array.from(plain);
  return letters.length > shownLength ? `${letters.slice(0, shownLength).join('')}…` : plain;
}
