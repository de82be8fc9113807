import { stringify } from 'yaml';
import type { Item, Rubric } from '../../shared/domain/rubric/rubric.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { sendReminders } from '../../shared/app/reminders/send-reminders.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { storageKeys } from '../../shared/contracts/storage-keys.ts';
import { defaultCircularTemplate } from '../../shared/domain/circular/circular-template.ts';
import { defaultReminderSettings } from '../../shared/domain/reminders/reminder-settings.ts';
import { in002, people, sampleWorld } from '../shared/app/world.ts';
import { noon, sampleCycle, sampleEntry, sampleMember, sampleUnit } from './builders.ts';
import { noChannel } from './channel.ts';
import { sampleContacts } from './contacts.ts';
import { buildZip } from './file-builders.ts';
import { storyFrom, type Held, type HeldWorld, type Played } from './held-world.ts';
import { sampleRequestEntry } from './requests.ts';
import { rubric2018, scheme2018 } from './scoring.ts';
import { registerCells, registerCsv } from './spreadsheets.ts';

/** The year as it is lived before its end, in stories whose every call succeeds: each a chain of calls, by those who make them. */

const { clerk002, reviewer, civilAffairs, admin, secondAdmin } = people;
const in2018 = { cycle: '2018' } as const;
const ofBody = { ...in2018, body: 'civil-affairs' } as const;
const leader = sampleMember('leader-002', [{ role: 'unit-leader', unit: '002' }], '002');
const declared = (name: string, contentType: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  contentType,
  sha256: sha256Hex(bytes),
});
const pdf = declared('纪要.pdf', 'application/pdf', new Uint8Array(9));

async function inJune(): Promise<Held> {
  const { store } = await sampleWorld();
  await store.put(collections.members, { subject: leader.subject }, leader);
  return { now: noon, records: store.dump(), files: {} };
}

async function register(start: Held): Promise<Played[]> {
  const { played, call, meanwhile } = storyFrom(start);
  const added = await call(routes.addRegisterRows, clerk002, in002, { rows: [sampleEntry()] });
  const place = { ...in002, row: added.items[0]!.id };
  await call(routes.correctRegisterRow, clerk002, place, sampleEntry({ title: '更正后的标题' }));
  await call(routes.withdrawRegisterRow, clerk002, place, { reason: '误登' });
  await call(routes.setLinkCheck, admin, in2018, { domains: ['daying.gov.cn'] });
  await call(routes.setImportHeadings, clerk002, in002, { headings: [{ heading: '事项', field: 'title' }] });
  const book = registerCsv([1, 2, 3].map((number) => registerCells(number)));
  const { import: made } = await call(routes.requestImport, clerk002, in002, {
    file: declared('台账.csv', 'text/csv', book),
  });
  const at = { ...in002, import: made.id };
  await meanwhile(({ files }) =>
    files.imports.write(storageKeys.importFile({ ...at, file: 'source' }), book),
  );
  const { reading } = await call(routes.checkImport, clerk002, at);
  await call(routes.addImportedRows, clerk002, at, { reading });
  await call(routes.takeBackImport, clerk002, at);
  const year = await call(routes.getUnitConfirmation, leader, in002);
  await call(routes.confirmUnitYear, leader, in002, { contentSha256: year.now.contentSha256 });
  return played;
}

