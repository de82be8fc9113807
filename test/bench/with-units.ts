import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';

/** Makes a year one of so many units: its own, and as many like the first as are wanted beside them. */
export function withUnits(wanted: number): (year: CycleDefinition) => CycleDefinition {
  return (year) => {
    const [like] = year.units;
    if (like === undefined) throw new Error('The year has no unit');
    const more = Array.from({ length: Math.max(0, wanted - year.units.length) }, (_, place) => {
      const order = year.units.length + place + 1;
      return { ...like, id: String(order + 1_000), order, name: `第${order}单位` };
    });
    return { ...year, units: [...year.units, ...more] };
  };
}
