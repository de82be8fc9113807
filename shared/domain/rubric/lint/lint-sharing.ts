import { add, compareExact, parseExact, times, toPoints } from '../../scoring/exact.ts';
import { sharePoints } from '../../scoring/share-points.ts';
import { note, warning, type Finding } from './finding.ts';
import { itemsWithPaths, unitWithNothing, type LookedAt } from './looked-at.ts';

/** An item that can come to weigh three times its own points decides more than it was made for. */
const manyTimes = 3;

/** What becomes of the points when everything that may be not applicable is. */
export function lintSharing(looked: LookedAt): Finding[] {
  if (!looked.of.sharing) return [];
  const items = itemsWithPaths(looked);
  const giving = items.filter(({ of }) => of.part.kind === 'points');
  if (giving.every(({ of }) => of.item.notApplicable !== null)) {
    return [
      warning(
        'all-may-be-left-out',
        looked.path,
        '每个给分项目都可以不适用：要是都不适用，这个单位就没有满分可言了。请至少留一项人人适用。',
        'Every item that gives points may be left out; a unit without any would have no full marks at all. Let at least one apply to everybody.',
      ),
    ];
  }
  const without = Object.fromEntries(
    giving.flatMap(({ of }) =>
      of.item.notApplicable === null ? [] : [[of.item.code, { evidence: 0, notApplicable: { reason: '' } }]],
    ),
  );
  const shares = sharePoints(looked.of, { ...unitWithNothing(looked, 0), items: without });
  return giving.flatMap(({ of, path }) => {
    const share = shares.get(of.item.code);
    if (share === undefined || compareExact(share.factor, times(parseExact('1'), manyTimes)) < 0) return [];
    const worth = toPoints(add(of.full, share.extra));
    return [
      note(
        'one-carries-others',
        path,
        `${share.from.join('、')} 都不适用时，${of.item.code} 从 ${of.item.points} 分变成 ${worth} 分：一项顶了几项，评得稍有出入就差很多。`,
        `Where ${share.from.join(', ')} do not apply, ${of.item.code} grows from ${of.item.points} to ${worth}: small differences in it weigh a lot.`,
        { item: of.item.code, points: of.item.points, grown: worth },
      ),
    ];
  });
}
