import { compareExact, isZero, parseExact, ratio, rounded, times, toPoints } from '../../scoring/exact.ts';
import { note, type Finding, type FindingPath } from './finding.ts';
import type { LookedAt } from './looked-at.ts';

/** A part of less than a fiftieth of full marks hardly moves a rank. */
const trivialOf = 50;

/** Parts too small to matter, and limits that leave an item's points out of reach. */
export function lintParts(looked: LookedAt): Finding[] {
  return looked.of.parts.flatMap((part, p) => {
    const path = [...looked.path, 'parts', p];
    return [...trivial(looked, part, path), ...limitBelowItem(part, path)];
  });
}

type CompiledPart = LookedAt['of']['parts'][number];

function trivial({ of }: LookedAt, { part, maximum }: CompiledPart, path: FindingPath): Finding[] {
  if (isZero(maximum) || compareExact(times(maximum, trivialOf), of.base) >= 0) return [];
  const share = toPoints(rounded(times(ratio(maximum, of.base), 100), 1, 'half-up'));
  return [
    note(
      'part-trivial',
      path,
      `“${part.label.zh}”（${part.code}）乘权重以后一共只有 ${toPoints(maximum)} 分，占满分的 ${share}%，几乎不影响名次。`,
      `Part ${part.code} comes to ${toPoints(maximum)} points after its weight, ${share}% of full marks: it hardly moves a rank.`,
      { points: toPoints(maximum), percent: share },
    ),
  ];
}

function limitBelowItem({ part, most }: CompiledPart, path: FindingPath): Finding[] {
  if (most === null) return [];
  const [zhDoes, enDoes] = part.kind === 'deductions' ? ['扣', 'take'] : ['加', 'give'];
  return part.items.flatMap((item, i) =>
    compareExact(parseExact(item.points), most) <= 0
      ? []
      : [
          note(
            'part-limit-below-item',
            [...path, 'items', i, 'points'],
            `${item.code} 写着最多${zhDoes} ${item.points} 分，所在的 ${part.code} 类合计最多只${zhDoes} ${toPoints(most)} 分，单这一项就到不了。`,
            `${item.code} says it can ${enDoes} ${item.points}, but part ${part.code} can ${enDoes} only ${toPoints(most)} in all: the item’s own points are out of reach.`,
          ),
        ],
  );
}
