import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { dynamoDbStore } from '../../functions/adapters/dynamodb-store.ts';
import { jsonLog } from '../../functions/adapters/json-log.ts';
import { createHandler as createRequests } from '../../functions/api-requests/handler.ts';
import { createHandler as createRemoval } from '../../functions/event-remove-applicants/handler.ts';
import { loadCycleDefinition } from '../../shared/app/cycle/load-cycle-definition.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { streams } from '../../shared/contracts/streams.ts';
import { fileView } from '../../shared/contracts/file-view.ts';
import { annualReportView, requestLine, requestView } from '../../shared/contracts/request-views.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { verifyChain } from '../../shared/domain/audit/verify-chain.ts';
import { annualReportDocx } from '../../shared/formats/annual-report-docx.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import type { Store } from '../../shared/ports/store.ts';
import { sha256Hex } from '../../shared/app/new-id.ts';
import { noon } from '../support/builders.ts';
import { readDocx } from '../support/read-docx.ts';
import { startRecordsTable } from '../support/records-table.ts';
import { sampleRequestEntry, zhang } from '../support/requests.ts';
import { rubric2018 } from '../support/scoring.ts';
import { people, sampleDefinition, settableClock } from '../shared/app/world.ts';
import { believing, callHttp, lambdaContext, problemIn } from './http-call.ts';

/**
 * A request's life through the deployed functions over a real table: what the routes take and give parses with the contract,
 * what is stored is read back by its schema, and nothing of an applicant reaches a log or outlives the removal.
 */
describe('requests over the embedded database', () => {
  const clock = settableClock(noon);
  const lines: string[] = [];
  let records: Awaited<ReturnType<typeof startRecordsTable>>;
  let store: Store;

  beforeAll(async () => {
    records = await startRecordsTable();
    store = dynamoDbStore(records.client, records.table);
    await loadCycleDefinition({ store, clock })({
      definition: sampleDefinition(),
      rubric: rubric2018,
      members: Object.values(people),
    });
  });
  afterAll(() => records.close());

  const call = async (
    route: Readonly<{ method: string; path: string }>,
    subject: string,
    sent: Readonly<{ params?: Record<string, string>; query?: Record<string, string>; body?: unknown }>,
    key = 'key-0000000000000001',
  ) =>
    callHttp(
      createRequests({
        store,
        clock,
        tokens: believing,
        edgeSecret: null,
        rehearsalClock: null,
        log: jsonLog('api-requests', (line) => lines.push(line)),
        calendar: stateCouncilCalendar(),
        writeAnnualReport: annualReportDocx,
      }),
      { route, subject, headers: { 'idempotency-key': key }, ...sent },
    );
  const clerk = people.clerk002.subject;
  const unit = { cycle: '2018', unit: '002' };

  test('a request is recorded, listed, extended, answered, counted, reported, and at last forgotten', async () => {
    const made = await call(routes.recordRequest, clerk, { params: unit, body: sampleRequestEntry() });
    expect(made.statusCode).toBe(201);
    const request = requestView.parse(JSON.parse(made.body));
    const again = await call(routes.recordRequest, clerk, { params: unit, body: sampleRequestEntry() });
    expect(JSON.parse(again.body)).toEqual(JSON.parse(made.body));
    const place = { ...unit, request: request.id };

    const extension = { approvedOn: '2018-04-02', toldOn: '2018-04-02', days: 15 };
    const extended = await call(routes.extendRequest, clerk, { params: place, body: extension });
    expect(requestView.parse(JSON.parse(extended.body)).clock.dueOn).toBe('2018-04-24');
    const twice = await call(routes.extendRequest, clerk, { params: place, body: extension });
    expect(JSON.parse(twice.body)).toEqual(JSON.parse(extended.body));

    const listed = await call(routes.listRequests, clerk, {
      params: unit,
      query: { state: 'overdue', limit: '1' },
    });
    const items = z.object({ items: z.array(requestLine) }).parse(JSON.parse(listed.body)).items;
    expect(items.map((each) => each.id)).toEqual([request.id]);
    const odd = await call(routes.listRequests, clerk, { params: unit, query: { state: 'lost' } });
    expect(problemIn(odd).code).toBe('input-invalid');

    const late = await call(routes.answerRequest, clerk, {
      params: place,
      body: { on: '2018-04-25', outcome: 'granted-in-part' },
    });
    expect(requestView.parse(JSON.parse(late.body))).toMatchObject({
      state: 'answered-late',
      clock: { late: 1 },
    });
    const refused = await call(routes.withdrawRequest, clerk, { params: place, body: { on: '2018-04-26' } });
    expect(refused.statusCode).toBe(409);
    expect(problemIn(refused)).toMatchObject({ code: 'request-wrong-state' });
    expect(problemIn(refused).detail).not.toMatch(/[a-z]/);

    const seen = await call(routes.getRequest, people.admin.subject, { params: place });
    expect(requestView.parse(JSON.parse(seen.body)).applicant.name).toBe('张**');
    const overview = await call(routes.countRequests, people.admin.subject, { params: { cycle: '2018' } });
    expect(JSON.parse(overview.body)).toMatchObject({
      items: { 1: { unit: '002', states: { 'answered-late': 1 } } },
    });

    const report = await call(routes.getAnnualReport, clerk, { params: unit });
    expect(annualReportView.parse(JSON.parse(report.body)).findings.map(({ code }) => code)).toContain(
      'answered-late',
    );
    const draft = await call(routes.getAnnualReportDraft, clerk, { params: unit });
    const file = fileView.parse(JSON.parse(draft.body));
    const [title] = readDocx(new Uint8Array(Buffer.from(file.base64, 'base64'))).paragraphs;
    expect(title?.text).toBe('商务局2018年政府信息公开工作年度报告');

    clock.set('2020-01-01T00:00:00.000Z');
    const removal = createRemoval({
      store,
      clock,
      rehearsalClock: null,
      log: jsonLog('event-remove-applicants', (line) => lines.push(line)),
    });
    expect(await removal({}, lambdaContext)).toEqual({ removed: 1, later: 0 });
    const forgotten = await call(routes.getRequest, clerk, { params: place });
    expect(requestView.parse(JSON.parse(forgotten.body)).applicant).toMatchObject({
      personal: 'removed',
      name: null,
    });
    const record = await store.get(collections.requests, place);
    for (const secret of [zhang.name, zhang.phone, zhang.email, zhang.address]) {
      expect(JSON.stringify(record)).not.toContain(secret);
      expect(lines.join('\n')).not.toContain(secret);
    }
    expect(lines.at(-2)).toContain('"removed":1');
  });

  test('the ledger’s audit trail holds as a chain of its own', async () => {
    const stream = streams.requests('2018', '002');
    const events = (await store.all(collections.auditEvents, { stream })).map((each) => each.value);
    expect(events.map((event) => event.action)).toEqual([
      'request.record',
      'request.extend',
      'request.answer',
      'request.remove-applicants',
    ]);
    expect(verifyChain(events, sha256Hex)).toBeNull();
  });
});
