import { beforeEach, describe, expect, test } from 'vitest';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { listToReview } from '../../../../shared/app/assessment/list-to-review.ts';
import { acceptEvidence } from '../../../../shared/app/evidence/accept-evidence.ts';
import { requestEvidence } from '../../../../shared/app/evidence/request-evidence.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { asked, inertLinks, people, sampleWorld, type World } from '../world.ts';

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const inCycle = { cycle: '2018' };
const list = async (member: Member, limit = 200, after?: string) =>
  listToReview(world)({
    member,
    key: '',
    params: inCycle,
    query: { limit, ...(after === undefined ? {} : { after }) },
    body: undefined,
  });
const lineOf = async (member: Member, unit: string) => {
  const found = (await list(member)).items.find((line) => line.unit === unit);
  if (found === undefined) throw new Error(`no line of ${unit}`);
  return found;
};
const bring = async (items: string[], key: string) => {
  const { evidence } = await requestEvidence({ ...world, links: inertLinks })(
    asked(
      people.clerk002,
      { cycle: '2018', unit: '002' },
      {
        items,
        title: items.join(),
        note: null,
        channel: null,
        files: [],
        links: [{ url: 'http://demo.example.cn/a.html', title: null }],
        replaces: null,
      },
      key,
    ),
  );
  return evidence.id;
};

describe('what waits for a reviewer', () => {
  test('is the evidence that has been inspected and that they may decide, and what was accepted is counted', async () => {
    const accepted = await bring(['A1'], 'key-0000000000000001');
    await bring(['A2'], 'key-0000000000000002');
    await bring(['A2', 'C2'], 'key-0000000000000003');
    await acceptEvidence(world)(
      asked(people.reviewer, { cycle: '2018', unit: '002', evidence: accepted }, undefined),
    );
    const line = await lineOf(people.reviewer, '002');
    expect(line.waiting.map(({ title }) => title)).toEqual(expect.arrayContaining(['A2', 'A2,C2']));
    expect(line.waiting).toHaveLength(2);
    expect(line.accepted).toEqual({ A1: 1 });
    // A piece that serves an item of somebody else's too is not this reviewer's to decide.
    expect((await lineOf(people.reviewerOfA, '002')).waiting.map(({ title }) => title)).toEqual(['A2']);
  });

  test('names the items that are theirs to judge, with all that was given, and never who gave it', async () => {
    const points = { item: 'C2', points: '2', level: null, reason: null, checks: {} };
    await givePoints(world)(asked(people.reviewer, { cycle: '2018', unit: '002' }, { points: [points] }));
    await givePoints(world)(
      asked(
        people.secondReviewer,
        { cycle: '2018', unit: '002' },
        { points: [{ ...points, points: '1', reason: '不全' }] },
      ),
    );
    const line = await lineOf(people.reviewer, '002');
    expect(line.judges).toContain('C2');
    expect(line.judges).not.toContain('B1');
    expect(line.given.map((each) => [each.item, each.points, each.own])).toEqual([
      ['C2', '2', true],
      ['C2', '1', false],
    ]);
    expect(JSON.stringify(line)).not.toContain('reviewer-2');
    expect((await lineOf(people.reviewerOfA, '002')).judges).toEqual([]);
  });

  test('marks their own unit, of which others decide', async () => {
    expect((await lineOf(people.reviewerFrom002, '002')).recused).toBe(true);
    expect((await lineOf(people.reviewerFrom002, '001')).recused).toBe(false);
  });

  test('comes in pages of units, so that a large county does not come in one piece', async () => {
    const first = await list(people.reviewer, 2);
    expect(first.items.map(({ unit }) => unit)).toEqual(['001', '002']);
    const second = await list(people.reviewer, 200, first.next ?? '');
    expect(second.items.map(({ unit }) => unit)).toEqual(['005', '015', '048']);
    expect(second.next).toBeNull();
  });
});

test('a body that gives points judges its own item, and one that takes points judges none', async () => {
  expect((await lineOf(people.portalOffice, '002')).judges).toEqual(['B1']);
  expect((await lineOf(people.civilAffairs, '002')).judges).toEqual([]);
  expect((await lineOf(people.portalOffice, '002')).waiting).toEqual([]);
});
