import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintRubric } from '../../../../../shared/domain/rubric/lint/lint-rubric.ts';
import {
  rubric,
  type Condition,
  type Consequence,
  type Rubric,
} from '../../../../../shared/domain/rubric/rubric.ts';
import { score } from '../../../../../shared/domain/scoring/score.ts';
import { inputsOf, perfectUnit, register } from '../../../../support/scoring.ts';
import {
  effectOf,
  smallItem,
  smallPart,
  smallRubric,
  smallScheme,
} from '../../../../support/small-rubric.ts';

/**
 * What the lint says of effects by reasoning, the engine must bear out by scoring: an effect that never changes anything can
 * be left out, and one that never holds never acts. Effects are drawn from few conditions and consequences, so that many
 * of them are within one another.
 */
const conditions: readonly Condition[] = [
  { kind: 'incident', incident: 'leak', atLeast: 1 },
  { kind: 'incident', incident: 'leak', atLeast: 2 },
  { kind: 'incident', incident: 'fire', atLeast: 1 },
  { kind: 'measure', measure: 'register', below: 10 },
  { kind: 'measure', measure: 'register', below: 20 },
  { kind: 'measure', measure: 'register', below: 'target' },
  { kind: 'score', of: 'total', is: 'below', points: '12' },
  { kind: 'score', of: 'total', is: 'below', points: '9' },
  { kind: 'score', of: 'total', is: 'at-least', points: '9' },
  { kind: 'score', of: 'total', is: 'at-least', points: '12' },
  { kind: 'score', of: 'A', is: 'below', points: '6' },
  { kind: 'score', of: 'A1', is: 'below', points: '6' },
];
const consequences: readonly Consequence[] = [
  { kind: 'zero', of: ['A'] },
  { kind: 'zero', of: ['A1'] },
  { kind: 'zero', of: ['B', 'A1'] },
  { kind: 'cap', of: 'A', most: '5' },
  { kind: 'cap', of: 'A', most: '3' },
  { kind: 'cap', of: 'A1', most: '3' },
  { kind: 'cap', of: 'total', most: '11' },
  { kind: 'cap', of: 'total', most: '8' },
  { kind: 'take', points: '2', each: false },
  { kind: 'fix', points: '10' },
  { kind: 'fail' },
  { kind: 'veto' },
];

const someEffects = fc.array(
  fc.tuple(
    fc.uniqueArray(fc.constantFrom(...conditions), { minLength: 1, maxLength: 2 }),
    fc.uniqueArray(fc.constantFrom(...consequences), { minLength: 1, maxLength: 2 }),
  ),
  { minLength: 2, maxLength: 4 },
);

const withEffects = (effects: Rubric['schemes'][number]['effects']): Rubric =>
  smallRubric(
    smallScheme(
      [
        smallPart('A', [smallItem('A1'), smallItem('A2', { points: '2' })]),
        smallPart('B', [smallItem('B1', { points: '6' })]),
      ],
      { effects },
    ),
  );

const incident = (kind: string) => ({ kind, decidedOn: '2018-01-01', document: '文', reason: '由' });
const assessed = (points: string) => ({
  evidence: 0,
  assessments: [{ assessor: 'a1', points, reason: null }],
});
const cross = <Left, Right>(left: readonly Left[], right: readonly Right[]) =>
  left.flatMap((one) => right.map((other) => [one, other] as const));

/** Units of every kind that the conditions tell apart. */
const units = cross(
  cross([[], ['leak'], ['leak', 'leak'], ['leak', 'leak', 'fire']], [5, 15, 25]),
  cross(['2', '5', '6', '10'], ['0', '6']),
).map(([[incidents, count], [a1, b1]], index) =>
  perfectUnit({
    unit: String(index + 1).padStart(3, '0'),
    order: index + 1,
    target: 20,
    measures: register(count),
    incidents: incidents.map(incident),
    items: { A1: assessed(a1), A2: assessed('2'), B1: assessed(b1) },
  }),
);
const outcome = (rules: Rubric) =>
  score(rules, inputsOf(units)).units.map((each) => [each.unit, each.total, each.failed !== null]);

/** The rubric of these effects, or null where it is refused: for their order, or points out of reach. */
function rubricOf(drawn: readonly (readonly [Condition[], Consequence[]])[]): Rubric | null {
  try {
    return withEffects(drawn.map(([when, then], index) => effectOf(`e${index}`, then, when)));
  } catch {
    return null;
  }
}

test('an effect that is told to be idle changes no total and fails nobody, and one that never holds never acts', () => {
  let idle = 0;
  fc.assert(
    fc.property(someEffects, (drawn) => {
      const rules = rubricOf(drawn);
      fc.pre(rules !== null);
      const acted = score(rules, inputsOf(units)).units.flatMap((unit) =>
        unit.effects.map((each) => each.code),
      );
      for (const { code, path } of lintRubric(rules)) {
        const [, , , e, , t] = path;
        if (code === 'effect-never-holds') expect(acted).not.toContain(`e${e}`);
        if (code !== 'effect-never-changes' && code !== 'cap-idle') continue;
        idle += 1;
        const [scheme] = rules.schemes;
        const left = scheme!.effects.flatMap((effect, index) => {
          if (index !== e) return [effect];
          const then = t === undefined ? [] : effect.then.filter((_, place) => place !== t);
          return then.length === 0 ? [] : [{ ...effect, then }];
        });
        const without = rubric.parse({ ...rules, schemes: [{ ...scheme, effects: left }] });
        expect(outcome(without)).toEqual(outcome(rules));
      }
    }),
    { numRuns: 400, seed: 2018 },
  );
  // The draws are such that the lint has much to say.
  expect(idle).toBeGreaterThan(50);
});

test('where no line is told to be too early, whoever ends below a line has failed', () => {
  let early = 0;
  fc.assert(
    fc.property(someEffects, fc.constantFrom('9', '12'), fc.nat(4), (drawn, points, place) => {
      const line: [Condition[], Consequence[]] = [
        [{ kind: 'score', of: 'total', is: 'below', points }],
        [{ kind: 'fail' }],
      ];
      const at = Math.min(place, drawn.length);
      const rules = rubricOf([...drawn.slice(0, at), line, ...drawn.slice(at)]);
      fc.pre(rules !== null);
      const told = lintRubric(rules).some((each) => each.code === 'line-too-early' && each.path[3] === at);
      if (told) early += 1;
      else {
        for (const unit of score(rules, inputsOf(units)).units) {
          if (Number(unit.total) < Number(points)) expect(unit.failed).not.toBeNull();
        }
      }
    }),
    { numRuns: 400, seed: 2018 },
  );
  expect(early).toBeGreaterThan(50);
});
