import * as z from 'zod/mini';

type Glyph = Readonly<{ advanceWidth: number }>;
type OpenFont = Readonly<{ glyphForCodePoint: (code: number) => Glyph }>;

/** The font that a pdfkit document has at hand, as its font library has opened it. */
const withFont = z.object({
  _font: z.object({
    font: z.custom<OpenFont>(
      (value: unknown) =>
        typeof value === 'object' && value !== null && 'glyphForCodePoint' in value && 'layout' in value,
    ),
  }),
});

/**
 * Sets the document's present font letter by letter, each as wide as the font says, without looking for ligatures and pairs: nothing
 * printed here has any that matter, lines are broken by the very same widths, and looking took two thirds of a report's time.
 * @throws $ZodError where the library keeps its font otherwise than the pinned version does
 */
export function useAdvancesAlone(pdf: object): void {
  const { font } = withFont.parse(pdf)._font;
  const known = new Map<number, Glyph>();
  const glyphOf = (code: number): Glyph => {
    const found = known.get(code) ?? font.glyphForCodePoint(code);
    known.set(code, found);
    return found;
  };
  const layout = (text: string) => {
    const glyphs = Array.from(text, (letter) => glyphOf(letter.codePointAt(0) ?? 0));
    return {
      glyphs,
      // The library scales these in place.
      positions: glyphs.map(({ advanceWidth }) => ({
        xAdvance: advanceWidth,
        yAdvance: 0,
        xOffset: 0,
        yOffset: 0,
      })),
      advanceWidth: glyphs.reduce((width, glyph) => width + glyph.advanceWidth, 0),
    };
  };
  Object.defineProperty(font, 'layout', { value: layout });
}
