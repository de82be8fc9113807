import type { Cycle, Unit } from '../../domain/cycle/cycle.ts';
import { countRegister } from '../../domain/register/count-register.ts';
import type { RegisterRow } from '../../domain/register/register-row.ts';
import { itemsOf, schemeFor } from '../../domain/rubric/rubric.ts';
import { compileRubric } from '../../domain/scoring/compile-rubric.ts';
import { scoreUnit } from '../../domain/scoring/score-unit.ts';
import type { Store } from '../../ports/store.ts';
import { loadRubric } from '../rubric/load-rubric.ts';

/** What the rubric gives a unit for its register: for which item, and how many points at each count. */
export type PointsAtCount = Readonly<{ item: string; pointsAt: (count: number) => string }>;

/**
 * The engine's answer for the item that the register is counted for, everything else about the unit left out: incidents and
 * other items are not part of this question.
 * @returns null when the unit's rubric counts the register for no item
 */
export async function pointsAtCount(
  store: Store,
  cycle: Cycle,
  unit: Unit,
  rows: readonly RegisterRow[],
): Promise<PointsAtCount | null> {
  const { rubric } = (await loadRubric(store, cycle.id, cycle.rubric.version)).value;
  const scheme = schemeFor(rubric, unit.class);
  const item = scheme === null ? undefined : itemsOf(scheme).find(countsRegister)?.code;
  if (item === undefined) return null;

  const rules = compileRubric(rubric);
  const { registered, notCounted, months, columns } = countRegister(rows, cycle);
  const measure = {
    registered,
    notCounted: { ...notCounted },
    months: [...months],
    columns: Object.fromEntries(
      Object.entries(columns).map(([id, column]) => [
        id,
        { count: column.count, months: [...column.months] },
      ]),
    ),
  };
  const nothingElse = { parent: null, items: {}, incidents: [], cityDeductions: [] };
  const { id, order, name, target } = unit;
  const about = { unit: id, order, name, class: unit.class, target, ...nothingElse };
  return {
    item,
    pointsAt: (count) => {
      const scored = scoreUnit(rules, { ...about, measures: { register: { ...measure, count } } });
      return scored.items.find((each) => each.code === item)?.points ?? '0';
    },
  };
}

function countsRegister({ rule }: ReturnType<typeof itemsOf>[number]): boolean {
  return rule.kind === 'target' && rule.measure === 'register';
}
