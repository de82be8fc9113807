import { rubric, type Item, type Part, type Rubric, type Scheme } from '../../shared/domain/rubric/rubric.ts';
import { multiply, parseExact, sum, toPoints } from '../../shared/domain/scoring/exact.ts';

/** Small made-up rubrics, of which a test states only what it is about. */

const label = (name: string) => ({ zh: `${name}项`, en: name });

export function smallItem(code: string, over: Partial<Item> = {}): Item {
  return {
    code,
    label: label(code),
    points: '10',
    assessor: 'county-office',
    evidence: 'optional',
    rule: { kind: 'graded', levels: [] },
    causes: [],
    notApplicable: null,
    guidance: label(code),
    ...over,
  };
}

export function smallPart(code: string, items: readonly Item[], over: Partial<Part> = {}): Part {
  return { code, label: label(code), kind: 'points', weight: '1', most: null, items: [...items], ...over };
}

/** One scheme whose total is what its parts come to. */
export function smallScheme(parts: readonly Part[], over: Partial<Scheme> = {}): Scheme {
  const worth = (part: Part) =>
    multiply(sum(part.items.map((item) => parseExact(item.points))), parseExact(part.weight));
  return {
    id: 'all',
    label: label('all'),
    classes: 'all',
    total: toPoints(sum(parts.filter((part) => part.kind === 'points').map(worth))),
    limits: { least: '0', most: null },
    parts: [...parts],
    effects: [],
    bands: [],
    ...over,
  };
}

/** A rubric of these schemes, checked as a file would be. */
export function smallRubric(schemes: Scheme | readonly Scheme[], over: Partial<Rubric> = {}): Rubric {
  return rubric.parse({
    format: 'biaochi-rubric/1',
    id: 'small',
    version: 1,
    title: label('small'),
    source: label('small'),
    rounding: { at: 'item', places: 2, mode: 'half-up' },
    cityDeductionFactor: null,
    ...over,
    schemes: 'parts' in schemes ? [schemes] : schemes,
  });
}

/** A target over the year for the register; a test changes what it is about. */
export function targetRule(
  over: Partial<Extract<Item['rule'], { kind: 'target' }>> = {},
): Extract<Item['rule'], { kind: 'target' }> {
  return {
    kind: 'target',
    measure: 'register',
    per: 'year',
    wanted: 'unit',
    shortfall: { every: 1, points: '0.1', most: null },
    blank: null,
    bonus: null,
    ...over,
  };
}

type Effect = Scheme['effects'][number];

/** An effect that follows a leak, unless told otherwise. */
export function effectOf(
  code: string,
  then: Effect['then'],
  when: Effect['when'] = [{ kind: 'incident', incident: 'leak', atLeast: 1 }],
): Effect {
  return { code, label: label(code), when, then };
}

/** A unit fails below so many points of something. */
export function lineOf(code: string, of: string, points: string): Effect {
  return effectOf(code, [{ kind: 'fail' }], [{ kind: 'score', of, is: 'below', points }]);
}
