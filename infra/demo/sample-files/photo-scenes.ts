import type { Canvas, Colour } from './canvas.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a photograph may show: the channels that units photograph as evidence. */
export const photoScenes = ['notice-board', 'screen', 'handbook'] as const;
export type PhotoScene = (typeof photoScenes)[number];

const white = 0xf4f3ee;
const ink = 0x5c5c62;
const red = 0xb02022;

/** Draws a scene over the whole picture. */
export function drawScene(canvas: Canvas, scene: PhotoScene, random: SeededRandom): void {
  switch (scene) {
    case 'notice-board':
      return drawNoticeBoard(canvas, random);
    case 'screen':
      return drawScreen(canvas, random);
    case 'handbook':
      return drawHandbook(canvas, random);
  }
}

/** A framed board on a wall with sheets of paper pinned to it, some with a red head. */
function drawNoticeBoard(canvas: Canvas, random: SeededRandom): void {
  const { width, height } = canvas;
  shade(canvas, random.pick([0xc6beb0, 0xb0b8be, 0xcec8b8]));
  canvas.fill(24, 22, width - 48, height - 60, 0x624228);
  canvas.fill(32, 30, width - 64, height - 76, random.pick([0x3a684a, 0x40547c, 0x8e3430]));
  const columns = random.between(3, 4);
  const room = Math.floor((width - 80) / columns);
  for (let sheet = 0; sheet < columns * 2; sheet += 1) {
    const x = 42 + (sheet % columns) * room + random.between(0, 6);
    const y = 38 + Math.floor(sheet / columns) * 82 + random.between(0, 6);
    drawSheet(canvas, random, x, y, room - random.between(12, 20), random.between(62, 74));
  }
}

/** A lit screen on a stand in a hall. */
function drawScreen(canvas: Canvas, random: SeededRandom): void {
  const { width, height } = canvas;
  shade(canvas, random.pick([0x787c82, 0x68625e, 0x565c68]));
  canvas.fill(width / 2 - 14, height - 66, 28, 66, 0x28282c);
  canvas.fill(30, 20, width - 60, height - 80, 0x121214);
  canvas.fill(38, 28, width - 76, height - 96, random.pick([0x10367a, 0x185468, 0x6e161a]));
  canvas.fill(38, 28, width - 76, 22, red);
  writing(canvas, random, {
    x: 52,
    y: 62,
    width: width - 104,
    lines: random.between(9, 12),
    pitch: 8,
    colour: 0xe8dc96,
  });
}

/** A handbook on a desk. */
function drawHandbook(canvas: Canvas, random: SeededRandom): void {
  const { width, height } = canvas;
  shade(canvas, random.pick([0x96704a, 0x7e6046, 0xa88c68]));
  const [x, y] = [random.between(66, 92), random.between(18, 28)];
  canvas.fill(x + 6, y + 6, 160, height - 58, 0x3c2e22);
  canvas.fill(x, y, 160, height - 58, random.pick([0xbc2826, 0x245c96, 0xe8e2d0]));
  canvas.fill(x, y, 12, height - 58, 0x3c3c40);
  canvas.fill(x + 32, y + 26, 106, 44, white);
  writing(canvas, random, { x: x + 40, y: y + 36, width: 90, lines: 3, pitch: 9, colour: red });
  writing(canvas, random, { x: x + 40, y: y + 120, width: 90, lines: 4, pitch: 9, colour: 0x9a8c5a });
  canvas.fill(random.between(6, 20), random.between(40, height - 90), 8, 70, 0x1e2234); // a pen
  canvas.fill(width - 46, random.between(30, 60), 26, 26, white); // a slip of paper
}

function drawSheet(
  canvas: Canvas,
  random: SeededRandom,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  canvas.fill(x + 2, y + 2, width, height, 0x282828);
  canvas.fill(x, y, width, height, white);
  const official = random.between(0, 2) === 0;
  canvas.fill(x + 6, y + 6, width - 12, official ? 5 : 3, official ? red : ink);
  writing(canvas, random, {
    x: x + 6,
    y: y + 18,
    width: width - 12,
    lines: Math.floor((height - 24) / 6),
    pitch: 6,
    colour: ink,
  });
}

/** Lines of blocks that look like print from where the photographer stood. */
function writing(
  canvas: Canvas,
  random: SeededRandom,
  at: Readonly<{ x: number; y: number; width: number; lines: number; pitch: number; colour: Colour }>,
): void {
  for (let line = 0; line < at.lines; line += 1) {
    const end = at.x + (line === at.lines - 1 ? Math.floor(at.width / 2) : at.width);
    for (let x = at.x + (line === 0 ? 8 : 0); x < end; x += at.pitch - 1) {
      if (random.between(0, 9) > 0)
        canvas.fill(x, at.y + line * at.pitch, at.pitch - 3, at.pitch - 3, at.colour);
    }
  }
}

/** A wall or a table top, lighter toward the top as under a ceiling lamp. */
function shade(canvas: Canvas, colour: Colour): void {
  for (let y = 0; y < canvas.height; y += 4) {
    const light = 1.12 - (0.3 * y) / canvas.height;
    const lit = (shift: number) => Math.min(255, Math.round(((colour >> shift) & 255) * light)) << shift;
    canvas.fill(0, y, canvas.width, 4, lit(16) | lit(8) | lit(0));
  }
}
