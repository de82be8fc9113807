/** Two weights of the printing font, as the bytes of TrueType files. */
export type PrintFonts = Readonly<{ regular: Uint8Array; bold: Uint8Array }>;

/**
 * What setting text needs to know of a TrueType font: which characters it has, and how wide each is. Read from the file's own tables
 * (`cmap` format 12 or 4, `hmtx`), so that lines can be broken and missing glyphs found before anything is drawn.
 */
export class PrintingFont {
  readonly #glyphs: ReadonlyMap<number, number>;
  readonly #advances: readonly number[];
  readonly #unitsPerEm: number;

  /** @throws RangeError for bytes that are no such font */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const tables = tableOffsets(view);
    const at = (name: string) => {
      const found = tables.get(name);
      if (found === undefined) throw new RangeError(`The printing font has no table ${name}`);
      return found;
    };
    this.#unitsPerEm = view.getUint16(at('head') + 18);
    const metrics = view.getUint16(at('hhea') + 34);
    this.#advances = Array.from({ length: metrics }, (_, glyph) => view.getUint16(at('hmtx') + glyph * 4));
    this.#glyphs = glyphsOf(view, at('cmap'));
  }

  /** Whether it has a glyph for a character. */
  has(codePoint: number): boolean {
    return (this.#glyphs.get(codePoint) ?? 0) !== 0;
  }

  /** How wide a character is, in ems. */
  width(codePoint: number): number {
    const glyph = this.#glyphs.get(codePoint) ?? 0;
    const advance = this.#advances[Math.min(glyph, this.#advances.length - 1)] ?? this.#unitsPerEm;
    return advance / this.#unitsPerEm;
  }

  /** How wide a text is, in ems. */
  widthOf(text: string): number {
    let width = 0;
    for (const letter of text) width += this.width(letter.codePointAt(0) ?? 0);
    return width;
  }

  /** The first character of a text that it has no glyph for, or null. */
  firstMissing(text: string): string | null {
    for (const letter of text) if (!this.has(letter.codePointAt(0) ?? 0)) return letter;
    return null;
  }
}

function tableOffsets(view: DataView): ReadonlyMap<string, number> {
  const count = view.getUint16(4);
  const found = new Map<string, number>();
  for (let place = 0; place < count; place += 1) {
    const record = 12 + place * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((letter) => view.getUint8(record + letter)));
    found.set(name, view.getUint32(record + 8));
  }
  return found;
}

/** Reads the subtable that covers most: format 12 holds every plane, format 4 the first alone. */
function glyphsOf(view: DataView, cmap: number): ReadonlyMap<number, number> {
  const subtables = Array.from({ length: view.getUint16(cmap + 2) }, (_, place) => {
    const offset = cmap + view.getUint32(cmap + 4 + place * 8 + 4);
    return { offset, format: view.getUint16(offset) };
  });
  const groups = subtables.find(({ format }) => format === 12);
  if (groups !== undefined) return fromGroups(view, groups.offset);
  const segments = subtables.find(({ format }) => format === 4);
  if (segments !== undefined) return fromSegments(view, segments.offset);
  throw new RangeError('The printing font has no character map of format 12 or 4');
}

function fromGroups(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const count = view.getUint32(offset + 12);
  for (let group = 0; group < count; group += 1) {
    const at = offset + 16 + group * 12;
    const [start, end, first] = [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8)];
    for (let code = start; code <= end; code += 1) glyphs.set(code, first + code - start);
  }
  return glyphs;
}

function fromSegments(view: DataView, offset: number): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  const twice = view.getUint16(offset + 6);
  for (let segment = 0; segment < twice; segment += 2) {
    const end = view.getUint16(offset + 14 + segment);
    const start = view.getUint16(offset + 16 + twice + segment);
    const delta = view.getUint16(offset + 16 + twice * 2 + segment);
    const rangeAt = offset + 16 + twice * 3 + segment;
    const range = view.getUint16(rangeAt);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const listed = range === 0 ? code : view.getUint16(rangeAt + range + (code - start) * 2);
      if (range === 0 || listed !== 0) glyphs.set(code, (listed + delta) % 0x10000);
    }
  }
  return glyphs;
}