async function evidence(start: Held): Promise<Played[]> {
  const { played, call, meanwhile, arrives } = storyFrom(start);
  const hand = async (title: string) => {
    const { evidence: piece, links } = await call(routes.requestEvidence, clerk002, in002, {
      items: ['A1'],
      title,
      note: null,
      channel: null,
      files: [pdf],
      replaces: null,
    });
    const place = { ...in002, evidence: piece.id };
    return { place, arrive: () => arrives(storageKeys.evidenceFile({ ...place, file: links[0]!.file })) };
  };
  const first = await hand('会议纪要');
  await call(routes.renewLinks, clerk002, first.place);
  await first.arrive();
  await call(routes.acceptEvidence, reviewer, first.place);
  await call(routes.makeEvidencePublic, clerk002, first.place, { public: true });
  const second = await hand('第二份');
  await second.arrive();
  await call(routes.returnEvidence, reviewer, second.place, { reason: '缺少公章' });
  await call(routes.withdrawEvidence, clerk002, second.place, { reason: '传错了' });

  const folder = { path: 'A1 纪要.pdf', size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) };
  await call(routes.handInEvidenceFolder, clerk002, in002, { files: [folder] });
  const zip = buildZip([
    { name: '照片/1.txt', data: '一' },
    { name: '照片/2.txt', data: '二' },
    { name: '清单.csv', data: '文件名,评价项目,标题\n照片/1.txt,A1,一楼公告栏\n照片/2.txt,A2,二楼公告栏\n' },
  ]);
  const { bundle } = await call(routes.requestEvidenceBundle, clerk002, in002, {
    file: declared('材料.zip', 'application/zip', zip),
  });
  const at = { ...in002, bundle: bundle.id };
  await meanwhile(({ files }) => files.imports.write(storageKeys.evidenceBundle(at), zip));
  await call(routes.handInEvidenceBundle, clerk002, at);
  return played;
}

/** The rubric of 2018 with an item that goes by another count. */
function withMeasure(): Rubric {
  const rule = {
    kind: 'count',
    of: { measure: 'adopted' },
    gives: { every: 1, points: '1', most: null },
  } as const;
  const counted = (item: Item): Item => (item.code === 'C5' ? { ...item, rule } : item);
  const parts = scheme2018.parts.map((part) => ({ ...part, items: part.items.map(counted) }));
  return { ...rubric2018, schemes: [{ ...scheme2018, parts }] };
}

async function judging(start: Held): Promise<Played[]> {
  const { played, call } = storyFrom(start);
  await call(routes.storeRubric, admin, in2018, { text: stringify(withMeasure()) });
  await call(routes.adoptRubric, admin, in2018, { version: 2 });
  const given = { item: 'C2', points: '2', reason: null, checks: {} };
  await call(routes.givePoints, reviewer, in002, { points: [given] });
  await call(routes.setItemFacts, admin, { ...in002, item: 'C2' }, { notApplicable: null, imported: [] });
  await call(
    routes.setUnitMeasure,
    admin,
    { ...in002, measure: 'adopted' },
    {
      months: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    },
  );
  const city = await call(routes.recordCityDeduction, admin, in2018, {
    body: 'civil-affairs',
    points: '1',
    document: '遂府办〔2018〕9号',
    fact: '村务公开',
    decidedOn: '2018-06-01',
  });
  const deduction = { ...in2018, deduction: city.id };
  await call(routes.confirmCityDeduction, secondAdmin, deduction);
  const why = { reason: '市上更正', document: '遂府办〔2018〕10号' };
  await call(routes.askCityDeductionRevocation, admin, deduction, why);
  await call(routes.confirmCityDeductionRevocation, secondAdmin, deduction);
  const decided = await call(routes.decideIncident, admin, in2018, {
    unit: '002',
    kind: 'leak',
    reason: '泄露个人信息',
    document: '大府办〔2018〕3号',
    decidedOn: '2018-06-09',
  });
  const incident = { ...in2018, incident: decided.id };
  await call(routes.confirmIncident, secondAdmin, incident);
  await call(routes.askIncidentRevocation, admin, incident, why);
  await call(routes.confirmIncidentRevocation, secondAdmin, incident);
  return played;
}

