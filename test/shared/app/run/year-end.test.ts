import { takenInMay } from '../../../support/deductions.ts';
import { signer, testIntegrityFiles, testSigner } from '../../../support/signer.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { confirmCityDeduction } from '../../../../shared/app/assessment/confirm-city-deduction.ts';
import { confirmIncident } from '../../../../shared/app/assessment/confirm-incident.ts';
import { decideIncident } from '../../../../shared/app/assessment/decide-incident.ts';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { handIn } from '../../../../shared/app/assessment/hand-in.ts';
import { recordCityDeduction } from '../../../../shared/app/assessment/record-city-deduction.ts';
import { getCycle } from '../../../../shared/app/cycle/get-cycle.ts';
import { acceptEvidence } from '../../../../shared/app/evidence/accept-evidence.ts';
import { inspectUploadedFile } from '../../../../shared/app/evidence/inspect-uploaded-file.ts';
import { requestEvidence } from '../../../../shared/app/evidence/request-evidence.ts';
import { listPublications, readReport } from '../../../../shared/app/public/read-report.ts';
import { addRegisterRows } from '../../../../shared/app/register/add-register-rows.ts';
import { askBody } from '../../../../shared/app/run/ask-body.ts';
import { askSignOff } from '../../../../shared/app/run/ask-sign-off.ts';
import { listDryRuns, makeDryRun } from '../../../../shared/app/run/dry-run.ts';
import { endRun } from '../../../../shared/app/run/end-run.ts';
import { freezeBatch } from '../../../../shared/app/run/freeze-batch.ts';
import { getSignOffSheet } from '../../../../shared/app/run/get-sign-off-sheet.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import { getRunFile } from '../../../../shared/app/run/get-run-file.ts';
import { listRuns } from '../../../../shared/app/run/list-runs.ts';
import { openRunTask } from '../../../../shared/app/run/open-run.ts';
import { passOverBody } from '../../../../shared/app/run/pass-over-body.ts';
import { planFreeze } from '../../../../shared/app/run/plan-freeze.ts';
import { publishReport } from '../../../../shared/app/run/publish-report.ts';
import { rankUnits } from '../../../../shared/app/run/rank-units.ts';
import { renderDocuments } from '../../../../shared/app/run/render-documents.ts';
import { renderReport } from '../../../../shared/app/run/render-report.ts';
import { scoreBatch } from '../../../../shared/app/run/score-batch.ts';
import { adoptRubric } from '../../../../shared/app/rubric/adopt-rubric.ts';
import { storeRubric } from '../../../../shared/app/rubric/store-rubric.ts';
import { sealInputs } from '../../../../shared/app/run/seal-inputs.ts';
import { reviewReport } from '../../../../shared/app/run/review-report.ts';
import { signOff } from '../../../../shared/app/run/sign-off.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { proofBatch } from '../../../../shared/contracts/run-files.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import type { SignOff } from '../../../../shared/domain/run/run.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { result } from '../../../../shared/domain/scoring/result.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { renderReport as renderer } from '../../../../shared/report/render-report.ts';
import { sampleEntry } from '../../../support/builders.ts';
import { rubric2018 } from '../../../support/scoring.ts';
import { plainDocuments } from '../../../support/year-machine.ts';
import {
  asked,
  bodyIds,
  cycleOf,
  goodVerdict,
  inertCallbacks,
  inertFiles,
  inertLinks,
  memoryFiles,
  people,
  sampleWorld,
  unitIds,
  type World,
} from '../world.ts';
import { recordedCallbacks } from './run-world.ts';

const inYear = { cycle: '2018' } as const;
const inJanuary = '2019-01-05T01:00:00.000Z';
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;
const approve: SignOff = { decision: 'approve', comment: null };
const handBack: SignOff = { decision: 'return', comment: '民政局台账请复核', to: 'end' };

let world: World;
let runs: ReturnType<typeof memoryFiles>;
let reports: ReturnType<typeof memoryFiles>;
beforeEach(async () => {
  world = await sampleWorld();
  runs = memoryFiles();
  reports = memoryFiles();
  await fillYear();
});

