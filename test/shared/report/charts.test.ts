import { describe, expect, it } from 'vitest';
import { bands, meter, monthBars, strips } from '../../../shared/report/charts.ts';
import { byName, findAll, parseHtml } from './read-back.ts';

describe('bands of totals', () => {
  it('put a total on a border into the higher band, and full marks with what goes on top into the last', () => {
    const found = bands([0, 79.99, 80, 84.9, 100, 104], 5, 104);
    expect(found[0]).toEqual({ from: 0, to: 5, units: 1 });
    expect(found.filter((band) => band.units > 0)).toEqual([
      { from: 0, to: 5, units: 1 },
      { from: 75, to: 80, units: 1 },
      { from: 80, to: 85, units: 2 },
      { from: 100, to: 104, units: 2 },
    ]);
  });

  it('begin at the band of the lowest total, so that a year without failures is not mostly empty', () => {
    expect(bands([88], 5, 100).map((band) => band.from)).toEqual([85, 90, 95]);
  });

  it('are none for no totals', () => {
    expect(bands([], 5, 100)).toEqual([]);
  });
});

describe('pictures', () => {
  const scale = { from: 0, to: 110, base: 100, height: 200 };

  it('show a dot for every unit inside the frame, also where many totals are equal', () => {
    const picture = parseHtml(
      strips([{ label: '部门', totals: Array.from({ length: 60 }, () => 80), mean: 80 }], scale, '分布')
        .source,
    );
    const dots = byName(picture, 'circle');
    expect(dots).toHaveLength(60);
    const places = dots.map((dot) => Number(dot.attributes.cy));
    expect(Math.min(...places)).toBeGreaterThan(4);
    expect(Math.max(...places)).toBeLessThan(204);
  });

  it('carry their text alternative', () => {
    for (const drawn of [
      strips([], scale, '没有单位'),
      monthBars([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], '各月'),
    ]) {
      const [picture] = findAll(parseHtml(drawn.source), (element) => element.name === 'svg');
      expect(picture?.attributes.role).toBe('img');
      expect(picture?.attributes['aria-label']).toMatch(/没有单位|各月/);
    }
  });

  it.each([
    [-1, '0'],
    [0.425, '42.5'],
    [1.16, '100'],
  ])(
    'fill a meter of share %d to %s of 100: a bonus or a negative value never leaves the frame',
    (share, width) => {
      expect(byName(parseHtml(meter(share).source), 'rect')[1]?.attributes.width).toBe(width);
    },
  );
});
