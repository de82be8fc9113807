import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  deduction,
  type Deduction,
  type DeductionStatus,
} from '../../../../shared/domain/assessment/deduction.ts';
import {
  answerReply,
  correctDeduction,
  countsOn,
  deductionTransitions,
  replyToDeduction,
  requireNothingOpen,
  stillOpen,
  tellDeduction,
  withdrawDeduction,
} from '../../../../shared/domain/assessment/deduction-life.ts';
import { noon, sampleId } from '../../../support/builders.ts';

const entry = {
  unit: '002',
  points: '1.5',
  fact: '未公开',
  document: null,
  happenedOn: '2018-05-02',
  links: [],
};
const draft: Deduction = {
  cycle: '2018',
  body: 'civil-affairs',
  id: sampleId(3),
  item: 'D3',
  ...entry,
  recordedAt: noon,
  status: 'draft',
};
const replyBy = '2018-06-22';
const told = tellDeduction(draft, noon, replyBy);
const said = { text: '已补公开', evidence: [sampleId(7)], at: noon };
const replied = replyToDeduction(told, said, replyBy);
const answered = answerReply(replied, { points: '1', reason: '补公开属实' }, noon);
const inState: Readonly<Record<DeductionStatus, Deduction>> = {
  draft,
  told,
  replied,
  answered,
  withdrawn: withdrawDeduction(told, '记错了', noon),
};
const states = ['draft', 'told', 'replied', 'answered', 'withdrawn'] as const;
const moves: Readonly<Record<keyof typeof deductionTransitions, (of: Deduction) => Deduction>> = {
  correct: (of) => correctDeduction(of, { ...entry, points: '2' }),
  tell: (of) => tellDeduction(of, noon, replyBy),
  reply: (of) => replyToDeduction(of, said, replyBy),
  answer: (of) => answerReply(of, { points: null, reason: '维持' }, noon),
  withdraw: (of) => withdrawDeduction(of, '记错了', noon),
};
const allowed = {
  correct: ['draft'],
  tell: ['draft'],
  reply: ['told', 'replied'],
  answer: ['replied'],
  withdraw: ['draft', 'told', 'replied', 'answered'],
} as const satisfies Readonly<Record<keyof typeof moves, readonly DeductionStatus[]>>;
const names = ['correct', 'tell', 'reply', 'answer', 'withdraw'] as const;

describe('the life of a deduction', () => {
  const pairs = names.flatMap((name) => states.map((state) => [name, state] as const));
  test.each(pairs)('%s from %s', (name, state) => {
    const from: readonly DeductionStatus[] = allowed[name];
    const act = () => moves[name](inState[state]);
    if (from.includes(state)) expect(deduction.parse(act())).toEqual(act());
    else expect(act).toThrow(expect.objectContaining({ code: 'deduction-wrong-state' }));
  });

  test('the table in the source says the same as the one written out here', () => {
    expect(deductionTransitions).toEqual(allowed);
  });

  test('whatever is done in whatever order, points never grow after the unit was told, and what was withdrawn stays so', () => {
    const day = fc.constantFrom('2018-06-20', replyBy, '2018-06-23');
    const step = fc.tuple(fc.constantFrom(...names), fc.constantFrom('0.5', '1', '1.5', '2', null), day);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let of: Deduction = draft;
        let most: number | null = null;
        for (const [name, points, today] of steps) {
          const before = of;
          try {
            of =
              name === 'answer'
                ? answerReply(of, { points, reason: '理由' }, noon)
                : name === 'reply'
                  ? replyToDeduction(of, said, today)
                  : name === 'correct'
                    ? correctDeduction(of, { ...entry, points: points ?? '1.5' })
                    : moves[name](of);
          } catch {
            expect(of).toBe(before);
          }
          if (before.status === 'withdrawn') expect(of).toBe(before);
          if (of.status !== 'draft') {
            if (most !== null) expect(Number(of.points)).toBeLessThanOrEqual(most);
            most = Number(of.points);
          }
          expect(countsOn(of, today) && stillOpen(of, today) !== null).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a unit’s days', () => {
  test('last through the whole of the last one, and not a day longer', () => {
    expect(replyToDeduction(told, said, replyBy).status).toBe('replied');
    expect(() => replyToDeduction(told, said, '2018-06-23')).toThrow(
      expect.objectContaining({ code: 'deduction-reply-too-late', details: { replyBy } }),
    );
  });

  test('keep the deduction from counting until they are over, unless the reply was answered before', () => {
    expect(countsOn(told, replyBy)).toBe(false);
    expect(countsOn(told, '2018-06-23')).toBe(true);
    expect(countsOn(answered, '2018-06-16')).toBe(true);
    expect(countsOn(replied, '2018-12-31')).toBe(false);
    expect(countsOn(draft, '2018-12-31')).toBe(false);
    expect(countsOn(inState.withdrawn, '2018-12-31')).toBe(false);
  });
});

describe('an answer', () => {
  test.each(['1.5', '1.6', '0', '0.0'])(
    'cannot reduce 1.5 to %s: less, and more than nothing, which is withdrawing',
    (points) => {
      expect(() => answerReply(replied, { points, reason: '理由' }, noon)).toThrow(
        expect.objectContaining({ code: 'points-out-of-range' }),
      );
    },
  );

  test('says what was taken before', () => {
    expect(answered).toMatchObject({ points: '1', answer: { decision: 'reduced', was: '1.5' } });
  });
});

describe('handing in', () => {
  test('waits for drafts, running days and unanswered replies, and says how many and until when', () => {
    expect(() => requireNothingOpen([draft, told, replied, answered, inState.withdrawn], replyBy)).toThrow(
      expect.objectContaining({
        code: 'deductions-open',
        details: { drafts: 1, running: 1, unanswered: 1, last: replyBy },
      }),
    );
  });

  test('goes on when nothing is open, and with no deduction at all', () => {
    requireNothingOpen([told, answered, inState.withdrawn], '2018-06-23');
    requireNothingOpen([], replyBy);
    expect(() => requireNothingOpen([draft], '2018-06-23')).toThrow(
      expect.objectContaining({ details: { drafts: 1, running: 0, unanswered: 0, last: '—' } }),
    );
  });
});