/** A year in little: over and under target, evidence, points by two reviewers, deductions, the city, a leak. */
async function fillYear(): Promise<void> {
  for (const [clerk, unit, rows] of [
    [people.clerk002, '002', 3],
    [people.clerk015, '015', 1],
  ] as const) {
    await addRegisterRows(world)(
      asked(
        clerk,
        { ...inYear, unit },
        { rows: Array.from({ length: rows }, (_, place) => row(unit, place)) },
      ),
    );
  }
  await acceptedEvidence();
  const give = (member: Member, unit: string, item: string, points: string, reason: string | null) =>
    givePoints(world)(
      asked(member, { ...inYear, unit }, { points: [{ item, points, level: null, reason, checks: {} }] }),
    );
  for (const unit of unitIds) await give(people.portalOffice, unit, 'B1', '6', null);
  await give(people.reviewer, '002', 'C6', '25', null);
  await give(people.secondReviewer, '002', 'C6', '20', '缺两个领域');
  await give(people.reviewer, '015', 'C2', '2', null);
  const deduct = {
    unit: '002',
    points: '1.5',
    fact: '村务公开未更新',
    document: null,
    happenedOn: '2018-05-02',
    links: [],
  };
  await takenInMay(world, people.civilAffairs, 'civil-affairs', deduct);
  await takenInMay(world, people.tradeUnion, 'trade-union', { ...deduct, points: '2', fact: '厂务未公开' });
  for (const [place, body] of ['civil-affairs', 'trade-union'].entries()) {
    const taken = await recordCityDeduction(world)(
      asked(
        people.admin,
        inYear,
        { body, points: '0.5', document: '市考〔2018〕9号', fact: '公开栏空置', decidedOn: '2018-11-01' },
        key(place),
      ),
    );
    await confirmCityDeduction(world)(
      asked(people.secondAdmin, { ...inYear, deduction: taken.id }, undefined),
    );
  }
  const leak = await decideIncident(world)(
    asked(people.admin, inYear, {
      unit: '048',
      kind: 'leak',
      reason: '涉密文件上网',
      document: '大保〔2018〕3号',
      decidedOn: '2018-10-09',
    }),
  );
  await confirmIncident(world)(asked(people.secondAdmin, { ...inYear, incident: leak.id }, undefined));
}

const row = (unit: string, place: number) =>
  sampleEntry({ title: `${unit}第${place}条`, url: `http://demo.example.cn/${unit}/${place}.html` });

async function acceptedEvidence(): Promise<void> {
  const place = { ...inYear, unit: '002' };
  const upload = async (url: string) => ({
    url: `https://store.example/${url}`,
    headers: {},
    expiresAt: inJanuary,
  });
  const { evidence } = await requestEvidence({ ...world, links: { ...inertLinks, upload } })(
    asked(people.clerk002, place, evidenceBody),
  );
  const name = storageKeys.evidenceFile({ ...place, evidence: evidence.id, file: evidence.files[0]!.id });
  const inspector = {
    inspect: async () => ({ verdict: goodVerdict, objectVersion: 'v1', fingerprint: null }),
  };
  await inspectUploadedFile({ ...world, inspector })(name);
  await acceptEvidence(world)(asked(people.reviewer, { ...place, evidence: evidence.id }, undefined));
}
const evidenceBody = {
  items: ['A1'],
  title: '会议纪要',
  note: null,
  channel: null,
  files: [{ name: '纪要.pdf', size: 1000, contentType: 'application/pdf', sha256: 'a'.repeat(64) }],
  links: [],
  replaces: null,
};

const handOver = (member: Member, body: string) =>
  handIn({ ...world, callbacks: inertCallbacks })(
    asked(member, { ...inYear, body }, { note: '已报送', workReport: null }),
  );
const silentBody = 'trade-union';
const handsIn: readonly (readonly [Member, string])[] = [
  [people.internalAffairs, 'internal-affairs'],
  [people.serviceCentre, 'service-centre'],
  [people.civilAffairs, 'civil-affairs'],
  [people.portalOffice, 'portal-office'],
];

/** Carries the hand-ins out: all but one body before the run asks, that one never. */
async function openAndGather(execution: string, startedBy = 'schedule') {
  world.clock.set(inJanuary);
  for (const [member, body] of handsIn) await handOver(member, body);
  const { run } = await openRunTask(world)({ cycle: '2018', startedBy, execution });
  for (const body of bodyIds) {
    await askBody({ ...world, callbacks: recordedCallbacks() })({
      ...inYear,
      run,
      body,
      taskToken: `secret-${body}`,
    });
  }
  await passOverBody(world)({ ...inYear, run, body: silentBody });
  return { ...inYear, run };
}

type Place = Readonly<{ cycle: string; run: string }>;

