import { beforeEach, describe, expect, test } from 'vitest';
import { beginNextCycle } from '../../../../shared/app/cycle/begin-next-cycle.ts';
import {
  answerProblem,
  getProblemLetter,
  issueProblemLetters,
  listProblemLetters,
  reportProblem,
} from '../../../../shared/app/problems/problem-letters.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../../../shared/app/re-evaluation/withdraw-report.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import {
  compareExact,
  parseExact,
  subtract,
  sum,
  toPoints,
  zero,
} from '../../../../shared/domain/scoring/exact.ts';
import { result } from '../../../../shared/domain/scoring/result.ts';
import { inYear, publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { signer } from '../../../support/signer.ts';
import { asked, changes, people } from '../world.ts';

let year: FilledYear;
beforeEach(async () => {
  year = await publishedYear();
});
const in002 = { ...inYear, unit: '002' };
const issue = (mendBy = '2019-06-30', cycle = '2018') =>
  issueProblemLetters({ ...year.world, runs: year.machine.runs })(asked(people.admin, { cycle }, { mendBy }));
const letter = async (unit = '002', cycle = '2018', member: Member = people.admin) =>
  getProblemLetter(year.world)(asked(member, { cycle, unit }, undefined));
const say = (problem: string, text = '已补办', member: Member = people.clerk002) =>
  reportProblem(year.world)(asked(member, { ...in002, problem }, { text }));
const answer = (problem: string, mended: boolean, text: string | null, member: Member = people.reviewer) =>
  answerProblem(year.world)(asked(member, { ...in002, problem }, { mended, text }));
const statusOf = async (code: string) =>
  (await letter()).letter?.problems.find((each) => each.code === code)?.status;

describe('problem letters', () => {
  test('say for each unit what was lost, why, and the smallest change that would have raised it, the most first', async () => {
    const { issued, items, figures } = await issue();
    const { units } = result.parse(
      JSON.parse(
        year.machine.runs.text(storageKeys.runFile({ ...inYear, run: '0001', file: 'result.json' })),
      ),
    );
    expect(issued).toBe(units.length);
    expect(figures).toMatchObject({ units: units.length, reported: 0, mended: 0, overdue: 0 });
    for (const { unit, problems } of items) {
      const scored = units.find((each) => each.unit === unit)!;
      // Whatever is not on the letter is not missing from full marks either: base less what is listed is the total without bonus.
      const lost = sum(problems.map((each) => parseExact(each.lost)));
      const missing = sum(
        scored.items.flatMap(({ maximum, points }) => {
          const gap = subtract(parseExact(maximum), parseExact(points));
          return compareExact(gap, zero) > 0 ? [gap] : [];
        }),
      );
      expect(toPoints(lost)).toBe(toPoints(missing));
      const values = problems.map((each) => parseExact(each.lost));
      expect([...values].sort((a, b) => compareExact(b, a))).toEqual(values);
    }
    const of002 = items.find(({ unit }) => unit === '002')!;
    expect(of002.problems.find(({ code }) => code === 'D3')).toMatchObject({ lost: '1.5', status: 'open' });
    expect(of002.problems.find(({ code }) => code === 'C6')).toMatchObject({ lost: '5' });
    expect(of002.problems.find(({ code }) => code === 'A1')?.mend?.zh).toMatch(/佐证材料/);
  });

  test('go from open to reported to mended, or open again with what is missing; each word of it is on record', async () => {
    await issue();
    await say('C6');
    expect(await statusOf('C6')).toBe('reported');
    await answer('C6', false, '还缺财政预决算');
    expect((await letter()).letter?.problems.find(({ code }) => code === 'C6')).toMatchObject({
      status: 'open',
      report: { text: '已补办' },
      answer: { text: '还缺财政预决算' },
    });
    await say('C6', '已补预决算');
    await answer('C6', true, null);
    expect(await statusOf('C6')).toBe('mended');
    const stream = streams.problems('2018', '002');
    expect(await changes(year.world, stream)).toBe(5);
    await answer('C6', true, null);
    expect(await changes(year.world, stream)).toBe(5);
    await expect(say('C6')).rejects.toMatchObject({ code: 'problem-wrong-state' });
  });

  test.each([
    ['one that nobody has reported', () => answer('C6', true, null), 'problem-wrong-state'],
    ['one that is not on the letter', () => say('Z9'), 'problem-unknown'],
    ['another unit’s', () => say('C6', '已办', people.clerk015), 'not-your-unit'],
    ['one’s own unit’s', () => answer('C6', true, null, people.reviewerFrom002), 'recused'],
  ])('to answer or report %s is refused', async (_, call, code) => {
    await issue();
    await expect(call()).rejects.toMatchObject({ code });
  });

  test('not mended without saying what is missing is refused', async () => {
    await issue();
    await say('C6');
    await expect(answer('C6', false, null)).rejects.toMatchObject({ code: 'missing-words' });
  });

  test('again finds them issued; by a day that is over, or without a report, they are not', async () => {
    await issue();
    expect((await issue()).issued).toBe(0);
    await expect(issue('2018-12-31')).rejects.toMatchObject({ code: 'day-in-past' });
    await withdrawReport({ ...year.world, reports: year.machine.reports, signer })(
      asked(people.signer, inYear, { reason: '有误', hidesEarlier: false }),
    );
    await expect(issue()).rejects.toMatchObject({ code: 'nothing-published' });
  });

  test('are brought up to a new revision: what is no longer lost is gone, what was reported stays', async () => {
    await issue();
    await say('D3', '已更新');
    const { machine, world } = year;
    await startReEvaluation({ ...world, runs: machine.runs, executions: machine.executions })(
      asked(people.admin, inYear, {
        scope: { kind: 'all' },
        reason: '更正',
        changes: [
          { kind: 'item-points', unit: '002', item: 'C6', points: '25', appeal: null, reason: '复核' },
        ],
      }),
    );
    await machine.settled();
    await year.review('0002');
    await year.sign('0002');
    await issue();
    const { letter: now } = await letter();
    expect(now?.revision).toBe(2);
    expect(now?.problems.some(({ code }) => code === 'C6')).toBe(false);
    expect(now?.problems.find(({ code }) => code === 'D3')).toMatchObject({
      status: 'reported',
      report: { text: '已更新' },
    });
  });

  test('are overdue after their day, and followed into the next year, also by the unit that theirs has become', async () => {
    await issue('2019-02-28');
    year.world.clock.set('2019-03-01T01:00:00.000Z');
    const overdue = await listProblemLetters(year.world)(asked(people.admin, inYear, undefined));
    expect(overdue.figures.overdue).toBe(overdue.figures.units);
    await beginNextCycle(year.world)(
      asked(people.admin, inYear, {
        cycle: '2019',
        title: '2019年评价',
        window: { opensOn: '2019-01-01', closesOn: '2019-12-31' },
        reforms: [
          {
            kind: 'merge',
            units: ['002', '015'],
            into: { id: '100', name: '商务和民政局', class: 'department' },
          },
        ],
        targets: { kind: 'same' },
        exceptions: [],
        bodies: null,
      }),
    );
    const clerk = (await year.world.store.get(collections.members, { subject: people.clerk002.subject }))!
      .value;
    const { letter: own, carried } = await letter('100', '2019', clerk);
    expect(own).toBeNull();
    expect(carried.map(({ unit, cycle }) => [cycle, unit])).toEqual([
      ['2018', '002'],
      ['2018', '015'],
    ]);
    await say('C6', '2019年已补', clerk);
    expect(await statusOf('C6')).toBe('reported');
  });
});
