import { describe, expect, test } from 'vitest';
import { hashesOf, requireActive, run, type Run } from '../../../../shared/domain/run/run.ts';
import { unitInputs, type UnitRecords } from '../../../../shared/domain/run/unit-inputs.ts';
import { unitInputs as unitInputsShape } from '../../../../shared/domain/scoring/inputs.ts';
import type { ReviewerPoints } from '../../../../shared/domain/assessment/reviewer-points.ts';
import { noon, sampleCycle, sampleId, sampleRow, sampleUnit } from '../../../support/builders.ts';
import { goodVerdict } from '../../app/world.ts';

const opened = {
  cycle: '2018',
  id: '0001',
  kind: 'year-end' as const,
  rubric: { id: '2018', version: 1 },
  execution: 'arn:1',
  startedBy: 'schedule',
  startedAt: noon,
};
const [inputsSha256, resultSha256] = ['a'.repeat(64), 'b'.repeat(64)];
const active: Run = {
  ...opened,
  status: 'active',
  inputsSha256,
  resultSha256,
  review: null,
  signOff: null,
  stopped: null,
  repair: null,
};
const published: Run = {
  ...opened,
  status: 'published',
  inputsSha256,
  resultSha256,
  revision: 1,
  signedBy: 'signer-1',
  endedAt: noon,
};
const returned: Run = { ...opened, status: 'returned', comment: '请复核', endedAt: noon };
const failed: Run = { ...opened, status: 'failed', step: 'freeze', reason: 'x', endedAt: noon };

describe('a run', () => {
  test('is under way or is not: only an active one goes on', () => {
    expect(requireActive(active)).toBe(active);
    for (const ended of [published, returned, failed]) {
      expect(() => requireActive(ended)).toThrow(
        expect.objectContaining({ code: 'run-wrong-state', details: { status: ended.status } }),
      );
    }
  });

  test('that did not come to its end has no result that stands: its hashes are not shown', () => {
    expect(hashesOf(active)).toEqual({ inputsSha256, resultSha256 });
    expect(hashesOf(published)).toEqual({ inputsSha256, resultSha256 });
    for (const gone of [returned, failed]) {
      expect(hashesOf(gone)).toEqual({ inputsSha256: null, resultSha256: null });
    }
  });

  test('is not returned without words: the unit office must know what to mend', () => {
    expect(run.safeParse({ ...returned, comment: ' ' }).success).toBe(false);
    expect(run.safeParse(returned).success).toBe(true);
  });
});

