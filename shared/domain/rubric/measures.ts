import { itemsOf, type Scheme } from './rubric.ts';

/** Every measure that a scheme's rules and effects name. */
export function measuresOf(scheme: Pick<Scheme, 'parts' | 'effects'>): ReadonlySet<string> {
  const ofItems = itemsOf(scheme).flatMap(({ rule }) => {
    if (rule.kind === 'target') return [rule.measure];
    return rule.kind === 'count' && typeof rule.of !== 'string' ? [rule.of.measure] : [];
  });
  const ofEffects = scheme.effects.flatMap((effect) =>
    effect.when.flatMap((each) => (each.kind === 'measure' ? [each.measure] : [])),
  );
  return new Set([...ofItems, ...ofEffects]);
}
