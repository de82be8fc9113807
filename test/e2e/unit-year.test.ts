import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { upload } from '../../infra/demo/api-client.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { Receipt } from '../../shared/domain/requests/request.ts';
import { sampleContacts, samplePerson } from '../support/contacts.ts';
import { buildJpeg, buildPdf } from '../support/file-builders.ts';
import { readDocx } from '../support/read-docx.ts';
import { sampleRequestEntry, zhang } from '../support/requests.ts';
import { startEmbedded, type Embedded } from './embedded.ts';

/** What a unit's information clerk does beside the register, through everything that is deployed. */
let embedded: Embedded;
beforeAll(async () => {
  embedded = await startEmbedded('2018-06-15T04:00:00.000Z');
}, 240_000);
afterAll(() => embedded.close(), 60_000);

const in002 = { cycle: '2018', unit: '002' };
const clerk = () => embedded.as('unit-002');
const admin = () => embedded.as('admin-b');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const fileOf = (name: string, contentType: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  contentType,
  sha256: sha256(bytes),
});
const decoded = (file: Readonly<{ base64: string }>) => new Uint8Array(Buffer.from(file.base64, 'base64'));
const goTo = (now: string) =>
  embedded.as('admin-a').call(routes.setRehearsalClock, { params: {}, body: { now } });
let keys = 0;
const key = () => `key-of-a-unit-year-${(keys += 1)}`;

describe('a request for information', () => {
  const record = (reference: string, receipt: Receipt) =>
    clerk().call(routes.recordRequest, {
      params: in002,
      body: sampleRequestEntry({ reference, receipt }),
      key: key(),
    });
  const requestIn = (id: string) => ({ ...in002, request: id });

  test('by the website’s form runs from the day of confirmation, stands while a third party is heard, is extended once and answered', async () => {
    const made = await record('2018-网-1', {
      channel: 'website',
      arrivedOn: '2018-06-11',
      confirmedOn: null,
    });
    expect(made).toMatchObject({ status: 'awaiting-confirmation', clock: { dueOn: null } });
    const place = requestIn(made.id);
    const confirmed = await clerk().call(routes.confirmRequest, {
      params: place,
      body: { on: '2018-06-13' },
    });
    // 14–15 June (2), [16–18 are the Dragon Boat Festival], 19–22 (6), 25–29 (11), 2–5 July (15).
    expect(confirmed.clock).toMatchObject({
      regulation: '2007',
      receivedOn: '2018-06-13',
      dueOn: '2018-07-05',
    });

    await goTo('2018-06-26T04:00:00.000Z');
    await clerk().call(routes.pauseRequest, {
      params: place,
      body: { reason: 'third-party', from: '2018-06-20' },
    });
    const resumed = await clerk().call(routes.resumeRequest, {
      params: place,
      body: { reason: 'third-party', to: '2018-06-25' },
    });
    expect(resumed.clock.standsFor).toBeNull();
    // 21, 22 and 25 June are taken out, the day of the question is not: three working days more.
    expect(resumed.clock.dueOn).toBe('2018-07-10');
    const extended = await clerk().call(routes.extendRequest, {
      params: place,
      body: { approvedOn: '2018-06-26', toldOn: '2018-06-26', days: 15 },
    });
    expect(extended.clock.allowed).toBe(30);
    const twice = clerk().call(routes.extendRequest, {
      params: place,
      body: { approvedOn: '2018-06-26', toldOn: '2018-06-26', days: 1 },
    });
    await expect(twice).rejects.toMatchObject({ problem: { code: 'extension-once' } });
    const answered = await clerk().call(routes.answerRequest, {
      params: place,
      body: { on: '2018-06-26', outcome: 'granted' },
    });
    expect(answered).toMatchObject({
      status: 'answered',
      answer: { outcome: 'granted' },
      clock: { late: 0 },
    });
    expect(answered.steps.length).toBeGreaterThan(4);
    expect(answered.steps[0]?.words.zh).toContain('通过网站提交');
  }, 60_000);

  test('shows its applicant in full to the unit, masked to the county office, and to other units nothing', async () => {
    const made = await record('2018-面-2', { channel: 'in-person', arrivedOn: '2018-06-14' });
    expect(made.applicant).toMatchObject({ personal: 'full', name: zhang.name });
    const seen = await admin().call(routes.getRequest, { params: requestIn(made.id) });
    expect(seen.applicant.personal).toBe('masked');
    expect(JSON.stringify(seen)).not.toContain(zhang.name);
    const foreign = embedded.as('unit-003').call(routes.getRequest, { params: requestIn(made.id) });
    await expect(foreign).rejects.toMatchObject({ problem: { code: 'not-your-unit' } });
  }, 60_000);

  test('is due soon, then overdue, in the unit’s ledger and in the county’s numbers', async () => {
    await goTo('2018-07-20T04:00:00.000Z');
    const ledger = await clerk().call(routes.listRequests, { params: in002, query: { state: 'overdue' } });
    expect(ledger.items.map((each) => each.reference)).toEqual(['2018-面-2']);
    expect(ledger.items[0]?.clock.late).toBeGreaterThan(0);
    const overview = await admin().call(routes.countRequests, { params: { cycle: '2018' } });
    expect(overview.items.find((each) => each.unit === '002')).toMatchObject({
      total: 2,
      states: { overdue: 1 },
    });
  }, 60_000);

  test('fills the annual report, balanced, and its Word draft', async () => {
    const report = await clerk().call(routes.getAnnualReport, { params: in002 });
    expect(report.balance.length).toBeGreaterThan(0);
    for (const { came, went } of report.balance) expect(came).toBe(went);
    expect(report.findings.filter((each) => each.weight === 'error')).toEqual([]);
    const file = await clerk().call(routes.getAnnualReportDraft, { params: in002 });
    const { paragraphs } = readDocx(decoded(file));
    expect(paragraphs.map((each) => each.text).join('')).toContain('商务局');
  }, 60_000);

  test('loses its applicant to the nightly removal when the county’s time for keeping them is over', async () => {
    const kept = await clerk().call(routes.listRequests, { params: in002, query: {} });
    expect(kept.items.some((each) => each.applicant.name === zhang.name)).toBe(true);
    await goTo('2030-01-01T04:00:00.000Z');
    await embedded.runtime.invokeFunction('biaochi-event-remove-applicants', {});
    const ledger = await clerk().call(routes.listRequests, { params: in002, query: {} });
    const answered = ledger.items.find((each) => each.status === 'answered');
    expect(answered?.applicant).toMatchObject({ personal: 'removed', name: null, phone: null });
    await goTo('2018-07-20T04:00:00.000Z');
  }, 60_000);
});