describe('a unit’s inputs', () => {
  const points = (reviewer: string, given: string, checks = {}): ReviewerPoints => ({
    cycle: '2018',
    unit: '002',
    item: 'C8',
    reviewer,
    points: given,
    level: null,
    reason: '缺年报',
    checks,
    givenAt: noon,
  });
  const piece = (place: number, items: string[], kind: 'wechat' | 'screen' | null) => ({
    cycle: '2018',
    unit: '002',
    id: sampleId(place),
    items,
    title: '照片',
    note: null,
    channel: kind === null ? null : { kind, place: '大厅', seenOn: '2018-05-01' },
    files: [],
    links: [],
    replaces: null,
    requestedAt: noon,
    changedAt: noon,
  });
  const accepted = { status: 'accepted', reviewedBy: 'reviewer-1', reviewedAt: noon } as const;
  const incident = {
    cycle: '2018',
    id: sampleId(9),
    unit: '002',
    kind: 'leak',
    reason: '涉密文件上网',
    document: '1号',
    decidedOn: '2018-10-09',
  } as const;
  const stated = { by: 'admin-1', at: noon };
  const second = { by: 'admin-2', at: noon };
  const records: UnitRecords = {
    unit: sampleUnit(),
    rows: [sampleRow(1), sampleRow(2), sampleRow(3, {}, { status: 'withdrawn', withdrawnReason: '误登' })],
    evidence: [
      { ...piece(1, ['B3'], 'wechat'), ...accepted },
      { ...piece(2, ['B3', 'A1'], 'wechat'), ...accepted },
      { ...piece(3, ['B3'], 'screen'), ...accepted },
      { ...piece(4, ['A2'], null), status: 'inspected' },
    ],
    facts: [],
    measures: [],
    points: [
      points('zoe', '3', { 'no-annual-report': false }),
      points('amy', '4', { 'no-annual-report': true }),
    ],
    deductions: [
      {
        cycle: '2018',
        body: 'civil-affairs',
        id: sampleId(5),
        unit: '002',
        item: 'D3',
        points: '1',
        fact: '未公开',
        document: null,
        happenedOn: '2018-06-01',
        links: [],
        recordedAt: noon,
        status: 'answered',
        toldAt: noon,
        replyBy: '2018-06-22',
        reply: { text: '已补公开', evidence: [sampleId(6)], at: noon },
        answer: { decision: 'reduced', reason: '补公开属实', was: '1.5', at: noon },
      },
    ],
    incidents: [
      { ...incident, decision: { status: 'stated', stated } },
      {
        ...incident,
        id: sampleId(8),
        decision: { status: 'confirmed', stated, confirmed: second },
        document: '2号',
      },
    ],
    cityDeductions: [],
  };
  test('name of the evidence what was chosen for the public: never a file’s name, never what is not accepted', () => {
    const file = {
      status: 'inspected',
      id: sampleId(20),
      declared: { name: '张三身份证.pdf', size: 10, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
      objectVersion: null,
      verdict: goodVerdict,
      fingerprint: null,
    } as const;
    const { items } = unitInputs(sampleCycle(), {
      ...records,
      evidence: [
        { ...piece(1, ['A1'], null), ...accepted, files: [file], madePublic: { by: 'clerk-002', at: noon } },
        { ...piece(2, ['A1'], null), ...accepted },
        { ...piece(3, ['A2'], null), status: 'inspected' },
      ],
    });
    expect(items.A1).toMatchObject({
      evidence: 2,
      publicEvidence: [
        {
          title: '照片',
          note: null,
          links: [],
          files: [{ contentType: 'application/pdf', size: 10, sha256: 'a'.repeat(64) }],
        },
      ],
    });
    expect(JSON.stringify(items)).not.toContain('张三');
    expect(items.A2).toBeUndefined();
  });

  const made = unitInputs(sampleCycle(), records);

  test('are of the shape that scoring reads', () => {
    expect(unitInputsShape.parse(made)).toEqual(made);
  });

  test('count what is accepted: each piece for each of its items, each kind of channel once', () => {
    expect(made.items['B3']).toMatchObject({ evidence: 3, kinds: ['screen', 'wechat'] });
    expect(made.items['A1']).toMatchObject({ evidence: 1 });
    expect(made.items['A2']).toBeUndefined();
    expect(made.measures['register']).toMatchObject({ count: 2, registered: 3 });
  });

  test('know reviewers only as a1, a2 … and nobody else at all', () => {
    expect(made.items['C8']?.assessments?.map((each) => [each.assessor, each.points])).toEqual([
      ['a1', '4'],
      ['a2', '3'],
    ]);
    expect(JSON.stringify(made)).not.toMatch(/zoe|amy|admin-|reviewer-1|审核员/);
  });

  test('a cause holds when any reviewer found it', () => {
    expect(made.items['C8']?.checks).toEqual({ 'no-annual-report': true });
  });

  test('a deduction stands with what its unit said and its body answered; incidents that nobody confirmed do not count', () => {
    expect(made.items['D3']?.deductions).toEqual([
      {
        points: '1',
        fact: '未公开',
        document: null,
        date: '2018-06-01',
        reply: '已补公开',
        replyEvidence: [sampleId(6)],
        answer: { was: '1.5', reason: '补公开属实' },
      },
    ]);
    expect(made.incidents.map((each) => each.document)).toEqual(['2号']);
  });

  test('do not depend on the order of the records: two reads of one year are one', () => {
    const turned = unitInputs(sampleCycle(), {
      ...records,
      rows: records.rows.toReversed(),
      evidence: records.evidence.toReversed(),
      points: records.points.toReversed(),
      deductions: records.deductions.toReversed(),
      incidents: records.incidents.toReversed(),
    });
    expect(JSON.stringify(turned)).toBe(JSON.stringify(made));
  });
});
