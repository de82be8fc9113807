import type { Item } from '../domain/rubric/rubric.ts';
import type { ItemResult, UnitResult } from '../domain/scoring/result.ts';
import { writeCsv, type CsvColumn } from './csv.ts';
import type { ReportModel } from './model.ts';

/** One line for each unit, in the order of the ranking. Field names are stable: readers' programs go by them. */
export function rankingCsv(model: ReportModel): string {
  const { result } = model.input;
  const parts = model.parts.map((part): CsvColumn<UnitResult> => ({
    name: `part_${part.code}`,
    kind: 'number',
    value: (unit) => unit.parts.find((each) => each.code === part.code)?.points ?? null,
  }));
  return writeCsv<UnitResult>(
    [
      { name: 'rank', kind: 'number', value: (unit) => unit.rank },
      { name: 'class_rank', kind: 'number', value: (unit) => unit.classRank },
      { name: 'unit', kind: 'text', value: (unit) => unit.unit },
      { name: 'name', kind: 'text', value: (unit) => unit.name },
      { name: 'class', kind: 'text', value: (unit) => unit.class },
      { name: 'target', kind: 'number', value: (unit) => unit.target },
      { name: 'counted', kind: 'number', value: (unit) => model.registerOf(unit.unit)?.count ?? null },
      { name: 'total', kind: 'number', value: (unit) => unit.total },
      { name: 'raw_total', kind: 'number', value: (unit) => unit.raw },
      ...parts,
      { name: 'city_deduction', kind: 'number', value: (unit) => model.cityPointsOf(unit) },
      { name: 'band', kind: 'text', value: (unit) => unit.band?.id ?? null },
      { name: 'failed', kind: 'text', value: (unit) => unit.failed?.code ?? null },
      { name: 'effects', kind: 'text', value: (unit) => unit.effects.map((effect) => effect.code).join(' ') },
    ],
    result.units,
  );
}

/** One line for each item of each unit, units in annex order. */
export function itemsCsv(model: ReportModel): string {
  return writeCsv<ScoredItem>(
    [
      { name: 'unit', kind: 'text', value: ({ unit }) => unit.unit },
      { name: 'name', kind: 'text', value: ({ unit }) => unit.name },
      { name: 'item', kind: 'text', value: ({ item }) => item.code },
      { name: 'label', kind: 'text', value: ({ item }) => item.label.zh },
      { name: 'rule', kind: 'text', value: ({ item }) => item.rule.kind },
      { name: 'points', kind: 'number', value: ({ scored }) => scored.points },
      { name: 'maximum', kind: 'number', value: ({ scored }) => scored.maximum },
      { name: 'bonus', kind: 'number', value: ({ scored }) => scored.bonus },
      { name: 'no_evidence', kind: 'number', value: ({ scored }) => (scored.noEvidence ? 1 : 0) },
      { name: 'reason', kind: 'text', value: ({ scored }) => scored.reason.zh },
      { name: 'raise', kind: 'text', value: ({ scored }) => scored.raise?.change.zh ?? null },
      { name: 'raise_by', kind: 'number', value: ({ scored }) => scored.raise?.by ?? null },
    ],
    scoredItems(model),
  );
}

type ScoredItem = Readonly<{ unit: UnitResult; item: Item; scored: ItemResult }>;

function* scoredItems(model: ReportModel): Generator<ScoredItem> {
  for (const unit of model.inAnnexOrder) {
    for (const scored of unit.items) {
      const item = model.itemOf(unit, scored.code);
      if (item !== null) yield { unit, item, scored };
    }
  }
}
