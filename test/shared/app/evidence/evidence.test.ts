import { beforeEach, describe, expect, test } from 'vitest';
import { acceptEvidence } from '../../../../shared/app/evidence/accept-evidence.ts';
import { getDownloadLink } from '../../../../shared/app/evidence/get-download-link.ts';
import { getEvidence } from '../../../../shared/app/evidence/get-evidence.ts';
import { inspectUploadedFile } from '../../../../shared/app/evidence/inspect-uploaded-file.ts';
import { listLookalikes } from '../../../../shared/app/evidence/list-lookalikes.ts';
import { listEvidence } from '../../../../shared/app/evidence/list-evidence.ts';
import { makeEvidencePublic } from '../../../../shared/app/evidence/make-evidence-public.ts';
import { renewLinks } from '../../../../shared/app/evidence/renew-links.ts';
import { requestEvidence } from '../../../../shared/app/evidence/request-evidence.ts';
import { returnEvidence } from '../../../../shared/app/evidence/return-evidence.ts';
import { sweepEvidence } from '../../../../shared/app/evidence/sweep-evidence.ts';
import { withdrawEvidence } from '../../../../shared/app/evidence/withdraw-evidence.ts';
import type { Call } from '../../../../shared/app/use-case.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import type { Evidence } from '../../../../shared/domain/evidence/evidence.ts';
import type { InspectionVerdict } from '../../../../shared/domain/evidence/inspection.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { noon } from '../../../support/builders.ts';
import {
  asked,
  badVerdict,
  changes,
  freeze,
  goodVerdict,
  in002,
  inertLinks,
  notImplemented,
  people,
  sampleWorld,
  stream002,
  type World,
} from '../world.ts';

type Request = Call<'requestEvidence'>['body'];
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;
const unknownId = '0'.repeat(26);

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

const links = {
  ...inertLinks,
  upload: async (of: string, _file: unknown, seconds: number) => ({
    url: `https://store.example/${of}?seconds=${seconds}`,
    headers: { 'if-none-match': '*' },
    expiresAt: noon,
  }),
};
const file = (name: string, over: Partial<Request['files'][number]> = {}): Request['files'][number] => ({
  name,
  size: 1000,
  contentType: 'application/pdf',
  sha256: 'a'.repeat(64),
  ...over,
});
const sampleRequest = (over: Partial<Request> = {}): Request => ({
  items: ['A1'],
  title: '会议纪要',
  note: null,
  channel: null,
  files: [file('纪要.pdf')],
  links: [],
  replaces: null,
  ...over,
});

const request = (over: Partial<Request> = {}, place = 1) =>
  requestEvidence({ ...world, links })(asked(people.clerk002, in002, sampleRequest(over), key(place)));
const at = (piece: EvidenceView) => ({ ...in002, evidence: piece.id });
const objectKey = (piece: EvidenceView, index = 0) =>
  storageKeys.evidenceFile({ ...at(piece), file: piece.files[index]!.id });
const arrive = (objectName: string, verdict: InspectionVerdict | null = goodVerdict) =>
  inspectUploadedFile({
    ...world,
    inspector: {
      inspect: async () =>
        verdict === null ? 'no-object' : { verdict, objectVersion: 'v1', fingerprint: null },
    },
  })(objectName);
const accept = (piece: EvidenceView, member: Member = people.reviewer) =>
  acceptEvidence(world)(asked(member, at(piece), undefined));
const giveBack = (piece: EvidenceView, member: Member = people.reviewer, reason = '缺少公章') =>
  returnEvidence(world)(asked(member, at(piece), { reason }));
const withdraw = (piece: EvidenceView, reason = '报错了') =>
  withdrawEvidence(world)(asked(people.clerk002, at(piece), { reason }));
const renew = (piece: EvidenceView) =>
  renewLinks({ ...world, links })(asked(people.clerk002, at(piece), undefined));
const now = async (piece: EvidenceView): Promise<Evidence> =>
  (await world.store.get(collections.evidence, at(piece)))!.value;