/** The machine's steps between the hand-ins and the sign-off, in their order. */
const steps = (place: Place): readonly (readonly [string, () => Promise<unknown>])[] => [
  ['planFreeze', () => planFreeze({ ...world, runs })(place)],
  ['freezeBatch', () => freezeBatch({ ...world, runs })({ ...place, batch: 0 })],
  ['sealInputs', () => sealInputs({ ...world, runs })(place)],
  ['scoreBatch', () => scoreBatch({ ...world, runs })({ ...place, batch: 0 })],
  ['rankUnits', () => rankUnits({ ...world, runs })(place)],
  [
    'renderDocuments',
    () => renderDocuments({ ...world, runs, reports, signer, documents: plainDocuments })(place),
  ],
  ['renderReport', () => renderReport({ ...world, runs, reports, signer, renderer })(place)],
];

async function untilSignOff(execution: string, startedBy?: string): Promise<Place> {
  const place = await openAndGather(execution, startedBy);
  for (const [, step] of steps(place)) await step();
  await askSignOff({ ...world, callbacks: recordedCallbacks() })({ ...place, taskToken: 'secret-sign' });
  await reviewReport(world)(asked(people.secondAdmin, place, { comment: null }));
  return place;
}

const sign = (place: Place, said: SignOff, member: Member = people.signer, callbacks = recordedCallbacks()) =>
  signOff({ ...world, callbacks })(asked(member, place, said));
const publish = (place: Place, by = signer) =>
  publishReport({ ...world, runs, reports, signer: by, integrityFiles: testIntegrityFiles })(place);
const end = (place: Place, outcome: 'returned' | 'failed') =>
  endRun(world)({
    ...place,
    error: outcome === 'failed' ? 'BiaochiRefused' : null,
    cause: outcome === 'failed' ? '{"errorMessage":"unit 015"}' : null,
  });
async function shown(cycle: string, path: string) {
  const page = await readReport({ ...world, reports }, cycle, path);
  if (page.kind !== 'file') throw new Error(`${path} is ${page.kind}`);
  return page;
}
const view = (place: Place) => getRun(world)(asked(people.admin, place, undefined));
const runText = (place: Place, file: string) => runs.text(storageKeys.runFile({ ...place, file }));

/** Everything there is, to see that something changed nothing. */
async function everything() {
  const all = [
    streams.office('2018'),
    streams.runs('2018'),
    ...bodyIds.map((body) => streams.body('2018', body)),
    ...unitIds.map((unit) => streams.unit('2018', unit)),
  ];
  return {
    events: await Promise.all(all.map((stream) => world.store.events(stream))),
    heads: await Promise.all(all.map((stream) => world.store.get(collections.streamHeads, { stream }))),
    runs: await world.store.all(collections.runs, inYear),
    cycle: await cycleOf(world),
    publications: await world.store.all(collections.publications, {}),
    runFiles: Object.fromEntries([...runs.held.keys()].map((name) => [name, runs.text(name)])),
    reports: Object.fromEntries([...reports.held].map(([name, body]) => [name, sha256Hex(body)])),
  };
}

