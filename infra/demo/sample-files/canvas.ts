/** `0xrrggbb`. */
export type Colour = number;

/** A line drawn without lifting the pen, in hundredths of the height of what is drawn. */
export type Stroke = readonly (readonly [x: number, y: number])[];

/** A picture to draw on, four bytes a pixel as `jpeg-js` takes it. What falls outside is not drawn. */
export type Canvas = Readonly<{
  width: number;
  height: number;
  pixels: Uint8Array;
  fill: (x: number, y: number, width: number, height: number, colour: Colour) => void;
  /** Draws strokes with a square pen, `size` pixels high, with its top left corner at x, y. */
  strokes: (
    strokes: readonly Stroke[],
    x: number,
    y: number,
    size: number,
    pen: number,
    colour: Colour,
  ) => void;
}>;

export function createCanvas(width: number, height: number): Canvas {
  // A pixel is filled as one number: four bytes one by one take twenty times as long.
  const words = new Uint32Array(width * height);
  const pixels = new Uint8Array(words.buffer);
  const one = new Uint8Array(4);
  const oneWord = new Uint32Array(one.buffer);
  const fill: Canvas['fill'] = (x, y, w, h, colour) => {
    one.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255]);
    const [from, to] = [Math.max(0, x), Math.min(width, x + w)];
    if (from >= to) return;
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row += 1) {
      words.fill(oneWord[0] ?? 0, row * width + from, row * width + to);
    }
  };
  const strokes: Canvas['strokes'] = (lines, x, y, size, pen, colour) => {
    const place = (of: number) => Math.round((of / 100) * size);
    for (const line of lines) {
      line.slice(1).forEach(([toX, toY], index) => {
        const [fromX, fromY] = line[index] ?? [toX, toY];
        const steps = Math.max(Math.abs(place(toX - fromX)), Math.abs(place(toY - fromY)), 1);
        for (let step = 0; step <= steps; step += 1) {
          const along = (from: number, to: number) => place(from + ((to - from) * step) / steps);
          fill(x + along(fromX, toX), y + along(fromY, toY), pen, pen, colour);
        }
      });
    }
  };
  return { width, height, pixels, fill, strokes };
}