describe('the registration form of contacts', () => {
  test('is filed, sealed by a scan, changed with its history, and exported to the county office', async () => {
    const filed = await clerk().call(routes.fileContacts, { params: in002, body: sampleContacts() });
    expect(filed).toMatchObject({ state: 'unsealed', version: 1 });
    const scan = buildPdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
    const file = fileOf('登记表（盖章）.pdf', 'application/pdf', scan);
    const { link } = await clerk().call(routes.requestContactsScan, {
      params: in002,
      body: { file },
      key: key(),
    });
    await upload(link, scan);
    const sealed = await clerk().call(routes.attachContactsScan, {
      params: { ...in002, scan: link.file },
      body: { file, version: 1 },
    });
    expect(sealed).toMatchObject({ state: 'sealed', changedSinceSealed: false });
    const changed = await clerk().call(routes.fileContacts, {
      params: in002,
      body: sampleContacts({ staff: [samplePerson({ name: '演示乙' })] }),
    });
    expect(changed).toMatchObject({ version: 2, changedSinceSealed: true });

    const history = await admin().call(routes.getContactsHistory, { params: in002 });
    expect(history.versions.map((each) => each.version)).toEqual([2, 1]);
    const link2 = await admin().call(routes.getContactsScan, { params: { ...in002, scan: link.file } });
    const answer = await fetch(link2.url);
    expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent('登记表（盖章）.pdf'));
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(file.sha256);

    const exported = await admin().call(routes.exportContacts, {
      params: { cycle: '2018' },
      body: { format: 'xlsx' },
      key: 'key-of-an-export-of-contacts',
    });
    const book = await readXlsx(decoded(exported));
    expect(JSON.stringify(book.sheets[0]?.rows)).toContain('演示乙');
    const reviewer = embedded.as('reviewer-a').call(routes.getContacts, { params: in002 });
    await expect(reviewer).rejects.toMatchObject({ problem: { status: 403 } });
  }, 60_000);
});