describe('from the freeze to the published report', () => {
  test('the published inputs and rubric, scored by anyone, give the published result byte for byte', async () => {
    const place = await untilSignOff('arn:1');
    const rules = rubric.parse(JSON.parse(runText(place, 'rubric.json')));
    const frozen = inputs.parse(JSON.parse(runText(place, 'inputs.json')));
    expect(toCanonicalJson(score(rules, frozen))).toBe(runText(place, 'result.json'));
    for (const file of ['inputs.json', 'rubric.json', 'result.json']) {
      expect(reports.text(storageKeys.reportFile({ ...place, file }))).toBe(runText(place, file));
    }
    const { inputsSha256, resultSha256 } = await view(place);
    expect(inputsSha256).toBe(sha256Hex(runText(place, 'inputs.json')));
    expect(resultSha256).toBe(sha256Hex(runText(place, 'result.json')));
  });

  test('the facts of the year are in the result, each once and by its rule', async () => {
    const place = await untilSignOff('arn:1');
    const scored = result.parse(JSON.parse(runText(place, 'result.json')));
    const item = (unit: string, code: string) =>
      scored.units.find((each) => each.unit === unit)?.items.find((each) => each.code === code)?.points;
    expect(scored.units.map((each) => each.unit).sort()).toEqual(unitIds);
    // 002: A1 by its accepted piece 2; B1 6; C1 target 2 met with 3 (bonus only for full tens) 25; C6 the mean of 25 and 20.
    expect([item('002', 'A1'), item('002', 'B1'), item('002', 'C1'), item('002', 'C6')]).toEqual([
      '2',
      '6',
      '25',
      '22.5',
    ]);
    // Civil affairs took 1.5 and handed in; the trade union's 2 do not count, because it stayed silent.
    expect([item('002', 'D3'), item('002', 'D4')]).toEqual(['-1.5', '0']);
    expect(scored.silentBodies.map((each) => each.body)).toEqual([silentBody]);
    // 015: one of two registered: 25 − 0.3; and twice the 0.5 that the city took from the body it is.
    expect(item('015', 'C1')).toBe('24.7');
    expect(scored.units.find((each) => each.unit === '015')?.effects).toMatchObject([
      { code: 'city-deduction', points: '-1' },
    ]);
    // The trade union is no unit: its doubled deduction is printed and scores nobody.
    expect(scored.unscored).toMatchObject([{ body: 'trade-union', cityPoints: '0.5', doubled: '1' }]);
    // 048: a leak leaves neither A nor C.
    const parts = scored.units.find((each) => each.unit === '048')?.parts ?? [];
    expect(parts.map((part) => [part.code, part.points])).toEqual([
      ['A', '0'],
      ['B', '6'],
      ['C', '0'],
      ['D', '0'],
    ]);
  });

  test('nothing of who judged, signed or handed in stands in what is published, and no token anywhere', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    await publish(place);
    const published = [...reports.held.keys()].map((name) => reports.text(name)).join('\n');
    for (const person of Object.values(people)) {
      expect(published).not.toContain(person.displayName);
      expect(published).not.toMatch(new RegExp(`\\b${person.subject}\\b`));
    }
    const kept = [...runs.held.keys()].map((name) => runs.text(name)).join('\n');
    expect(`${published}${kept}`).not.toContain('secret-');
  });

  test('every step may be carried out twice: the second time leaves everything as it is', async () => {
    const place = await openAndGather('arn:1');
    for (const [name, step] of steps(place)) {
      const first = await step();
      const after = await everything();
      expect(await step(), name).toEqual(first);
      expect(await everything(), name).toEqual(after);
    }
    const askAgain = () =>
      askSignOff({ ...world, callbacks: recordedCallbacks() })({ ...place, taskToken: 'secret-sign' });
    await askAgain();
    await reviewReport(world)(asked(people.secondAdmin, place, { comment: null }));
    await sign(place, approve);
    const signed = await everything();
    await askAgain();
    await sign(place, approve);
    expect(await everything()).toEqual(signed);
    expect(await publish(place)).toEqual({ revision: 1 });
    const published = await everything();
    world.clock.set('2019-01-06T00:00:00.000Z');
    expect(await publish(place)).toEqual({ revision: 1 });
    expect(await sign(place, approve)).toMatchObject({ status: 'published' });
    expect(await everything()).toEqual(published);
  });

  test('two years filled alike give the same bytes: nothing of chance gets into a run', async () => {
    const first = await untilSignOff('arn:1');
    const texts = ['inputs.json', 'result.json', 'proof.json'].map((file) => runText(first, file));
    const pages = (await everything()).reports;
    world = await sampleWorld();
    runs = memoryFiles();
    reports = memoryFiles();
    await fillYear();
    const second = await untilSignOff('arn:1');
    expect(['inputs.json', 'result.json', 'proof.json'].map((file) => runText(second, file))).toEqual(texts);
    expect((await everything()).reports).toEqual(pages);
  });

  test('the proof names the unit’s audit head and the hash of every evidence file, and is not published', async () => {
    const place = await untilSignOff('arn:1');
    const proof = proofBatch.parse(JSON.parse(runText(place, 'proof.json')));
    expect(proof.map((each) => each.unit)).toEqual(unitIds);
    const of002 = proof.find((each) => each.unit === '002');
    const head = await world.store.get(collections.streamHeads, { stream: streams.unit('2018', '002') });
    expect(of002?.auditHead?.hash).toBe(head?.value.hash);
    expect(of002?.evidence).toMatchObject([
      { status: 'accepted', files: [{ sha256: 'a'.repeat(64), objectVersion: 'v1' }] },
    ]);
    expect([...reports.held.keys()].some((name) => name.includes('proof'))).toBe(false);
  });

  test('every audit chain of the finished year holds', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    await publish(place);
    for (const events of (await everything()).events) expect(verifyChain(events, sha256Hex)).toBeNull();
  });
});

