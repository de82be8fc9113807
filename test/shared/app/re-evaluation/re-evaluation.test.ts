import { beforeEach, describe, expect, test } from 'vitest';
import { answerAppeal } from '../../../../shared/app/appeals/answer-appeal.ts';
import { decideAppeal } from '../../../../shared/app/appeals/decide-appeal.ts';
import { fileAppeal } from '../../../../shared/app/appeals/file-appeal.ts';
import { listUnitAppeals } from '../../../../shared/app/appeals/list-appeals.ts';
import { sha256Hex } from '../../../../shared/app/new-id.ts';
import { listPublications, readReport } from '../../../../shared/app/public/read-report.ts';
import { getReEvaluation } from '../../../../shared/app/re-evaluation/get-re-evaluation.ts';
import { listRevisions } from '../../../../shared/app/re-evaluation/list-revisions.ts';
import { previewReEvaluation } from '../../../../shared/app/re-evaluation/preview-re-evaluation.ts';
import { startReEvaluation } from '../../../../shared/app/re-evaluation/start-re-evaluation.ts';
import { withdrawReport } from '../../../../shared/app/re-evaluation/withdraw-report.ts';
import { storeRubric } from '../../../../shared/app/rubric/store-rubric.ts';
import { resumeRun } from '../../../../shared/app/run/resume-run.ts';
import { getRun } from '../../../../shared/app/run/get-run.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { storageKeys } from '../../../../shared/contracts/storage-keys.ts';
import { sumOfLines, difference } from '../../../../shared/domain/re-evaluation/difference.ts';
import type { InputsChange } from '../../../../shared/domain/re-evaluation/inputs-change.ts';
import {
  reEvaluationEntry,
  type ReEvaluationEntry,
} from '../../../../shared/domain/re-evaluation/re-evaluation.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { toCanonicalJson } from '../../../../shared/domain/scoring/canonical-json.ts';
import { inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { score } from '../../../../shared/domain/scoring/score.ts';
import { inYear, publishedYear, type FilledYear } from '../../../support/published-year.ts';
import { signer } from '../../../support/signer.ts';
import { plainWeek } from '../../../support/requests.ts';
import { rubric2018 } from '../../../support/scoring.ts';
import { asked, changes as changesIn, people } from '../world.ts';

const key = (place: number) => `key-${String(place).padStart(16, '0')}`;
const c6 = (points: string): InputsChange => ({
  kind: 'item-points',
  unit: '002',
  item: 'C6',
  points,
  appeal: null,
  reason: '复核：两个领域已补充公开',
});
const entry = (over: Partial<ReEvaluationEntry> = {}): ReEvaluationEntry => ({
  scope: { kind: 'all' },
  reason: '个别评分有误，予以更正',
  changes: [c6('24')],
  ...over,
});

let year: FilledYear;
beforeEach(async () => {
  year = await publishedYear();
});

const deps = () => ({ ...year.world, runs: year.machine.runs, executions: year.machine.executions });
const start = async (over: Partial<ReEvaluationEntry> = {}, place = 1, member: Member = people.admin) => {
  const run = await startReEvaluation(deps())(asked(member, inYear, entry(over), key(place)));
  await year.machine.settled();
  return run;
};
const preview = (over: Partial<ReEvaluationEntry> = {}, member: Member = people.admin) =>
  previewReEvaluation(deps())(asked(member, inYear, entry(over)));
const publishIt = async (run: string) => {
  await year.review(run);
  await year.sign(run);
};
const view = (run: string) => getRun(year.world)(asked(people.admin, { ...inYear, run }, undefined));
const revisions = async () =>
  (await listRevisions(year.world)(asked(people.clerk002, inYear, undefined))).items;
const runText = (run: string, file: string) =>
  year.machine.runs.text(storageKeys.runFile({ ...inYear, run, file }));
const read = (path: string) => readReport({ ...year.world, reports: year.machine.reports }, '2018', path);
async function text(path: string): Promise<string> {
  const page = await read(path);
  return page.kind === 'file' ? new TextDecoder().decode(page.body) : page.kind;
}
const withdraw = (hidesEarlier = false, reason = '附件含有不应公开的内容') =>
  withdrawReport({ ...year.world, reports: year.machine.reports, signer })(
    asked(people.signer, inYear, { reason, hidesEarlier }),
  );

describe('a re-evaluation', () => {
  test('gives a new revision with the named change, scored from its own snapshot; nobody is asked and nothing is frozen', async () => {
    const before = year.machine.carriedOut.length;
    const run = await start();
    expect(run).toMatchObject({ id: '0002', kind: 're-evaluation', status: 'active' });
    expect(year.machine.waitingFor()).toEqual(['askSignOff']);
    await publishIt('0002');
    expect(await view('0002')).toMatchObject({ status: 'published', revision: 2 });
    expect(year.machine.carriedOut.slice(before)).toEqual([
      'openRun',
      'deriveInputs',
      'scoreBatch',
      'rankUnits',
      'renderDocuments',
      'renderReport',
      'askSignOff',
      'publishReport',
    ]);
    const frozen = inputs.parse(JSON.parse(runText('0002', 'inputs.json')));
    const rules = rubric.parse(JSON.parse(runText('0002', 'rubric.json')));
    expect(toCanonicalJson(score(rules, frozen))).toBe(runText('0002', 'result.json'));
    expect(frozen.derivedFrom).toMatchObject({
      revision: 1,
      inputsSha256: sha256Hex(runText('0001', 'inputs.json')),
    });
    const item = score(rules, frozen)
      .units.find(({ unit }) => unit === '002')
      ?.items.find(({ code }) => code === 'C6');
    expect(item).toMatchObject({
      points: '24',
      reason: { zh: '公布后决定为 24 分：复核：两个领域已补充公开' },
    });
  });

  test('publishes what changed: each point with the change it comes from, on the pages and as a file', async () => {
    await start();
    await publishIt('0002');
    const found = difference.parse(JSON.parse(runText('0002', 'difference.json')));
    const [unit] = found.units;
    expect(unit).toMatchObject({
      unit: '002',
      total: { gained: '4' },
      lines: [{ code: 'C6', gained: '4', why: [0] }],
    });
    for (const each of found.units) expect(sumOfLines(each)).toBe(each.total.gained);
    expect(await text('difference.json')).toBe(runText('0002', 'difference.json'));
    expect(await text('re-evaluation.json')).not.toMatch(/admin-1|signer-1/);
    const page = await text('changes.html');
    expect(page).toContain('个别评分有误，予以更正');
    expect(page).toContain('C6');
    expect(await text('index.html')).toContain('changes.html');
    expect(await text('units/002.html')).toContain('与第 1 版相比');
    expect(await text('units/015.html')).not.toContain('与第 1 版相比');
  });

  test('leaves the earlier revision at its address, byte for byte, and says that it was superseded', async () => {
    const first = await text('units/002.html');
    await start();
    await publishIt('0002');
    const old = await read('r1/units/002.html');
    expect(old).toMatchObject({ kind: 'file', notice: { kind: 'superseded', revision: 1, newest: 2 } });
    expect(await text('r1/units/002.html')).toBe(first);
    expect(await read('r2/index.html')).toMatchObject({ kind: 'file', notice: null });
    expect(await read('index.html')).toMatchObject({
      kind: 'file',
      notice: null,
      publication: { revision: 2 },
    });
    await expect(read('r3/index.html')).rejects.toMatchObject({ code: 'report-unknown' });
    expect(await revisions()).toMatchObject([
      { revision: 2, kind: 're-evaluation', state: 'in-force', reason: '个别评分有误，予以更正' },
      {
        revision: 1,
        kind: 'year-end',
        state: 'superseded',
        address: '/reports/2018/r1/index.html',
        reason: null,
      },
    ]);
  });

  test('goes on from the newest revision: the second one has both changes and compares with the first', async () => {
    await start();
    await publishIt('0002');
    await start({ changes: [{ kind: 'target', unit: '015', target: 1, reason: '目标任务数登记有误' }] }, 2);
    await publishIt('0003');
    const frozen = inputs.parse(JSON.parse(runText('0003', 'inputs.json')));
    expect(frozen.units.find(({ unit }) => unit === '002')?.items['C6']?.decided?.points).toBe('24');
    expect(frozen.derivedFrom?.revision).toBe(2);
    const found = difference.parse(JSON.parse(runText('0003', 'difference.json')));
    expect(found.from).toBe(2);
    expect(found.units.flatMap(({ unit, lines }) => (lines.length > 0 ? [unit] : []))).toEqual(['015']);
  });

  test('may go by a mended rubric, stored after the year was closed', async () => {
    const parts = rubric2018.schemes[0]!.parts.map((part) => ({
      ...part,
      items: part.items.map((item) =>
        item.code === 'C2' ? { ...item, label: { ...item.label, zh: '培训工作' } } : item,
      ),
    }));
    const mended = { ...rubric2018, version: 2, schemes: [{ ...rubric2018.schemes[0]!, parts }] };
    await storeRubric(year.world)(asked(people.admin, inYear, { text: JSON.stringify(mended) }, key(9)));
    await start({ changes: [{ kind: 'rubric', version: 2, reason: '细则表述有误' }] });
    await publishIt('0002');
    expect(JSON.parse(runText('0002', 'rubric.json'))).toMatchObject({ version: 2 });
    await expect(
      start({ changes: [{ kind: 'rubric', version: 7, reason: '没有这一版' }] }, 3),
    ).rejects.toMatchObject({ code: 'rubric-version-unknown' });
  });

  test('says of an item that it does not apply to a unit, where the rubric lets it: its points go where the rubric says', async () => {
    const aside: InputsChange = {
      kind: 'item-facts',
      unit: '002',
      item: 'C5',
      facts: { evidence: 0, notApplicable: { reason: '本年没有突发公共事件' } },
      reason: '核实没有发生',
    };
    await expect(start({ changes: [aside] })).rejects.toMatchObject({ code: 'inputs-do-not-fit' });
    const parts = rubric2018.schemes[0]!.parts.map((part) => ({
      ...part,
      items: part.items.map((each) =>
        each.code === 'C5' ? { ...each, notApplicable: { method: 'spread', within: 'part' } } : each,
      ),
    }));
    const mended = { ...rubric2018, version: 2, schemes: [{ ...rubric2018.schemes[0]!, parts }] };
    await storeRubric(year.world)(asked(people.admin, inYear, { text: JSON.stringify(mended) }, key(9)));
    await start({ changes: [{ kind: 'rubric', version: 2, reason: '细则漏写了不适用' }, aside] }, 2);
    await publishIt('0002');
    const scored = score(
      rubric.parse(JSON.parse(runText('0002', 'rubric.json'))),
      inputs.parse(JSON.parse(runText('0002', 'inputs.json'))),
    );
    const itemOf = (unit: string) =>
      scored.units.find((each) => each.unit === unit)?.items.find(({ code }) => code === 'C5');
    expect(itemOf('002')?.reason.zh).toContain('本年没有突发公共事件');
    expect(itemOf('015')?.reason.zh).not.toContain('不适用');
    expect(await text('changes.html')).toMatch(/改为不适用[\s\S]*核实没有发生/);
  });

  test('the same start again is the same run, also when it has ended; the same key for something else is refused', async () => {
    const run = await start();
    expect(await start()).toMatchObject({ id: run.id });
    await expect(start({ reason: '另一个理由' })).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await publishIt('0002');
    expect(await start()).toMatchObject({ id: '0002', status: 'published' });
    expect(await revisions()).toHaveLength(2);
  });

  test('is returned by the signer: the published report stays, and another may be started', async () => {
    await start();
    await year.review('0002');
    await year.sign('0002', { decision: 'return', comment: '理由不充分', to: 'end' });
    expect(await view('0002')).toMatchObject({ status: 'returned', reason: '理由不充分' });
    expect(await listPublications(year.world)).toMatchObject([{ run: '0001', revision: 1 }]);
    expect(await start({}, 2)).toMatchObject({ id: '0003' });
  });

  test.each([
    ['of an item outside its scope', { scope: { kind: 'item', item: 'C2' } }, 'change-outside-scope'],
    ['of a unit outside its scope', { scope: { kind: 'units', units: ['015'] } }, 'change-outside-scope'],
    [
      'that changes nothing',
      { changes: [{ kind: 'target', unit: '015', target: 2, reason: '同前' }] },
      'change-without-effect',
    ],
    ['beyond what the item gives', { changes: [c6('25.1')] }, 'inputs-do-not-fit'],
    ['of a unit that is not there', { changes: [{ ...c6('1'), unit: '900' }] }, 'unit-unknown'],
    ['of nothing at all', { changes: [] }, 'nothing-to-re-evaluate'],
  ] as const)('%s is refused, and nothing is started', async (_, over, code) => {
    const before = await changesIn(year.world, streams.runs('2018'));
    const given = reEvaluationEntry.parse({ ...entry(), ...over });
    await expect(start(given)).rejects.toMatchObject({ code });
    await expect(preview(given)).rejects.toMatchObject({ code });
    expect(await changesIn(year.world, streams.runs('2018'))).toBe(before);
  });

  test('by an admin of a unit that it changes is refused, and so is a second one at the same time', async () => {
    const own: InputsChange = { kind: 'target', unit: '015', target: 1, reason: '更正' };
    await expect(start({ changes: [own] }, 1, people.adminFrom015)).rejects.toMatchObject({
      code: 'recused',
    });
    await start();
    await expect(start({ changes: [own] }, 2)).rejects.toMatchObject({
      code: 'run-active',
      details: { run: '0002' },
    });
  });

  test('is read by another admin than the one who named its changes', async () => {
    await start();
    await expect(year.review('0002', people.admin)).rejects.toMatchObject({ code: 'second-person-needed' });
    await publishIt('0002');
    expect(await view('0002')).toMatchObject({ status: 'published' });
  });

  test('can be looked at before it is started: the same difference as is published, and nothing is kept', async () => {
    const before = await changesIn(year.world, streams.runs('2018'));
    const seen = await preview();
    expect(await changesIn(year.world, streams.runs('2018'))).toBe(before);
    await start();
    const told = await getReEvaluation(deps())(asked(people.signer, { ...inYear, run: '0002' }, undefined));
    expect(told.difference).toEqual(seen.difference);
    expect(told.reEvaluation).toMatchObject({ reason: '个别评分有误，予以更正', changes: [c6('24')] });
  });
});

describe('appeals and re-evaluation', () => {
  const calendar = plainWeek;
  const file = (item: string, place: number, unit = '002', clerk: Member = people.clerk002) =>
    fileAppeal({ ...year.world, calendar })(
      asked(clerk, { ...inYear, unit }, { item, grounds: '请复核', evidence: [], links: [] }, key(place)),
    );
  const decide = async (
    appeal: string,
    outcome: 'upheld' | 'partly-upheld' | 'rejected',
    points: string | null,
    unit = '002',
  ) => {
    const place = { ...inYear, unit, appeal };
    await answerAppeal(year.world)(asked(people.reviewer, place, { text: '按细则评' }));
    return decideAppeal(year.world)(
      asked(people.admin, place, { outcome, reason: `决定：${outcome}`, points }),
    );
  };
  const listed = async (unit = '002', clerk: Member = people.clerk002) =>
    (await listUnitAppeals({ ...year.world, calendar })(asked(clerk, { ...inYear, unit }, undefined))).items;

  test('upheld ones gather into one re-evaluation; outcomes and figures stand on the report, and each appeal says which revision carried it out', async () => {
    await decide((await file('C6', 1)).id, 'upheld', '25');
    await decide((await file('C2', 2)).id, 'rejected', null);
    await decide((await file('C2', 3, '015', people.clerk015)).id, 'partly-upheld', '1.5', '015');
    await file('C3', 4);
    await start({ changes: [], reason: '落实复核决定' });
    await publishIt('0002');
    const found = difference.parse(JSON.parse(runText('0002', 'difference.json')));
    expect(
      found.units.flatMap(({ unit, lines }) => lines.map(({ code, gained }) => `${unit} ${code} ${gained}`)),
    ).toEqual(['002 C6 5', '015 C2 -0.5']);
    const page = await text('changes.html');
    expect(page).toContain(
      '共收到复核申请 4 件：成立 1 件，部分成立 1 件，不成立 1 件，单位撤回 0 件，还在办理 1 件',
    );
    expect(page).toContain('决定：rejected');
    expect((await listed()).map(({ item, carriedOut }) => [item, carriedOut]).sort()).toEqual([
      ['C2', 2],
      ['C3', null],
      ['C6', 2],
    ]);
  });

  test('one that a revision has published is not published again; one outside the scope waits', async () => {
    await decide((await file('C6', 1)).id, 'upheld', '25');
    await decide((await file('C2', 2, '015', people.clerk015)).id, 'upheld', '1.5', '015');
    const seen = await preview({ changes: [], scope: { kind: 'units', units: ['002'] } });
    expect(seen.changes).toMatchObject([{ unit: '002', item: 'C6', points: '25' }]);
    await start({ changes: [], scope: { kind: 'units', units: ['002'] } });
    await publishIt('0002');
    const left = await preview({ changes: [] });
    expect(left.changes).toMatchObject([{ unit: '015', item: 'C2' }]);
    await start({ changes: [] }, 2);
    await publishIt('0003');
    await expect(start({ changes: [] }, 3)).rejects.toMatchObject({ code: 'nothing-to-re-evaluate' });
  });

  test('rejected ones alone: a revision may publish their outcomes without changing a point', async () => {
    await decide((await file('C6', 1)).id, 'rejected', null);
    await start({ changes: [] });
    await publishIt('0002');
    expect(difference.parse(JSON.parse(runText('0002', 'difference.json')))).toMatchObject({ units: [] });
    expect(await text('changes.html')).toContain('数据没有更正');
  });

  test('facts that are stated anew stand over a decision about the same item', async () => {
    await decide((await file('C6', 1)).id, 'upheld', '25');
    const facts: InputsChange = {
      kind: 'item-facts',
      unit: '002',
      item: 'C6',
      facts: { evidence: 0, assessments: [{ assessor: 'a1', points: '22', reason: '补评' }] },
      reason: '重新评分',
    };
    const { difference: found } = await preview({ changes: [facts] });
    expect(found.units[0]?.lines).toMatchObject([{ code: 'C6', after: '22', why: [0, 1] }]);
  });

  test('two that are filed at the same moment for one item: one of them', async () => {
    const both = await Promise.allSettled([file('C6', 1), file('C6', 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await listed()).toHaveLength(1);
  });
});

describe('a withdrawn report', () => {
  test('is gone from its address at once, with the reason; earlier pages say so; it is a revision', async () => {
    expect(await withdraw()).toMatchObject({ revision: 2, reason: '附件含有不应公开的内容' });
    expect(await read('index.html')).toMatchObject({ kind: 'withdrawn', publication: { revision: 2 } });
    expect(await read('inputs.json')).toMatchObject({ kind: 'withdrawn' });
    expect(await read('r1/index.html')).toMatchObject({ kind: 'file', notice: { kind: 'withdrawn' } });
    expect(await revisions()).toMatchObject([
      { revision: 2, kind: 'withdrawal', state: 'withdrawal', address: null },
      { revision: 1, state: 'superseded' },
    ]);
  });

  test('with its earlier pages hidden: none of them is shown to anybody, also after a later revision', async () => {
    await withdraw(true);
    expect(await read('r1/index.html')).toMatchObject({ kind: 'withdrawn' });
    await start();
    await publishIt('0002');
    expect(await view('0002')).toMatchObject({ revision: 3 });
    expect(await text('index.html')).toContain('第 3 版');
    expect(await read('r1/index.html')).toMatchObject({ kind: 'withdrawn' });
    expect(await read('r2/index.html')).toMatchObject({ kind: 'withdrawn' });
    expect((await revisions()).map(({ address }) => address)).toEqual([
      '/reports/2018/r3/index.html',
      null,
      null,
    ]);
  });

  test('again with the same words finds it done; with others it is refused; before anything is published too', async () => {
    const first = await withdraw();
    expect(await withdraw()).toEqual(first);
    await expect(withdraw(true)).rejects.toMatchObject({ code: 'report-withdrawn' });
  });

  test('takes no appeal until there is a report again', async () => {
    await withdraw();
    const late = fileAppeal({ ...year.world, calendar: plainWeek })(
      asked(
        people.clerk002,
        { ...inYear, unit: '002' },
        { item: 'C6', grounds: '请复核', evidence: [], links: [] },
      ),
    );
    await expect(late).rejects.toMatchObject({ code: 'report-unknown' });
  });

  test('while a new revision waits for its signature: its pages name the wrong number; rendered and signed anew it is published', async () => {
    await start();
    await withdraw();
    await publishIt('0002');
    const stopped = await view('0002');
    expect(stopped).toMatchObject({ status: 'active', stopped: { step: 'publish' } });
    expect(stopped.stopped?.reason).toContain('report-names-other-revision');
    expect(await read('index.html')).toMatchObject({ kind: 'withdrawn' });
    await resumeRun({ ...year.world, callbacks: year.machine.callbacks })(
      asked(people.admin, { ...inYear, run: '0002' }, { from: 'render' }),
    );
    await year.machine.settled();
    await publishIt('0002');
    expect(await text('index.html')).toContain('第 3 版');
  });
});
