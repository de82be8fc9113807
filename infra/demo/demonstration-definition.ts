import type { CycleDefinition } from '../../shared/domain/cycle/cycle.ts';

/** Shortened for the demonstration: a real year gives lead bodies two weeks. */
const handInSeconds = 20;

/** A year's definition as the demonstration plays it: named as one, marked as one on every page, and with little time to hand in. */
export function demonstrationOf(definition: CycleDefinition): CycleDefinition {
  const { cycle } = definition;
  return {
    ...definition,
    cycle: {
      ...cycle,
      title: `${cycle.title}（演示数据）`,
      demonstration: true,
      settings: { ...cycle.settings, handInSeconds },
    },
  };
}