describe('after the freeze', () => {
  test('every kind of change is refused, and none leaves a trace', async () => {
    const place = await openAndGather('arn:1');
    await planFreeze({ ...world, runs })(place);
    await freezeBatch({ ...world, runs })({ ...place, batch: 0 });
    world.clock.set('2018-12-30T00:00:00.000Z');
    const before = await everything();
    const unit = { ...inYear, unit: '002' };
    const attempts: (() => Promise<unknown>)[] = [
      () => addRegisterRows(world)(asked(people.clerk002, unit, { rows: [row('002', 9)] }, key(9))),
      () =>
        requestEvidence({ ...world, links: inertLinks })(asked(people.clerk002, unit, evidenceBody, key(9))),
      () =>
        givePoints(world)(
          asked(people.reviewer, unit, {
            points: [{ item: 'C2', points: '2', level: null, reason: null, checks: {} }],
          }),
        ),
      () =>
        recordCityDeduction(world)(
          asked(
            people.admin,
            inYear,
            { body: 'trade-union', points: '1', document: '号', fact: '事', decidedOn: '2018-12-01' },
            key(9),
          ),
        ),
      () =>
        decideIncident(world)(
          asked(
            people.admin,
            inYear,
            { unit: '002', kind: 'leak', reason: '事', document: '号', decidedOn: '2018-12-01' },
            key(9),
          ),
        ),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'frozen' });
    expect(await everything()).toEqual(before);
  });

  test('what the rubric has no place for stops the run before anything is scored, and is named', async () => {
    // A later version in which the item has fewer points than were given, and nobody gave them anew.
    const parts = rubric2018.schemes[0]!.parts.map((part) =>
      part.code === 'C'
        ? {
            ...part,
            items: part.items.map((item) =>
              item.code === 'C2'
                ? { ...item, points: '1' }
                : item.code === 'C10'
                  ? { ...item, points: '3' }
                  : item,
            ),
          }
        : part,
    );
    const text = JSON.stringify({ ...rubric2018, schemes: [{ ...rubric2018.schemes[0], parts }] });
    const { version } = await storeRubric(world)(asked(people.admin, inYear, { text }, key(50)));
    const { toMend } = await adoptRubric(world)(asked(people.admin, inYear, { version }));
    expect(toMend).toMatchObject([{ unit: '015', item: 'C2' }]);
    const place = await openAndGather('arn:1');
    await planFreeze({ ...world, runs })(place);
    await freezeBatch({ ...world, runs })({ ...place, batch: 0 });
    await expect(sealInputs({ ...world, runs })(place)).rejects.toMatchObject({
      code: 'inputs-do-not-fit',
      details: { faults: 1, first: '民政局：2 分超过了 C2 的 1 分 / 2 is more than the 1 of C2' },
    });
  });

  test('a unit that is frozen in a later batch takes changes until then: each is in its inputs or was refused', async () => {
    const place = await openAndGather('arn:1');
    await planFreeze({ ...world, runs })(place);
    world.clock.set('2018-12-30T00:00:00.000Z');
    await addRegisterRows(world)(
      asked(people.clerk015, { ...inYear, unit: '015' }, { rows: [row('015', 5)] }, key(5)),
    );
    await freezeBatch({ ...world, runs })({ ...place, batch: 0 });
    await sealInputs({ ...world, runs })(place);
    const frozen = inputs.parse(JSON.parse(runText(place, 'inputs.json')));
    expect(frozen.units.find((each) => each.unit === '015')?.measures['register']?.count).toBe(2);
  });

  test('a run’s files are handed out only when they are there', async () => {
    const place = await openAndGather('arn:1');
    const runFileLinks = {
      download: async (name: string, as: string) => ({
        url: `https://x.example/${name}?${as}`,
        expiresAt: inJanuary,
      }),
    };
    const get = (file: 'inputs.json' | 'result.json') =>
      getRunFile({ ...world, runFileLinks })(asked(people.admin, { ...place, file }, undefined));
    await expect(get('inputs.json')).rejects.toMatchObject({ code: 'file-unknown' });
    for (const [name, step] of steps(place)) {
      if (name === 'scoreBatch') break;
      await step();
    }
    expect((await get('inputs.json')).url).toContain('runs/2018/0001/inputs.json?2018-0001-inputs.json');
    await expect(get('result.json')).rejects.toMatchObject({ code: 'file-unknown' });
  });
});