async function leadBody(start: Held): Promise<Played[]> {
  const { played, call, goTo } = storyFrom(start);
  const entry = { unit: '002', points: '1', fact: '未公开', document: null, happenedOn: '2018-05-02' };
  const record = async () => ({
    ...ofBody,
    deduction: (await call(routes.recordDeduction, civilAffairs, ofBody, entry)).id,
  });
  const first = await record();
  await call(routes.correctDeduction, civilAffairs, first, { ...entry, points: '1.5' });
  const struck = await record();
  await call(routes.withdrawDeduction, civilAffairs, struck, { reason: '记错了' });
  await call(routes.tellDeductions, civilAffairs, ofBody, { deductions: [] });
  const told = { ...first, unit: '002' };
  await call(routes.replyToDeduction, clerk002, told, { text: '已公开', evidence: [] });
  await call(routes.answerDeductionReply, civilAffairs, first, { points: '1', reason: '部分属实' });
  const file = Buffer.from('单位,扣分,事实,日期\n商务局,0.5,公示不全,2018-05-03\n').toString('base64');
  await call(
    routes.importDeductions,
    civilAffairs,
    { ...in2018, body: 'civil-affairs' },
    { file, dryRun: false },
  );

  const task = {
    id: 'village',
    title: '村务公开',
    detail: null,
    dueOn: '2018-06-30',
    for: { kind: 'all' },
  } as const;
  await call(routes.fileWorkPlan, civilAffairs, ofBody, { tasks: [task] });
  const ofTask = { ...ofBody, unit: '002', task: 'village' };
  await call(routes.replyToTask, clerk002, ofTask, { text: '已公开' });
  await call(routes.answerTask, civilAffairs, ofTask, { done: true, text: null });
  await call(routes.writeSummary, civilAffairs, { ...ofBody, quarter: '1' }, { text: '一季度工作开展情况' });
  await goTo('2018-12-20T04:00:00.000Z');
  await call(routes.handIn, people.tradeUnion, { ...in2018, body: 'trade-union' }, { note: null });
  await call(routes.handInForBody, admin, { ...in2018, body: 'portal-office' }, { reason: '催办无果' });
  return played;
}

async function requests(start: Held): Promise<Played[]> {
  const { played, call, goTo, meanwhile } = storyFrom(start);
  const year = (cycle: string, unit: string) =>
    meanwhile(async ({ store }) => {
      const window = { opensOn: `${cycle}-01-01`, closesOn: `${cycle}-12-31` };
      await store.put(collections.cycles, { cycle }, sampleCycle({ id: cycle, window }));
      await store.put(collections.units, { cycle, unit }, sampleUnit({ cycle, id: unit }));
    });
  await call(routes.setRequestRules, admin, {}, { dueSoonDays: 5, keepApplicantDays: 180 });
  await year('2020', '002');
  await goTo('2020-12-30T04:00:00.000Z');
  const in2020 = { cycle: '2020', unit: '002' };
  const record = async (receipt: Parameters<typeof sampleRequestEntry>[0]) => {
    const made = await call(routes.recordRequest, clerk002, in2020, sampleRequestEntry(receipt));
    return { ...in2020, request: made.id };
  };
  const place = await record({
    receipt: { channel: 'ordinary-post', arrivedOn: '2020-06-01', confirmedOn: null },
  });
  await call(routes.confirmRequest, clerk002, place, { on: '2020-06-02' });
  await call(routes.askCorrection, clerk002, place, { noticedOn: '2020-06-04', correctBy: '2020-06-15' });
  await call(routes.receiveCorrection, clerk002, place, { on: '2020-06-10' });
  await call(routes.pauseRequest, clerk002, place, { reason: 'third-party', from: '2020-06-16' });
  await call(routes.resumeRequest, clerk002, place, { reason: 'third-party', to: '2020-06-23' });
  const extension = { approvedOn: '2020-07-15', toldOn: '2020-07-16', days: 10 };
  await call(routes.extendRequest, clerk002, place, extension);
  await call(routes.answerRequest, clerk002, place, { on: '2020-07-31', outcome: 'refused-process' });
  const review = { ...place, contest: 'review' } as const;
  await call(routes.fileContest, clerk002, review, { on: '2020-08-10' });
  await call(routes.decideContest, clerk002, review, { on: '2020-10-08', outcome: 'upheld' });

  const other = await record({
    reference: '2020-002',
    receipt: { channel: 'in-person', arrivedOn: '2020-12-01' },
  });
  await call(routes.withdrawRequest, clerk002, other, { on: '2020-12-29' });
  await call(routes.reopenRequest, clerk002, other, { reason: '误办结' });
  const entry = {
    reference: '2020-002',
    receipt: { channel: 'in-person', arrivedOn: '2020-12-01' },
  } as const;
  await call(routes.amendRequest, clerk002, other, {
    ...sampleRequestEntry({ ...entry, wanted: '更正后的内容' }),
    reason: '抄录有误',
  });
  await call(routes.strikeRequest, clerk002, other, { reason: '重复登记' });

  await year('2019', '002');
  await goTo('2019-05-20T04:00:00.000Z');
  const in2019 = { cycle: '2019', unit: '002' };
  const made = await call(
    routes.recordRequest,
    clerk002,
    in2019,
    sampleRequestEntry({ receipt: { channel: 'in-person', arrivedOn: '2019-05-14' } }),
  );
  const choice = { regulation: '2019', reason: '施行时尚未办结' } as const;
  await call(routes.chooseRegulation, admin, { ...in2019, request: made.id }, choice);
  return played;
}