describe('where a unit stands', () => {
  const standing = () => clerk().call(routes.getUnitStanding, { params: in002 });
  const a1 = async () => (await standing()).items.find((each) => each.code === 'A1');

  test('shows what is missing, what waits, what came back and what it is worth once accepted', async () => {
    expect(await a1()).toMatchObject({ points: '0', evidence: { state: 'missing' } });
    const photo = buildJpeg({ width: 64, height: 48 });
    const hand = async () => {
      const made = await clerk().call(routes.requestEvidence, {
        params: in002,
        body: {
          items: ['A1'],
          title: '组织领导机构文件',
          note: null,
          channel: null,
          files: [fileOf('文件.jpg', 'image/jpeg', photo)],
          replaces: null,
        },
        key: key(),
      });
      await upload(made.links[0]!, photo);
      const place = { ...in002, evidence: made.evidence.id };
      await vi.waitFor(
        async () => {
          const { status } = await clerk().call(routes.getEvidence, { params: place });
          expect(status).toBe('inspected');
        },
        { timeout: 30_000, interval: 100 },
      );
      return place;
    };
    const first = await hand();
    expect((await a1())?.evidence).toMatchObject({ waiting: 1 });
    const reviewer = embedded.as('reviewer-a');
    await reviewer.call(routes.returnEvidence, { params: first, body: { reason: '看不清公章' } });
    expect((await standing()).returned).toMatchObject([{ items: ['A1'], reason: '看不清公章' }]);
    await reviewer.call(routes.acceptEvidence, { params: await hand() });
    expect(await a1()).toMatchObject({ points: '2', evidence: { accepted: 1 } });
  }, 120_000);

  test('is the same in the county office’s list, which filters and goes out as a workbook', async () => {
    const own = await standing();
    const all = [];
    let cursor: string | null = null;
    do {
      const page: z.output<typeof routes.listStandings.output> = await admin().call(routes.listStandings, {
        params: { cycle: '2018' },
        query: cursor === null ? {} : { after: cursor },
      });
      all.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    expect(all).toHaveLength(64);
    const line = all.find((each) => each.unit === '002');
    expect(line).toMatchObject({ total: own.total, returned: own.returned.length });
    const missing = await admin().call(routes.listStandings, {
      params: { cycle: '2018' },
      query: { gap: own.gaps[0]! },
    });
    expect(missing.items.map((each) => each.unit)).toContain('002');

    const file = await admin().call(routes.getStandingsFile, { params: { cycle: '2018' } });
    const book = await readXlsx(decoded(file));
    const row = book.sheets.flatMap((sheet) => sheet.rows).find((cells) => cells.includes(line!.name));
    expect(row?.map(String)).toContain(own.total);
    const foreign = embedded.as('unit-003').call(routes.getUnitStanding, { params: in002 });
    await expect(foreign).rejects.toMatchObject({ problem: { code: 'not-your-unit' } });
  }, 120_000);
});

test('web links are evidence without a file; an hourly sweep counts a file that was asked for and never sent', async () => {
  const ask = (over: object) =>
    clerk().call(routes.requestEvidence, {
      params: in002,
      body: {
        items: ['A2'],
        title: '政务微博',
        note: null,
        channel: null,
        files: [],
        replaces: null,
        ...over,
      },
      key: key(),
    });
  const linked = await ask({ links: [{ url: 'https://weibo.example.cn/daying/1', title: null }] });
  expect(linked).toMatchObject({ links: [], evidence: { status: 'inspected' } });
  const place = { ...in002, evidence: linked.evidence.id };
  await embedded.as('reviewer-a').call(routes.acceptEvidence, { params: place });
  await expect(ask({})).rejects.toMatchObject({ problem: { code: 'evidence-empty' } });

  await ask({ files: [fileOf('说明.pdf', 'application/pdf', new Uint8Array([1]))] });
  await goTo('2018-07-21T04:00:00.000Z');
  const swept = await embedded.runtime.invokeFunction('biaochi-event-sweep-evidence', {});
  expect(swept).toEqual({ inspected: 0, quarantined: 0, missing: 1, later: 0 });
}, 60_000);

test('what is due soon comes into the inbox by the hourly round, once, and is nobody else’s', async () => {
  await goTo('2018-12-20T04:00:00.000Z');
  const round = () => embedded.runtime.invokeFunction('biaochi-event-send-reminders', {});
  const first = z.object({ said: z.int() }).parse(await round());
  expect(first.said).toBeGreaterThan(64);
  expect(await round()).toEqual({ said: 0, settled: 0, sent: 0, givenUp: 0, later: 0 });
  const inbox = await clerk().call(routes.listInbox, { params: { cycle: '2018' } });
  const mine = inbox.items.find((each) => each.duty === 'evidence-missing');
  expect(mine).toMatchObject({ stage: 'soon', status: 'open', readAt: null });
  expect(mine?.body.zh).toContain('商务局的同事，您好');
  const place = { cycle: '2018', reminder: mine!.id };
  const read = await clerk().call(routes.readReminder, { params: place });
  expect(read.readAt).toBe('2018-12-20T04:00:00.000Z');
  const foreign = embedded.as('unit-003').call(routes.readReminder, { params: place });
  await expect(foreign).rejects.toMatchObject({ problem: { code: 'reminder-unknown' } });
}, 120_000);
