import { markup, type Html } from './html.ts';

/**
 * Pictures are drawn in floating point, which only moves ink: every figure printed in them is text from the result.
 * They are drawn at the size of a phone's screen, so that their writing stays readable there.
 */

/** How many units lie between two totals. */
export type Band = Readonly<{ from: number; to: number; units: number }>;

/**
 * Sorts totals into bands of `step` points, from the band of the lowest total up to `maximum`. A total on a border belongs to
 * the higher band, the maximum itself to the last.
 */
export function bands(totals: readonly number[], step: number, maximum: number): readonly Band[] {
  const first = Math.floor(Math.min(maximum, ...totals) / step);
  const last = Math.ceil(maximum / step) - 1;
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const from = (first + index) * step;
    const isLast = first + index === last;
    const to = isLast ? maximum : from + step;
    return { from, to, units: totals.filter((total) => total >= from && (total < to || isLast)).length };
  });
}

/** One class of units in the picture of classes. */
export type Strip = Readonly<{ label: string; totals: readonly number[]; mean: number | null }>;

/** Where the picture of classes stands on the scale of totals, and how tall it is to be in its own units. */
export type StripScale = Readonly<{ from: number; to: number; base: number; height: number }>;

const dotRadius = 4.5;
const dotPitch = 8;

/**
 * One line for each class: a dot for every unit on the scale of totals, an upright stroke at the mean. Dots that would cover
 * each other move off the line, as far as the class has room.
 */
export function strips(of: readonly Strip[], scale: StripScale, alternative: string): Html {
  const left = 48;
  const right = 392;
  const row = Math.max(44, place(scale.height / Math.max(1, of.length)));
  const floor = of.length * row + 4;
  const x = (total: number) =>
    place(left + ((total - scale.from) / (scale.to - scale.from || 1)) * (right - left));
  const ticks = Array.from(
    { length: Math.floor((scale.to - scale.from) / 20) + 1 },
    (_, index) => scale.from + index * 20,
  );
  const lines = ticks.map(
    (tick) => markup`<line class="axis" x1="${x(tick)}" y1="4" x2="${x(tick)}" y2="${floor}"></line>
<text class="tick" x="${x(tick)}" y="${floor + 17}" font-size="12" text-anchor="middle">${tick}</text>
`,
  );
  const classes = of.map((strip, index) => {
    const y = place(index * row + row / 2 + 4);
    const dots = spread(strip.totals.map(x), row).map(
      (dot) =>
        markup`<circle class="dot" cx="${dot.x}" cy="${place(y + dot.off)}" r="${dotRadius}"></circle>`,
    );
    const mean = strip.mean === null ? null : x(strip.mean);
    return markup`<text x="0" y="${place(y + 5)}" font-size="13">${strip.label}</text>
${dots}
${mean !== null && markup`<line class="mean" x1="${mean}" y1="${place(y - row / 2 + 6)}" x2="${mean}" y2="${place(y + row / 2 - 6)}"></line>`}
`;
  });
  const full = markup`<line class="full" x1="${x(scale.base)}" y1="4" x2="${x(scale.base)}" y2="${floor}"></line>`;
  return svg(
    404,
    place(floor + 24),
    alternative,
    markup`${lines}${full}
${classes}`,
  );
}

/** Moves dots off the line where they would touch: each takes the level nearest the line that is still free there. */
function spread(places: readonly number[], row: number): readonly Readonly<{ x: number; off: number }>[] {
  const room = Math.floor((row / 2 - dotRadius - 4) / dotPitch);
  const levels = Array.from({ length: 2 * room + 1 }, (_, level) => ({
    off: (level % 2 === 0 ? 1 : -1) * Math.ceil(level / 2) * dotPitch,
    taken: Number.NEGATIVE_INFINITY,
  }));
  return [...places]
    .sort((a, b) => a - b)
    .map((x) => {
      const free = levels.find((level) => x - level.taken >= dotPitch);
      if (free === undefined) return { x, off: 0 };
      free.taken = x;
      return { x, off: free.off };
    });
}

/** Twelve columns, January to December, each with its figure. */
export function monthBars(months: readonly number[], alternative: string): Html {
  const floor = 116;
  const slot = 30;
  const most = Math.max(1, ...months);
  const columns = months.map((count, index) => {
    const tall = (count / most) * (floor - 20);
    const middle = (index + 0.5) * slot;
    return markup`<rect class="bar" x="${index * slot + 6}" y="${place(floor - tall)}" width="${slot - 12}" height="${place(tall)}"></rect>
<text x="${middle}" y="${place(floor - tall - 5)}" font-size="11" text-anchor="middle">${count}</text>
<text class="tick" x="${middle}" y="${floor + 16}" font-size="11" text-anchor="middle">${index + 1}月</text>
`;
  });
  return svg(
    360,
    138,
    alternative,
    markup`<line class="axis" x1="0" y1="${floor}" x2="360" y2="${floor}"></line>
${columns}`,
  );
}

/** How much of a maximum was reached: an ornament beside the figures, hidden from screen readers. */
export function meter(share: number): Html {
  const filled = place(Math.min(1, Math.max(0, share)) * 100);
  return markup`<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="bar rest" width="100" height="6"></rect><rect class="bar" width="${filled}" height="6"></rect></svg>`;
}

function svg(width: number, height: number, alternative: string, drawing: Html): Html {
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${alternative}">
${drawing}</svg>`;
}

/** Two decimals are finer than any screen or printer, and keep the bytes the same on every machine. */
function place(at: number): number {
  return Math.round(at * 100) / 100;
}