async function contacts(start: Held): Promise<Played[]> {
  const { played, call, meanwhile } = storyFrom(start);
  await call(routes.fileContacts, clerk002, in002, sampleContacts());
  const bytes = new TextEncoder().encode('%PDF-1.4 a scan');
  const file = declared('登记表.pdf', 'application/pdf', bytes);
  const { link } = await call(routes.requestContactsScan, clerk002, in002, { file });
  const at = { ...in002, scan: link.file };
  await meanwhile(({ files }) => files.scans.write(storageKeys.contactsScan(at, 'incoming'), bytes));
  await call(routes.attachContactsScan, clerk002, at, { file, version: 1 });
  await call(routes.exportContacts, admin, in2018, { format: 'csv' });
  return played;
}

async function membership(start: Held): Promise<Played[]> {
  const { played, call } = storyFrom(start);
  const listed = await call(routes.listMembers, admin, {});
  const found = listed.items.find(({ displayName }) => displayName === people.reviewerOfA.displayName)!;
  const place = { member: found.id };
  const { displayName, homeUnit } = found;
  const roles = [{ role: 'reviewer' as const, items: ['A1'] }];
  await call(routes.changeMember, admin, place, {
    displayName,
    homeUnit,
    roles,
    version: 1,
  });
  await call(routes.changeMember, admin, place, {
    displayName,
    homeUnit,
    roles: [...roles, { role: 'signer' }],
    version: 2,
  });
  await call(routes.confirmMemberChange, 'admin-2', place, { version: 2 });
  await call(routes.suspendMember, admin, place, { version: 3, reason: '调离' });
  await call(routes.restoreMember, admin, place, { version: 4, reason: '调回' });
  await call(routes.removeMember, admin, place, { version: 5, reason: '退休' });
  const invite = () =>
    call(
      routes.inviteMember,
      admin,
      {},
      { displayName: '新来的', homeUnit: null, roles: [{ role: 'signer' }] },
    );
  const { code, invitation: first } = await invite();
  await call(routes.confirmInvitation, 'admin-2', { invitation: first.id });
  await call(routes.acceptInvitation, 'new-subject', {}, { code: code! });
  const { invitation } = await invite();
  await call(routes.withdrawInvitation, admin, { invitation: invitation.id });
  return played;
}

/** The hourly round, to have something in the inbox. */
const hourly = ({ store, clock }: HeldWorld) =>
  sendReminders({ store, clock, channel: noChannel, duties: [] })(() => true);

async function settings(start: Held): Promise<Played[]> {
  const { played, call, goTo, meanwhile } = storyFrom(start);
  await call(routes.setReminderSettings, admin, in2018, { ...defaultReminderSettings });
  await call(routes.setCircularTemplate, admin, in2018, { ...defaultCircularTemplate });
  await call(routes.setMyNotifications, clerk002, {}, { mail: null, language: 'en', digest: false });
  const url = 'https://hooks.example.cn/x';
  await call(routes.setWebhook, admin, in2018, { url, active: true, renewSecret: false });
  await goTo('2018-12-20T04:00:00.000Z');
  await meanwhile(hourly);
  const inbox = await call(routes.listInbox, clerk002, in2018);
  await call(routes.readReminder, clerk002, { ...in2018, reminder: inbox.items[0]!.id });
  await call(routes.remindNow, admin, in2018, { units: ['002'], bodies: [], kinds: [] });
  await call(routes.setRehearsalClock, admin, {}, { now: '2018-12-31T00:00:00.000Z' });
  return played;
}

/** Every story of the year before its end, told. */
export async function storiesOfTheYear(): Promise<Played[]> {
  const start = await inJune();
  const stories = [register, evidence, judging, leadBody, requests, contacts, membership, settings];
  return (await Promise.all(stories.map((story) => story(start)))).flat();
}