const inspected = async (place = 1, over: Partial<Request> = {}) => {
  const { evidence } = await request(over, place);
  await arrive(objectKey(evidence));
  return evidence;
};
const quarantined = async (place = 1) => {
  const { evidence } = await request({}, place);
  await arrive(objectKey(evidence), badVerdict);
  return evidence;
};
const returned = async (place = 1) => {
  const piece = await inspected(place);
  await giveBack(piece);
  return piece;
};

describe('naming a piece to the public', () => {
  const choose = (piece: EvidenceView, wanted: boolean, member: Member = people.clerk002) =>
    makeEvidencePublic(world)(asked(member, at(piece), { public: wanted }));

  test('is the unit’s choice or the office’s, audited each time, and done twice is done once', async () => {
    const piece = await inspected();
    await accept(piece);
    expect(await choose(piece, true)).toMatchObject({ status: 'accepted', public: true });
    await choose(piece, true);
    expect(await choose(piece, false, people.admin)).toMatchObject({ public: false });
    expect((await world.store.events(stream002)).slice(-2).map(({ action }) => action)).toEqual([
      'evidence.make-public',
      'evidence.keep-inside',
    ]);
  });

  test('is refused for what no reviewer has accepted, for another unit’s, and once the books are closed', async () => {
    const piece = await inspected();
    await expect(choose(piece, true)).rejects.toMatchObject({ code: 'evidence-wrong-state' });
    await accept(piece);
    await expect(choose(piece, true, people.reviewer)).rejects.toMatchObject({ code: 'not-your-unit' });
    await freeze(world, stream002);
    await expect(choose(piece, true)).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('asking for links', () => {
  test('opens a piece with a link for each file, which lives as long as the year’s setting says', async () => {
    const answer = await request({ files: [file('甲.pdf'), file('乙.jpg', { contentType: 'image/jpeg' })] });
    expect(answer.evidence).toMatchObject({ status: 'requested', unit: '002', items: ['A1'] });
    expect(answer.links.map((link) => link.name)).toEqual(['甲.pdf', '乙.jpg']);
    expect(answer.links[0]).toMatchObject({
      method: 'PUT',
      url: `https://store.example/${objectKey(answer.evidence)}?seconds=300`,
    });
    expect(new Set(answer.links.map((link) => link.file)).size).toBe(2);
  });

  test('the name of a file is never part of its place in the store: names are people’s text', async () => {
    const { evidence } = await request();
    expect(objectKey(evidence)).toMatch(/^evidence\/2018\/002\/[0-9a-z]{26}\/[0-9a-z]{26}$/);
  });

  test('again with the same key gives the same piece and fresh links, and one audit entry', async () => {
    const first = await request();
    expect(await request()).toEqual(first);
    expect(await changes(world, stream002)).toBe(1);
  });

  test('again after a file has come gives links only for the files still awaited', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    await arrive(objectKey(evidence));
    const again = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    expect(again.links.map((link) => link.name)).toEqual(['乙.pdf']);
  });

  test('a key used again for other content is refused', async () => {
    await request();
    await expect(request({ title: '另一份' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await changes(world, stream002)).toBe(1);
  });

  test.each<[string, Partial<Request>, object]>([
    [
      'an item the rubric does not have',
      { items: ['A1', 'Z9'] },
      { code: 'unknown-item', details: { item: 'Z9' } },
    ],
    ['an item that takes no evidence', { items: ['C1'] }, { code: 'item-takes-no-evidence' }],
    [
      'a file over the limit',
      { files: [file('大.pdf', { size: 1_048_577 })] },
      {
        code: 'evidence-too-large',
        kind: 'tooLarge',
        details: { name: '大.pdf', bytes: 1_048_577, most: 1_048_576 },
      },
    ],
    [
      'more files than the year takes',
      { files: [1, 2, 3, 4, 5, 6].map((place) => file(`${place}.pdf`)) },
      { code: 'too-many-files', details: { files: 6, most: 5 } },
    ],
    [
      'a name that shows as another than it is',
      { files: [file('会议记录\u202efdp.pdf')] },
      { code: 'evidence-name-not-accepted' },
    ],
    [
      'a type that is not taken',
      { files: [file('程序.exe', { contentType: 'application/x-msdownload' })] },
      { code: 'evidence-type-not-accepted', details: { name: '程序.exe', type: 'application/x-msdownload' } },
    ],
    [
      'a content type that is not the name’s',
      { files: [file('图片.pdf', { contentType: 'image/png' })] },
      { code: 'evidence-type-not-accepted' },
    ],
    ['a piece to replace that is not there', { replaces: unknownId }, { code: 'evidence-unknown' }],
  ])('%s is refused, with no link and nothing kept', async (_, over, refusal) => {
    const act = requestEvidence({ ...world, links: inertLinks });
    await expect(act(asked(people.clerk002, in002, sampleRequest(over)))).rejects.toMatchObject(refusal);
    expect(await changes(world, stream002)).toBe(0);
  });

  test('exactly at the limits is allowed', async () => {
    const files = [1, 2, 3, 4, 5].map((place) => file(`${place}.pdf`, { size: 1_048_576 }));
    expect((await request({ files })).links).toHaveLength(5);
  });

  test('another unit’s clerk, a closed window and a frozen unit are refused', async () => {
    const act = requestEvidence({ ...world, links: inertLinks });
    const foreign = asked(people.clerk015, in002, sampleRequest());
    await expect(act(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
    world.clock.set('2018-12-31T16:00:00.000Z');
    await expect(request()).rejects.toMatchObject({ code: 'window-closed' });
    world.clock.set(noon);
    await freeze(world, stream002);
    await expect(request()).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('new links', () => {
  test('are given for the files still awaited, and change nothing', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    await arrive(objectKey(evidence, 1));
    expect((await renew(evidence)).links.map((link) => link.name)).toEqual(['甲.pdf']);
    expect(await changes(world, stream002)).toBe(2);
  });

  test('are not given once all files have come, outside the window, to another unit, or for nothing', async () => {
    const piece = await inspected();
    await expect(renew(piece)).rejects.toMatchObject({ code: 'evidence-wrong-state' });
    const { evidence } = await request({}, 2);
    const foreign = asked(people.clerk015, at(evidence), undefined);
    await expect(renewLinks({ ...world, links: inertLinks })(foreign)).rejects.toMatchObject({
      code: 'not-your-unit',
    });
    await expect(renew({ ...evidence, id: unknownId })).rejects.toMatchObject({ code: 'evidence-unknown' });
    world.clock.set('2019-01-01T00:00:00.000Z');
    await expect(renew(evidence)).rejects.toMatchObject({ code: 'window-closed' });
  });
});

describe('a file that has come', () => {
  test('makes the piece reviewable when it is the last and good', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    expect(await arrive(objectKey(evidence))).toBe('inspected');
    expect((await now(evidence)).status).toBe('requested');
    expect(await arrive(objectKey(evidence, 1))).toBe('inspected');
    expect((await now(evidence)).status).toBe('inspected');
  });

  test('puts the piece aside with its reasons when one is not what was declared', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    expect(await arrive(objectKey(evidence), badVerdict)).toBe('quarantined');
    await arrive(objectKey(evidence, 1));
    const seen = await getEvidence(world)(asked(people.clerk002, at(evidence), undefined));
    expect(seen.status).toBe('quarantined');
    expect(seen.files.map((each) => each.verdict?.outcome)).toEqual(['quarantined', 'inspected']);
  });

  test('is looked at with what its uploader declared, and its hash goes into the audit entry', async () => {
    const { evidence } = await request();
    const seen: unknown[] = [];
    await inspectUploadedFile({
      ...world,
      inspector: {
        inspect: async (of, declared) => {
          seen.push([of, declared]);
          return { verdict: goodVerdict, objectVersion: null, fingerprint: null };
        },
      },
    })(objectKey(evidence));
    expect(seen).toEqual([[objectKey(evidence), file('纪要.pdf')]]);
    const event = (await world.store.events(stream002)).at(-1);
    expect(event).toMatchObject({
      action: 'evidence.inspect',
      actor: 'system:event-inspect-evidence',
      details: { outcome: 'inspected', sha256: 'a'.repeat(64) },
    });
  });

  test('twice is told and changes nothing; the second time its bytes are not even fetched', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    await arrive(objectKey(evidence));
    const act = inspectUploadedFile({
      ...world,
      inspector: { inspect: notImplemented('inspector.inspect') },
    });
    expect(await act(objectKey(evidence))).toBe('already-inspected');
    expect(await changes(world, stream002)).toBe(2);
  });

  test('late, after the piece was withdrawn, is told and changes nothing', async () => {
    const { evidence } = await request();
    await withdraw(evidence);
    expect(await arrive(objectKey(evidence))).toBe('already-inspected');
    expect((await now(evidence)).status).toBe('withdrawn');
  });

  test('late, after the unit was frozen, is refused, so that the event is kept with the dead letters', async () => {
    const { evidence } = await request();
    await freeze(world, stream002);
    await expect(arrive(objectKey(evidence))).rejects.toMatchObject({ code: 'frozen' });
    expect((await now(evidence)).status).toBe('requested');
  });

  test.each([
    ['something/else.txt', 'not-evidence'],
    ['evidence/2018/002/short/short', 'not-evidence'],
    [`evidence/2018/002/${unknownId}/${unknownId}`, 'no-record'],
  ])('under %s is told to be %s', async (name, outcome) => {
    const act = inspectUploadedFile({
      ...world,
      inspector: { inspect: notImplemented('inspector.inspect') },
    });
    expect(await act(name)).toBe(outcome);
  });

  test('under a piece that has no such file, or gone before it was looked at, changes nothing', async () => {
    const { evidence } = await request();
    expect(await arrive(storageKeys.evidenceFile({ ...at(evidence), file: unknownId }))).toBe('no-record');
    expect(await arrive(objectKey(evidence), null)).toBe('no-object');
    expect(await changes(world, stream002)).toBe(1);
  });
});

describe('a reviewer', () => {
  test('accepts an inspected piece; again finds it done; the unit does not see who it was', async () => {
    const piece = await inspected();
    const first = await accept(piece);
    expect(first.status).toBe('accepted');
    expect(JSON.stringify(first)).not.toContain('reviewer-1');
    expect(await accept(piece)).toEqual(first);
    expect(await changes(world, stream002)).toBe(3);
  });

  test('does not accept what another reviewer has accepted: whose word it was stays clear', async () => {
    const piece = await inspected();
    await accept(piece);
    await expect(accept(piece, people.secondReviewer)).rejects.toMatchObject({
      code: 'evidence-wrong-state',
    });
    expect(await now(piece)).toMatchObject({ reviewedBy: 'reviewer-1' });
  });

  test('returns a piece with the reason, which the unit reads; again for the same reason finds it done', async () => {
    const piece = await inspected();
    await giveBack(piece);
    const seen = await getEvidence(world)(asked(people.clerk002, at(piece), undefined));
    expect(seen).toMatchObject({ status: 'returned', reason: '缺少公章' });
    await giveBack(piece);
    expect(await changes(world, stream002)).toBe(3);
    await expect(giveBack(piece, people.reviewer, '另一个原因')).rejects.toMatchObject({
      code: 'evidence-wrong-state',
    });
  });

  test('may return a quarantined piece but never accept it: it was not let through', async () => {
    const piece = await quarantined();
    await expect(accept(piece)).rejects.toMatchObject({
      code: 'evidence-wrong-state',
      details: { status: 'quarantined', allowed: 'inspected' },
    });
    expect((await giveBack(piece)).status).toBe('returned');
  });

  test('of the unit itself is recused from both, whatever the piece is', async () => {
    const piece = await inspected();
    await expect(accept(piece, people.reviewerFrom002)).rejects.toMatchObject({ code: 'recused' });
    await expect(giveBack(piece, people.reviewerFrom002)).rejects.toMatchObject({ code: 'recused' });
    await expect(accept({ ...piece, id: unknownId }, people.reviewerFrom002)).rejects.toMatchObject({
      code: 'recused',
    });
  });

  test('of some items judges a piece only when all its items are theirs', async () => {
    const mine = await inspected(1, { items: ['A1', 'A2'] });
    expect((await accept(mine, people.reviewerOfA)).status).toBe('accepted');
    const wider = await inspected(2, { items: ['A1', 'A3'] });
    const refusal = { code: 'role-needed', details: { item: 'A3' } };
    await expect(accept(wider, people.reviewerOfA)).rejects.toMatchObject(refusal);
    await expect(giveBack(wider, people.reviewerOfA)).rejects.toMatchObject(refusal);
  });

  test('is refused for a piece that is not there, and on a frozen unit', async () => {
    const piece = await inspected();
    await expect(accept({ ...piece, id: unknownId })).rejects.toMatchObject({ code: 'evidence-unknown' });
    await freeze(world, stream002);
    await expect(accept(piece)).rejects.toMatchObject({ code: 'frozen' });
    await expect(giveBack(piece)).rejects.toMatchObject({ code: 'frozen' });
    expect((await now(piece)).status).toBe('inspected');
  });
});

describe('a piece that stands in for another', () => {
  test.each([
    ['returned', returned],
    ['quarantined', quarantined],
  ])('takes the place of a %s one in the same change; the old one stays on record', async (_, make) => {
    const old = await make();
    const before = await changes(world, stream002);
    const { evidence } = await request({ replaces: old.id }, 2);
    expect(evidence).toMatchObject({ status: 'requested', replaces: old.id });
    expect(await now(old)).toMatchObject({ status: 'replaced', replacedBy: evidence.id });
    expect(await changes(world, stream002)).toBe(before + 1);
  });

  test('asked for again with the same key is found, though the old one is replaced by now', async () => {
    const old = await returned();
    const first = await request({ replaces: old.id }, 2);
    expect(await request({ replaces: old.id }, 2)).toEqual(first);
  });

  test('a second stand-in is refused and leaves nothing: one piece has one successor', async () => {
    const old = await returned();
    const { evidence } = await request({ replaces: old.id }, 2);
    await expect(request({ replaces: old.id }, 3)).rejects.toMatchObject({
      code: 'evidence-wrong-state',
      details: { status: 'replaced' },
    });
    expect(await now(old)).toMatchObject({ replacedBy: evidence.id });
    expect(await world.store.all(collections.evidence, in002)).toHaveLength(2);
  });

  test('an accepted or merely inspected piece is not replaced', async () => {
    const piece = await inspected();
    await expect(request({ replaces: piece.id }, 2)).rejects.toMatchObject({ code: 'evidence-wrong-state' });
    await accept(piece);
    await expect(request({ replaces: piece.id }, 2)).rejects.toMatchObject({ code: 'evidence-wrong-state' });
  });

  test('a piece of another unit is not found, let alone replaced', async () => {
    const old = await returned();
    const act = requestEvidence({ ...world, links: inertLinks });
    const foreign = asked(
      people.clerk015,
      { cycle: '2018', unit: '015' },
      sampleRequest({ replaces: old.id }),
    );
    await expect(act(foreign)).rejects.toMatchObject({ code: 'evidence-unknown' });
  });
});

describe('withdrawing', () => {
  test('keeps the piece with its reason; again for the same reason finds it done', async () => {
    const { evidence } = await request();
    const first = await withdraw(evidence);
    expect(first).toMatchObject({ status: 'withdrawn', reason: '报错了' });
    expect(await withdraw(evidence)).toEqual(first);
    await expect(withdraw(evidence, '另一个原因')).rejects.toMatchObject({ code: 'evidence-wrong-state' });
  });

  test('is refused once the piece is accepted, for another unit, outside the window and when frozen', async () => {
    const piece = await inspected();
    const foreign = asked(people.clerk015, at(piece), { reason: '报错了' });
    await expect(withdrawEvidence(world)(foreign)).rejects.toMatchObject({ code: 'not-your-unit' });
    world.clock.set('2019-01-01T00:00:00.000Z');
    await expect(withdraw(piece)).rejects.toMatchObject({ code: 'window-closed' });
    world.clock.set(noon);
    await accept(piece);
    await expect(withdraw(piece)).rejects.toMatchObject({ code: 'evidence-wrong-state' });
    const { evidence } = await request({}, 2);
    await freeze(world, stream002);
    await expect(withdraw(evidence)).rejects.toMatchObject({ code: 'frozen' });
  });
});

describe('reading', () => {
  const download = {
    ...inertLinks,
    download: async (of: string, declared: { name: string }, seconds: number) => ({
      url: `https://store.example/${of}?name=${declared.name}&seconds=${seconds}`,
      expiresAt: noon,
    }),
  };
  const link = (piece: EvidenceView, member: Member, index = 0) =>
    getDownloadLink({ ...world, links: download })(
      asked(member, { ...at(piece), file: piece.files[index]!.id }, undefined),
    );

  test('an inspected file is downloaded under its own name by who may read the unit', async () => {
    const piece = await inspected();
    for (const member of [people.clerk002, people.reviewer, people.admin]) {
      expect((await link(piece, member)).url).toBe(
        `https://store.example/${objectKey(piece)}?name=纪要.pdf&seconds=120`,
      );
    }
    await expect(link(piece, people.clerk015)).rejects.toMatchObject({ code: 'not-your-unit' });
  });

  test('a file that has not come, or was put aside, is not handed out, also beside good ones', async () => {
    const { evidence } = await request({ files: [file('甲.pdf'), file('乙.pdf')] });
    await expect(link(evidence, people.clerk002)).rejects.toMatchObject({
      code: 'evidence-wrong-state',
      details: { status: 'requested' },
    });
    await arrive(objectKey(evidence));
    await arrive(objectKey(evidence, 1), badVerdict);
    expect((await link(evidence, people.reviewer)).url).toContain('store.example');
    await expect(link(evidence, people.reviewer, 1)).rejects.toMatchObject({
      details: { status: 'quarantined' },
    });
  });

  test('a file or a piece that is not there is told apart', async () => {
    const piece = await inspected();
    const act = getDownloadLink({ ...world, links: inertLinks });
    await expect(
      act(asked(people.clerk002, { ...at(piece), file: unknownId }, undefined)),
    ).rejects.toMatchObject({ code: 'file-unknown' });
    await expect(
      act(asked(people.clerk002, { ...in002, evidence: unknownId, file: unknownId }, undefined)),
    ).rejects.toMatchObject({ code: 'evidence-unknown' });
  });

  test('the list is its unit’s only, and refuses another unit’s clerk', async () => {
    await inspected();
    const list = (member: Member, unit: string) =>
      listEvidence(world)({ ...asked(member, { cycle: '2018', unit }, undefined), query: { limit: 50 } });
    expect((await list(people.reviewer, '002')).items).toHaveLength(1);
    expect((await list(people.reviewer, '015')).items).toEqual([]);
    await expect(list(people.clerk015, '002')).rejects.toMatchObject({ code: 'not-your-unit' });
    await expect(list(people.reviewer, '900')).rejects.toMatchObject({ code: 'unit-unknown' });
  });
});

describe('a piece without files', () => {
  const links = [{ url: 'https://weibo.example.cn/daying/1', title: '政务微博' }];

  test('of web links or a note waits for its reviewer at once, asks for no upload, and counts once accepted', async () => {
    const { evidence, links: uploads } = await request({ files: [], links });
    expect(uploads).toEqual([]);
    expect(evidence).toMatchObject({ status: 'inspected', files: [], links });
    await accept(evidence);
    expect((await now(evidence)).status).toBe('accepted');
    const note = await request({ files: [], note: '见县政府常务会议记录第12号，原件在办公室。' }, 2);
    expect(note.evidence).toMatchObject({ status: 'inspected', links: [] });
  });

  test('returned, it is replaced by one with files, which waits for them; its links stay on record', async () => {
    const { evidence } = await request({ files: [], links });
    await giveBack(evidence);
    const second = await request({ replaces: evidence.id }, 2);
    expect(second.evidence).toMatchObject({ status: 'requested', replaces: evidence.id });
    expect(await now(evidence)).toMatchObject({ status: 'replaced', links });
  });

  test('that shows nothing at all is refused, and nothing is recorded', async () => {
    await expect(request({ files: [] })).rejects.toMatchObject({ code: 'evidence-empty' });
    expect(await changes(world, stream002)).toBe(0);
  });
});

describe('a sweep of what no event told of', () => {
  const anHourLater = '2018-06-15T05:00:00.000Z';
  const sweep = (found: (key: string) => InspectionVerdict | null, keepGoing: () => boolean = () => true) =>
    sweepEvidence({
      ...world,
      inspector: {
        inspect: async (of) => {
          const verdict = found(of);
          return verdict === null ? 'no-object' : { verdict, objectVersion: 'v1', fingerprint: null };
        },
      },
    })(keepGoing);

  test('looks at files that came and were never looked at, and counts those that never came', async () => {
    const { evidence: good } = await request({ files: [file('甲.pdf'), file('乙.pdf')] }, 1);
    const { evidence: bad } = await request({}, 2);
    const { evidence: never } = await request({}, 3);
    await arrive(objectKey(good));
    world.clock.set(anHourLater);
    const found = (of: string) =>
      of === objectKey(bad) ? badVerdict : of === objectKey(never) ? null : goodVerdict;
    expect(await sweep(found)).toEqual({ inspected: 1, quarantined: 1, missing: 1, later: 0 });
    expect((await now(good)).status).toBe('inspected');
    expect((await now(bad)).status).toBe('quarantined');
    expect((await now(never)).status).toBe('requested');
    expect(await sweep(found)).toEqual({ inspected: 0, quarantined: 0, missing: 1, later: 0 });
  });

  test('leaves to their events what is minutes old, and what is settled alone', async () => {
    await request();
    await withdraw((await request({}, 2)).evidence);
    const untouched = () => {
      throw new Error('looked at');
    };
    expect(await sweep(untouched)).toEqual({ inspected: 0, quarantined: 0, missing: 0, later: 0 });
  });

  test('passes over a unit that a run has frozen, and stops when its time is over; the next one goes on', async () => {
    await request({}, 1);
    await request({}, 2);
    world.clock.set(anHourLater);
    let left = 1;
    expect(
      await sweep(
        () => goodVerdict,
        () => left-- > 0,
      ),
    ).toMatchObject({ inspected: 1 });
    await freeze(world, stream002);
    expect(await sweep(() => goodVerdict)).toEqual({ inspected: 0, quarantined: 0, missing: 0, later: 1 });
  });

  test('looks in January at what came on the last evening of the year', async () => {
    world.clock.set('2018-12-31T15:59:00.000Z');
    const { evidence } = await request();
    world.clock.set('2018-12-31T16:40:00.000Z');
    expect(await sweep(() => goodVerdict)).toMatchObject({ inspected: 1 });
    expect((await now(evidence)).status).toBe('inspected');
  });

  test('of a year that is not there is over at once', async () => {
    world.clock.set('2031-06-15T04:00:00.000Z');
    expect(await sweep(() => goodVerdict)).toMatchObject({ inspected: 0, missing: 0 });
  });
});

describe('files that are the same, or look alike', () => {
  const print = 'a5'.repeat(32);
  /** As `print`, with so many bits turned, one in each band. */
  const differingIn = (bits: number) =>
    Array.from(print)
      .map((digit, at) => (at % 4 === 0 && at / 4 < bits ? (parseInt(digit, 16) ^ 1).toString(16) : digit))
      .join('');
  const photo = (sha: string, name = '宣传栏.jpg') =>
    file(name, { contentType: 'image/jpeg', sha256: sha.repeat(64) });
  const arriveLooking = (piece: EvidenceView, fingerprint: string | null, unit: string = in002.unit) =>
    inspectUploadedFile({
      ...world,
      inspector: { inspect: async () => ({ verdict: goodVerdict, objectVersion: 'v1', fingerprint }) },
    })(storageKeys.evidenceFile({ cycle: '2018', unit, evidence: piece.id, file: piece.files[0]!.id }));
  const of015 = { cycle: '2018', unit: '015' };
  const theirs = async (sha: string, fingerprint: string | null, place: number) => {
    const { evidence } = await requestEvidence({ ...world, links })(
      asked(
        people.clerk015,
        of015,
        sampleRequest({ files: [photo(sha, '公告栏.jpg')], title: '公告栏' }),
        key(place),
      ),
    );
    await arriveLooking(evidence, fingerprint, '015');
    return evidence;
  };
  const mine = async (sha: string, fingerprint: string | null, place = 1) => {
    const { evidence } = await request({ files: [photo(sha)] }, place);
    await arriveLooking(evidence, fingerprint);
    return evidence;
  };
  const look = (piece: EvidenceView, member: Member = people.reviewer) =>
    listLookalikes(world)(asked(member, at(piece), undefined));

  test('the same bytes in another unit are shown, with the unit, the piece and the name there', async () => {
    const other = await theirs('c', null, 2);
    const piece = await mine('c', null);
    expect(await look(piece)).toMatchObject({
      more: false,
      items: [
        {
          file: piece.files[0]!.id,
          sameContent: true,
          differingBits: null,
          other: {
            cycle: '2018',
            unit: '015',
            evidence: other.id,
            title: '公告栏',
            name: '公告栏.jpg',
            status: 'inspected',
          },
        },
      ],
    });
  });

  test('a picture that differs in up to 15 bits looks alike, in 16 it does not; the nearest stands first', async () => {
    const near = await theirs('1', differingIn(15), 2);
    await theirs('2', differingIn(16), 3);
    const nearest = await theirs('3', differingIn(1), 4);
    const piece = await mine('4', print);
    const { items } = await look(piece);
    expect(items.map(({ other, differingBits }) => [other.evidence, differingBits])).toEqual([
      [nearest.id, 1],
      [near.id, 15],
    ]);
  });

  test('the same picture in another year is found: years do not part a county’s photographs', async () => {
    const piece = await mine('1', print);
    const before = {
      mark: `sha256:${'1'.repeat(64)}`,
      cycle: '2017',
      unit: '002',
      evidence: '1'.repeat(26),
      file: '2'.repeat(26),
    };
    const old: Evidence = { ...(await now(piece)), cycle: '2017', id: before.evidence, title: '上年的照片' };
    const unit = await world.store.get(collections.units, in002);
    await world.store.put(
      collections.units,
      { cycle: '2017', unit: '002' },
      { ...unit!.value, cycle: '2017' },
    );
    await world.store.put(collections.evidence, { ...before }, old);
    await world.store.put(collections.evidenceTraces, before, { ...before, fingerprint: null });
    expect((await look(piece)).items).toMatchObject([
      { sameContent: true, other: { cycle: '2017', title: '上年的照片' } },
    ]);
  });

  test('a piece is not its own lookalike, and one with nothing like it has none', async () => {
    const piece = await mine('1', print);
    expect(await look(piece)).toEqual({ items: [], more: false });
  });

  test('of very many only fifty are shown, and that there are more is said', async () => {
    const piece = await mine('1', print);
    for (let place = 0; place < 51; place += 1) await theirs('1', null, place + 10);
    const { items, more } = await look(piece);
    expect([items.length, more]).toEqual([50, true]);
  });

  test('a reviewer does not look into their own unit’s evidence', async () => {
    const piece = await mine('1', print);
    await expect(look(piece, people.reviewerFrom002)).rejects.toMatchObject({ code: 'recused' });
  });
});

describe('where a picture was taken', () => {
  const place = { latitude: 28.6901, longitude: 115.90833 };
  const verdict: InspectionVerdict = {
    outcome: 'inspected',
    detectedType: 'jpeg',
    flags: [],
    image: { width: 640, height: 480, takenAt: '2018-05-03T10:11:12', place, orientation: 1 },
  };
  test.each<[string, Member, typeof place | null]>([
    ['a reviewer sees it', people.reviewer, place],
    ['an admin sees it', people.admin, place],
    ['the unit’s own clerk does not: whoever took it may have been at home', people.clerk002, null],
    ['a lead body does not', people.civilAffairs, null],
    ['a signer does not', people.signer, null],
  ])('%s', async (_, member, shown) => {
    const { evidence } = await request({ files: [file('宣传栏.jpg', { contentType: 'image/jpeg' })] });
    await arrive(objectKey(evidence), verdict);
    const view = await getEvidence(world)(asked(member, at(evidence), undefined));
    expect(view.files[0]!.verdict).toMatchObject({ image: { takenAt: '2018-05-03T10:11:12', place: shown } });
    const listed = await listEvidence(world)({ ...asked(member, in002, undefined), query: { limit: 10 } });
    expect(listed.items[0]!.files[0]!.verdict).toMatchObject({ image: { place: shown } });
  });
});