describe('the sign-off', () => {
  test('before the run has come to it is refused', async () => {
    const place = await openAndGather('arn:1');
    await expect(sign(place, approve)).rejects.toMatchObject({
      code: 'run-wrong-state',
      details: { status: 'active' },
    });
  });

  test('by the one who started the run is refused: two people stand for a report', async () => {
    const place = await untilSignOff('arn:1', people.adminWhoSigns.subject);
    await expect(sign(place, approve, people.adminWhoSigns)).rejects.toMatchObject({
      code: 'second-person-needed',
    });
    expect((await view(place)).step).toBe('sign-off');
    expect((await sign(place, approve)).status).toBe('active');
  });

  test('tells the waiting run what was said; said again by the same person tells it again', async () => {
    const place = await untilSignOff('arn:1');
    const callbacks = recordedCallbacks();
    await sign(place, approve, people.signer, callbacks);
    await sign(place, approve, people.signer, callbacks);
    expect(callbacks.told).toEqual([
      ['secret-sign', approve],
      ['secret-sign', approve],
    ]);
  });

  test('a second word, by another or against the first, is refused', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    await expect(sign(place, handBack)).rejects.toMatchObject({
      code: 'run-wrong-state',
      details: { status: 'signed' },
    });
    await expect(sign(place, approve, people.adminWhoSigns)).rejects.toMatchObject({
      code: 'run-wrong-state',
    });
  });

  test('a report that nobody approved is not published', async () => {
    const place = await untilSignOff('arn:1');
    await expect(publish(place)).rejects.toMatchObject({ code: 'run-wrong-state' });
    await sign(place, handBack);
    await expect(publish(place)).rejects.toMatchObject({ code: 'run-wrong-state' });
    expect(await listPublications(world)).toEqual([]);
  });

  test('a report that names another key than the one that would sign it is not published: readers could not check it', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    await expect(publish(place, testSigner())).rejects.toMatchObject({ code: 'report-names-other-key' });
    expect(await listPublications(world)).toEqual([]);
  });

  test('a report whose first page is not there is not published', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    reports.held.delete(storageKeys.reportFile({ ...place, file: 'index.html' }));
    await expect(publish(place)).rejects.toMatchObject({
      code: 'report-file-altered',
      details: { file: 'index.html' },
    });
    expect(await listPublications(world)).toEqual([]);
  });
});

describe('publishing', () => {
  test('frees the year’s place and shows the report to anybody, file by file', async () => {
    const place = await untilSignOff('arn:1');
    await expect(readReport({ ...world, reports }, '2018', 'index.html')).rejects.toMatchObject({
      code: 'report-unknown',
    });
    await sign(place, approve);
    expect(await publish(place)).toEqual({ revision: 1 });
    const page = await shown('2018', 'index.html');
    expect(new TextDecoder().decode(page.body)).toContain('商务局');
    expect(await cycleOf(world)).toMatchObject({ activeRun: null });
    expect(await listPublications(world)).toMatchObject([{ cycle: '2018', run: '0001', revision: 1 }]);
    const cycle = await getCycle(world)(asked(people.clerk002, inYear, undefined));
    expect(cycle.published).toEqual({ run: '0001', revision: 1, at: inJanuary, withdrawn: null });
    expect(await view(place)).toMatchObject({ status: 'published', revision: 1, step: 'publish' });
  });

  test.each([
    ['1999', 'index.html'],
    ['2018', 'missing.html'],
    ['2018', '../0001/proof.json'],
    ['2018', 'units/../../x.html'],
    ['2018', ''],
    ['2018', '/index.html'],
    ['2018/../2018', 'index.html'],
    ['9'.repeat(3000), 'index.html'],
  ])('an address that is none of a report’s (%s, %s) is told to be unknown', async (cycle, path) => {
    const place = await untilSignOff('arn:1');
    await sign(place, approve);
    await publish(place);
    // Also when an object does lie there: only names that a report's files have are looked for.
    if (path !== 'missing.html') await reports.write(storageKeys.reportFile({ ...place, file: path }), 'x');
    await expect(readReport({ ...world, reports }, cycle, path)).rejects.toMatchObject({
      code: 'report-unknown',
    });
  });

  test('a cycle’s name that cannot be one is not looked up: a key over 1,024 bytes would be a fault of the store', async () => {
    const store = { ...world.store, get: () => Promise.reject(new Error('not implemented: store.get')) };
    await expect(
      readReport({ store, reports: inertFiles }, '9'.repeat(3000), 'index.html'),
    ).rejects.toMatchObject({
      code: 'report-unknown',
    });
  });
});

