import { describe, expect, test } from 'vitest';
import {
  acceptEvidence,
  isPublic,
  makeEvidencePublic,
  evidence,
  type evidenceTransitions,
  fileOf,
  recordInspection,
  replaceEvidence,
  requireEvidenceState,
  returnEvidence,
  withdrawEvidence,
  type Evidence,
  type EvidenceFile,
  type EvidenceStatus,
} from '../../../../shared/domain/evidence/evidence.ts';
import { noon, sampleId } from '../../../support/builders.ts';
import { badVerdict, goodVerdict } from '../../app/world.ts';

const later = '2018-06-16T04:00:00.000Z';

const waiting = (place: number): EvidenceFile => ({
  status: 'requested',
  id: sampleId(place),
  declared: { name: `${place}.pdf`, size: 10, contentType: 'application/pdf', sha256: 'a'.repeat(64) },
});

const common = {
  cycle: '2018',
  unit: '002',
  id: sampleId(1),
  items: ['A1'],
  title: '会议纪要',
  note: null,
  channel: null,
  files: [waiting(11)],
  links: [],
  replaces: null,
  requestedAt: noon,
  changedAt: noon,
};
const review = { reviewedBy: 'reviewer-1', reviewedAt: noon };

const inState: Readonly<Record<EvidenceStatus, Evidence>> = {
  requested: { ...common, status: 'requested' },
  inspected: { ...common, status: 'inspected' },
  quarantined: { ...common, status: 'quarantined' },
  accepted: { ...common, ...review, status: 'accepted' },
  returned: { ...common, ...review, status: 'returned', reason: '缺少公章' },
  replaced: { ...common, status: 'replaced', replacedBy: sampleId(2) },
  withdrawn: { ...common, status: 'withdrawn', reason: '报错了' },
};

const transitions: Readonly<
  Record<
    Exclude<keyof typeof evidenceTransitions, 'renewLinks'>,
    Readonly<{ run: (of: Evidence) => Evidence; gives: EvidenceStatus }>
  >
> = {
  inspectFile: {
    run: (of) =>
      recordInspection(
        of,
        sampleId(11),
        { verdict: goodVerdict, objectVersion: null, fingerprint: null },
        later,
      ),
    gives: 'inspected',
  },
  makePublic: { run: (of) => makeEvidencePublic(of, true, 'clerk-002', later), gives: 'accepted' },
  accept: { run: (of) => acceptEvidence(of, 'reviewer-2', later), gives: 'accepted' },
  return: { run: (of) => returnEvidence(of, 'reviewer-2', '请补公章', later), gives: 'returned' },
  replace: { run: (of) => replaceEvidence(of, sampleId(3), later), gives: 'replaced' },
  withdraw: { run: (of) => withdrawEvidence(of, '报错了', later), gives: 'withdrawn' },
};

/** The life of a piece, written out: a change of the table in the source must be meant. */
const allowed: Readonly<Record<keyof typeof transitions, readonly EvidenceStatus[]>> = {
  inspectFile: ['requested'],
  accept: ['inspected'],
  makePublic: ['accepted'],
  return: ['inspected', 'quarantined'],
  replace: ['returned', 'quarantined'],
  withdraw: ['requested', 'inspected', 'quarantined', 'returned'],
};

const states = Object.values(inState);
const cases = Object.entries(transitions).flatMap(([name, { run, gives }]) =>
  states.map((from) => ({
    name,
    from,
    status: from.status,
    run,
    gives,
    may: Object.entries(allowed).some(([other, list]) => other === name && list.includes(from.status)),
  })),
);

test.each(cases.filter((each) => each.may))(
  '$name may start from $status and leaves a well-formed record',
  ({ run, from, gives }) => {
    const after = run(from);
    expect(after).toMatchObject({ status: gives, changedAt: later, requestedAt: noon, id: from.id });
    expect(evidence.safeParse(after).success).toBe(true);
  },
);

test.each(cases.filter((each) => !each.may))(
  '$name is refused from $status: the piece has moved on',
  ({ run, from }) => {
    expect(() => run(from)).toThrow(
      expect.objectContaining({
        code: 'evidence-wrong-state',
        kind: 'wrongState',
      }),
    );
  },
);

test('a piece that was chosen for the public can be taken out again, and choosing what is chosen changes nothing', () => {
  const named = makeEvidencePublic(inState.accepted, true, 'clerk-002', later);
  expect(named).toMatchObject({ madePublic: { by: 'clerk-002', at: later } });
  expect([isPublic(inState.accepted), isPublic(named)]).toEqual([false, true]);
  expect(makeEvidencePublic(named, true, 'admin-1', noon)).toBe(named);
  expect(makeEvidencePublic(named, false, 'admin-1', noon)).toEqual(inState.accepted);
});

test('new links are given only while files are awaited', () => {
  for (const of of states) {
    const act = () => requireEvidenceState(of, 'renewLinks');
    if (of.status === 'requested') expect(act).not.toThrow();
    else expect(act).toThrow(expect.objectContaining({ code: 'evidence-wrong-state' }));
  }
});

describe('the verdicts on a piece of several files', () => {
  const piece: Evidence = { ...common, status: 'requested', files: [waiting(11), waiting(12), waiting(13)] };
  const good = { verdict: goodVerdict, objectVersion: 'v1', fingerprint: null };
  const bad = { verdict: badVerdict, objectVersion: 'v1', fingerprint: null };
  const inspectAll = (found: (typeof good)[]) =>
    found.reduce<Evidence>(
      (of, each, index) => recordInspection(of, sampleId(11 + index), each, later),
      piece,
    );

  test('it waits until the last file has come, also when one was refused before', () => {
    expect(inspectAll([good]).status).toBe('requested');
    expect(inspectAll([bad, good]).status).toBe('requested');
  });

  test('it is inspected when all are good, and quarantined when one is not, whichever came last', () => {
    expect(inspectAll([good, good, good]).status).toBe('inspected');
    expect(inspectAll([bad, good, good]).status).toBe('quarantined');
    expect(inspectAll([good, good, bad]).status).toBe('quarantined');
  });

  test('a file keeps its first verdict: an event that comes twice cannot overturn it', () => {
    const once = recordInspection(piece, sampleId(11), bad, later);
    const twice = recordInspection(once, sampleId(11), { ...good, objectVersion: 'v2' }, later);
    expect(twice.files[0]).toMatchObject({ status: 'quarantined', objectVersion: 'v1' });
  });

  test('a file of the piece is found by its id, and another is told to be unknown', () => {
    expect(fileOf(piece, sampleId(12)).id).toBe(sampleId(12));
    expect(() => fileOf(piece, sampleId(99))).toThrow(expect.objectContaining({ code: 'file-unknown' }));
  });
});

test('a state’s own fields do not follow into the next: a withdrawn piece has no reviewer left on it', () => {
  const after = withdrawEvidence(inState.returned, '报错了', later);
  expect(Object.keys(after).sort()).toEqual([...Object.keys(common), 'reason', 'status'].sort());
});
