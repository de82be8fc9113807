import type { Stroke } from './canvas.ts';

/** Strokes from `x,y x,y …; x,y …`: a semicolon lifts the pen. */
function lines(drawing: string): readonly Stroke[] {
  return drawing.split('; ').map((stroke) =>
    stroke.split(' ').map((point): readonly [number, number] => {
      const [x = 0, y = 0] = point.split(',').map(Number);
      return [x, y];
    }),
  );
}

/** The four characters of the demonstration mark, drawn by hand on a square of 100: no font is needed for a picture. */
export const demonstrationMarkStrokes: readonly (readonly Stroke[])[] = [
  // 演
  lines(
    '6,10 18,20; 3,36 14,46; 4,94 20,60; 62,2 66,12; 32,32 32,18 97,18 92,32; 42,34 86,34; ' +
      '38,48 90,48 90,78 38,78 38,48; 64,34 64,78; 38,63 90,63; 52,84 32,99; 76,84 96,99',
  ),
  // 示
  lines('22,12 78,12; 6,38 94,38; 50,38 50,94 38,86; 28,56 8,84; 72,56 92,84'),
  // 数
  lines(
    '12,4 19,16; 46,4 38,16; 4,24 55,24; 29,4 29,44; 27,26 6,42; 31,26 52,40; ' +
      '24,48 10,76 46,97; 46,62 30,84 4,98; 2,62 56,62; 72,4 58,38; 65,22 99,22; ' +
      '89,22 79,62 56,98; 65,40 79,72 99,98',
  ),
  // 据
  lines(
    '2,24 36,24; 20,4 20,92 10,84; 2,62 36,48; 46,10 93,10 93,32 46,32; 46,10 46,52 34,98; ' +
      '50,50 99,50; 72,38 72,66; 54,66 92,66 92,97 54,97 54,66',
  ),
];

/** The bars of a digit, half as wide as high: a to f clockwise from the top, g across the middle. */
const bars: Readonly<Record<string, string>> = {
  a: '0,0 50,0',
  b: '50,0 50,50',
  c: '50,50 50,100',
  d: '0,100 50,100',
  e: '0,50 0,100',
  f: '0,0 0,50',
  g: '0,50 50,50',
};

const digits: Readonly<Record<string, string>> = {
  '0': 'abcdef',
  '1': 'bc',
  '2': 'abdeg',
  '3': 'abcdg',
  '4': 'bcfg',
  '5': 'acdfg',
  '6': 'acdefg',
  '7': 'abc',
  '8': 'abcdefg',
  '9': 'abcdfg',
  '-': 'g',
};

/** A character of a date as cameras stamp it; what is no digit or dash is a gap. */
export function dateStampStrokes(character: string): readonly Stroke[] {
  if (character === ':') return lines('20,28 20,32; 20,72 20,76');
  return Array.from(digits[character] ?? '').flatMap((bar) => lines(bars[bar] ?? ''));
}