describe('a run that does not come to an end', () => {
  test('returned: its comment is kept, every stream opens again, and a second run can be started and published', async () => {
    const first = await untilSignOff('arn:1');
    await sign(first, handBack);
    await end(first, 'returned');
    expect(await view(first)).toMatchObject({
      status: 'returned',
      reason: handBack.comment,
      inputsSha256: null,
    });
    for (const head of (await everything()).heads) expect(head?.value.frozenBy ?? null).toBeNull();

    world.clock.set('2018-12-30T00:00:00.000Z');
    await addRegisterRows(world)(
      asked(people.clerk015, { ...inYear, unit: '015' }, { rows: [row('015', 7)] }, key(7)),
    );
    const second = await untilSignOff('arn:2');
    expect(second.run).toBe('0002');
    expect(runText(second, 'inputs.json')).not.toBe(runText(first, 'inputs.json'));
    await sign(second, approve);
    expect(await publish(second)).toEqual({ revision: 1 });
    const listed = await listRuns(world)(asked(people.admin, inYear, undefined));
    expect(listed.items.map((each) => each.status)).toEqual(['returned', 'published']);
  });

  test('said to return once more after it was returned: found done', async () => {
    const place = await untilSignOff('arn:1');
    await sign(place, handBack);
    await end(place, 'returned');
    expect(await sign(place, handBack)).toMatchObject({ status: 'returned' });
    await expect(sign(place, approve)).rejects.toMatchObject({ code: 'run-wrong-state' });
  });

  test('failed: the step and the reason are kept, the streams open, nothing is published', async () => {
    const place = await openAndGather('arn:1');
    await planFreeze({ ...world, runs })(place);
    await end(place, 'failed');
    expect(await view(place)).toMatchObject({
      status: 'failed',
      step: 'freeze',
      reason: 'BiaochiRefused: unit 015',
    });
    for (const head of (await everything()).heads) expect(head?.value.frozenBy ?? null).toBeNull();
    expect(await listPublications(world)).toEqual([]);
  });

  test('is not run again once its report is published, by an admin or by the schedule: a correction is a re-evaluation', async () => {
    const first = await untilSignOff('arn:1');
    await sign(first, approve);
    await publish(first);
    const before = await everything();
    await expect(untilSignOff('arn:2')).rejects.toMatchObject({
      code: 'year-published',
      kind: 'conflict',
      details: { cycle: '2018', revision: 1 },
    });
    expect(await everything()).toEqual(before);
    // The first one's own start, repeated, is still the first one.
    const again = await openRunTask(world)({ cycle: '2018', startedBy: 'schedule', execution: 'arn:1' });
    expect(again.run).toBe('0001');
  });
});

describe('a dry run', () => {
  const make = (key: string) =>
    makeDryRun({ ...world, runs })(asked(people.admin, inYear, {}, `key-of-a-dry-run-${key}`));

  test('says what the report would say, changes nothing that counts, and is on record', async () => {
    const before = await everything();
    const dry = await make('1');
    expect(dry.units).toHaveLength(unitIds.length);
    expect(dry.before).toBeNull();
    const after = await everything();
    expect(after.heads).not.toEqual(before.heads);
    expect({ ...after, heads: 0, events: 0, runFiles: 0 }).toEqual({
      ...before,
      heads: 0,
      events: 0,
      runFiles: 0,
    });
    const events = await world.store.events(streams.runs('2018'));
    expect(events.at(-1)).toMatchObject({
      action: 'dry-run.make',
      details: { resultSha256: dry.dryRun.resultSha256 },
    });
    expect(await make('1')).toEqual(dry);
  });

  test('of the moment of a freeze says the same points as the run', async () => {
    world.clock.set(inJanuary);
    for (const [member, body] of handsIn) await handOver(member, body);
    const dry = await make('1');
    const place = await untilSignOff('arn:1');
    const scored = result.parse(JSON.parse(runText(place, 'result.json')));
    expect(dry.units.map(({ unit, total, rank }) => [unit, total, rank])).toEqual(
      scored.units.map(({ unit, total, rank }) => [unit, total, rank]),
    );
    // The body that stays silent is silent in both.
    expect(dry.warnings).toContainEqual(expect.objectContaining({ kind: 'silent-body', body: silentBody }));
  });

  test('stands beside the one before it', async () => {
    const first = await make('1');
    world.clock.set('2018-06-20T04:00:00.000Z');
    const judged = { item: 'C2', points: '1', level: null, reason: '培训未留痕', checks: {} };
    await givePoints(world)(asked(people.reviewer, { ...inYear, unit: '002' }, { points: [judged] }));
    const second = await make('2');
    expect(second.before?.id).toBe(first.dryRun.id);
    expect(second.units.find(({ unit }) => unit === '002')?.gained).not.toBe('0');
    const all = await listDryRuns(world)(asked(people.signer, inYear, undefined));
    expect(all.items.map(({ id }) => id)).toEqual([second.dryRun.id, first.dryRun.id]);
  });
});

describe('what a signer looks at', () => {
  const sheet = (place: Place) => getSignOffSheet({ ...world, runs })(asked(people.signer, place, undefined));

  test('is there once the result is, with the silent body and what changed since the dry run', async () => {
    await makeDryRun({ ...world, runs })(asked(people.admin, inYear, {}, 'key-of-a-dry-run-1'));
    const place = await openAndGather('arn:1');
    await expect(sheet(place)).rejects.toMatchObject({ code: 'run-wrong-state' });
    for (const [, step] of steps(place)) await step();
    const seen = await sheet(place);
    expect(seen.sinceLastYear).toBeNull();
    expect(seen.warnings).toContainEqual(expect.objectContaining({ kind: 'silent-body', body: silentBody }));
    // Civil affairs had not handed in then: its 1.5 count only now.
    expect(seen.sinceDryRun?.units.find(({ unit }) => unit === '002')?.gained).toBe('-1.5');
  });

  test('shows last year’s result beside this one’s where there is one', async () => {
    const place = await untilSignOff('arn:1');
    const scored = runText(place, 'result.json');
    const before = { cycle: '2017', run: '0003' };
    await runs.write(storageKeys.runFile({ ...before, file: 'result.json' }), scored);
    await world.store.put(
      collections.publications,
      { cycle: '2017' },
      {
        ...before,
        title: '2017年评价',
        demonstration: true,
        revision: 1,
        at: inJanuary,
        withdrawn: null,
        hiddenThrough: 0,
      },
    );
    const seen = await sheet(place);
    expect(seen.sinceLastYear?.every(({ gained }) => gained === '0')).toBe(true);
  });
});

describe('four eyes', () => {
  /** At the sign-off, and nobody has read the report yet. */
  async function unread(startedBy?: string) {
    const place = await openAndGather('arn:1', startedBy);
    for (const [, step] of steps(place)) await step();
    await askSignOff({ ...world, callbacks: recordedCallbacks() })({ ...place, taskToken: 'secret-sign' });
    return place;
  }
  const read = (place: Place, member: Member = people.admin) =>
    reviewReport(world)(asked(member, place, { comment: null }));

  test('a report that no admin has read is not approved, but may be sent back', async () => {
    const place = await unread();
    await expect(sign(place, { decision: 'approve', comment: null })).rejects.toMatchObject({
      code: 'review-needed',
    });
    expect((await view(place)).reviewed).toBe(false);
    await sign(place, { decision: 'return', comment: '请核对第三部分', to: 'end' });
  });

  test('who read it does not sign it, also with both roles', async () => {
    const place = await unread();
    await read(place, people.adminWhoSigns);
    await expect(
      sign(place, { decision: 'approve', comment: null }, people.adminWhoSigns),
    ).rejects.toMatchObject({
      code: 'second-person-needed',
    });
    await sign(place, { decision: 'approve', comment: null });
    expect(await publish(place)).toEqual({ revision: 1 });
  });

  test('is read once, at the sign-off and not before; again by the same admin finds it done', async () => {
    const early = await openAndGather('arn:1');
    await expect(read(early)).rejects.toMatchObject({ code: 'run-wrong-state' });
    for (const [, step] of steps(early)) await step();
    await askSignOff({ ...world, callbacks: recordedCallbacks() })({ ...early, taskToken: 'secret-sign' });
    expect((await read(early)).reviewed).toBe(true);
    expect((await read(early)).reviewed).toBe(true);
    await expect(read(early, people.secondAdmin)).rejects.toMatchObject({ code: 'run-wrong-state' });
  });
});
