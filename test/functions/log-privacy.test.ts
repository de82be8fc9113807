import { expect, test } from 'vitest';
import { jsonLog } from '../../functions/adapters/json-log.ts';
import { taskCallbacks } from '../../functions/adapters/step-functions.ts';
import { createHandler as createAskBody } from '../../functions/task-ask-body/handler.ts';
import { SFNClient, SendTaskSuccessCommand, TaskTimedOut } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { handIn } from '../../shared/app/assessment/hand-in.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { logCodes } from '../../shared/ports/log.ts';
import * as z from 'zod/mini';
import { sampleEntry } from '../support/builders.ts';
import { sampleRequestEntry } from '../support/requests.ts';
import { asked, in002, people, sampleWorld } from '../shared/app/world.ts';
import { apiOver, callHttp, lambdaContext } from './http-call.ts';

/**
 * What people send and who they are must not reach the log. Everything that could is marked here, sent through the real
 * functions so that it is accepted, refused, malformed and broken on, and the log is searched for the marks.
 */
const mark = 'marked';
const line = z.object({
  code: z.enum(logCodes),
  level: z.enum(['INFO', 'WARN', 'ERROR']),
  function: z.string(),
});

test('no body, name, token, link or idempotency key of a call is logged, whether it is done, refused or breaks', async () => {
  const lines: string[] = [];
  const world = await sampleWorld();
  const clerk = { ...people.clerk002, displayName: `${mark}-name` };
  await world.store.put(collections.members, { subject: clerk.subject }, clerk);
  const headers = {
    authorization: `Bearer ${clerk.subject}~${mark}-bearer`,
    cookie: `${mark}-cookie`,
    'idempotency-key': `${mark}-key-000000000001`,
  };
  const entry = sampleEntry({
    title: `${mark}-title`,
    secrecyReview: { reviewer: `${mark}-reviewer`, reviewedOn: '2018-03-12' },
  });
  const call = async (
    broken: boolean,
    route: { method: string; path: string; area: keyof ReturnType<typeof apiOver> },
    body: unknown,
  ) => {
    const commit = () => Promise.reject(new Error('the store is away'));
    const store = broken ? { ...world.store, commit } : world.store;
    const api = apiOver({ ...world, store }, lines);
    const answer = await callHttp(api[route.area], {
      route,
      subject: clerk.subject,
      params: in002,
      headers,
      body,
    });
    return answer.statusCode;
  };
  const evidence = {
    items: ['A1'],
    title: `${mark}-evidence`,
    note: `${mark}-note`,
    channel: null,
    files: [{ name: `${mark}.pdf`, size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) }],
    replaces: null,
  };
  const { addRegisterRows, requestEvidence } = routes;
  expect(await call(true, addRegisterRows, { rows: [entry] })).toBe(500);
  expect(await call(false, addRegisterRows, { rows: [entry] })).toBe(201);
  expect(await call(false, addRegisterRows, { rows: [{ ...entry, column: `${mark}-column` }] })).toBe(400);
  expect(await call(false, addRegisterRows, { rows: [{ ...entry, [`${mark}-field`]: 1 }] })).toBe(400);
  expect(await call(false, addRegisterRows, `{"${mark}`)).toBe(400);
  expect(await call(true, requestEvidence, evidence)).toBe(500);
  expect(await call(false, requestEvidence, evidence)).toBe(201);
  expect(await call(false, requestEvidence, { ...evidence, items: ['Z9'] })).toBe(400);
  expect(lines).toHaveLength(8);
  expect(lines.join('\n')).not.toContain(mark);
  for (const each of lines) line.parse(JSON.parse(each));
});

test('no applicant of a request is logged, whether the call is done, refused, malformed or breaks', async () => {
  const lines: string[] = [];
  const world = await sampleWorld();
  const applicant = {
    kind: 'natural-person',
    name: `${mark}-name`,
    phone: '13800138000',
    email: `${mark}@example.cn`,
    address: `${mark}-address`,
  };
  const body = { ...sampleRequestEntry(), wanted: `${mark}-wanted`, applicant };
  const call = async (
    broken: boolean,
    route: { method: string; path: string },
    params: Record<string, string>,
    sent: unknown,
  ) => {
    const commit = () => Promise.reject(new Error('the store is away'));
    const store = broken ? { ...world.store, commit } : world.store;
    const answer = await callHttp(apiOver({ ...world, store }, lines).requests, {
      route,
      subject: people.clerk002.subject,
      params,
      headers: { 'idempotency-key': `${mark}-key-000000000001` },
      body: sent,
    });
    return answer;
  };
  const { recordRequest, amendRequest, strikeRequest } = routes;
  expect((await call(true, recordRequest, in002, body)).statusCode).toBe(500);
  const made = await call(false, recordRequest, in002, body);
  expect(made.statusCode).toBe(201);
  const wrong = { ...body, applicant: { ...applicant, email: `${mark}-no-email` } };
  expect((await call(false, recordRequest, in002, wrong)).statusCode).toBe(400);
  const tomorrow = { ...body, receipt: { channel: 'in-person', arrivedOn: '2018-12-31' } };
  expect((await call(false, recordRequest, in002, tomorrow)).statusCode).toBe(400);
  const place = { ...in002, request: z.object({ id: z.string() }).parse(JSON.parse(made.body)).id };
  expect((await call(true, strikeRequest, place, { reason: `${mark}-reason` })).statusCode).toBe(500);
  expect((await call(false, strikeRequest, place, { reason: `${mark}-reason` })).statusCode).toBe(200);
  expect((await call(false, amendRequest, place, { ...body, reason: mark })).statusCode).toBe(409);
  expect(lines).toHaveLength(7);
  expect(lines.join('\n')).not.toMatch(/marked|138/);
});

test('no contact is logged, whether the form is filed, malformed, exported or breaks', async () => {
  const lines: string[] = [];
  const world = await sampleWorld();
  const person = {
    name: `${mark}-name`,
    title: `${mark}-title`,
    officePhone: null,
    mobile: '13800138000',
    qq: null,
  };
  const body = { unitPhone: '0825-1380013', office: `${mark}-office`, leader: person, staff: [person] };
  const call = async (
    broken: boolean,
    route: { method: string; path: string },
    who: string,
    sent: unknown,
  ) => {
    const commit = () => Promise.reject(new Error('the store is away'));
    const store = broken ? { ...world.store, commit } : world.store;
    const answer = await callHttp(apiOver({ ...world, store }, lines).contacts, {
      route,
      subject: who,
      params: who === people.admin.subject ? { cycle: '2018' } : in002,
      headers: { 'idempotency-key': `${mark}-key-000000000001` },
      body: sent,
    });
    return answer.statusCode;
  };
  const [clerk, admin] = [people.clerk002.subject, people.admin.subject];
  const { fileContacts, requestContactsScan, exportContacts } = routes;
  const scan = { name: `${mark}.pdf`, size: 9, contentType: 'application/pdf', sha256: 'a'.repeat(64) };
  expect(await call(true, fileContacts, clerk, body)).toBe(500);
  expect(await call(false, fileContacts, clerk, body)).toBe(200);
  expect(await call(false, fileContacts, clerk, { ...body, unitPhone: `${mark}-phone` })).toBe(400);
  expect(await call(false, requestContactsScan, clerk, { file: scan })).toBe(201);
  expect(await call(false, requestContactsScan, clerk, { file: { ...scan, name: `${mark}.exe` } })).toBe(400);
  expect(await call(true, exportContacts, admin, { format: 'csv' })).toBe(500);
  expect(await call(false, exportContacts, admin, { format: 'csv' })).toBe(200);
  expect(lines).toHaveLength(7);
  expect(lines.join('\n')).not.toMatch(/marked|138/);
});

test('no task token is logged: when it is asked with, answered too late, or the answer breaks', async () => {
  const lines: string[] = [];
  const log = jsonLog('task-ask-body', (each) => lines.push(each));
  const sfn = mockClient(SFNClient);
  const world = await sampleWorld();
  const cycle = await world.store.get(collections.cycles, { cycle: '2018' });
  await world.store.put(
    collections.cycles,
    { cycle: '2018' },
    { ...cycle!.value, activeRun: '0001', runsOpened: 1 },
  );
  const callbacks = taskCallbacks(new SFNClient({ region: 'cn-test-1' }), log);
  await handIn({ ...world, callbacks })(
    asked(
      people.civilAffairs,
      { cycle: '2018', body: 'civil-affairs' },
      { note: `${mark}-note`, workReport: `${mark}-work-report` },
    ),
  );
  const ask = () =>
    Promise.resolve(
      createAskBody({ ...world, log, callbacks, rehearsalClock: null })(
        { cycle: '2018', run: '0001', body: 'civil-affairs', taskToken: `${mark}-token` },
        lambdaContext,
      ),
    );
  sfn.on(SendTaskSuccessCommand).rejects(new TaskTimedOut({ message: 'late', $metadata: {} }));
  await ask();
  sfn.on(SendTaskSuccessCommand).rejects(new Error('network'));
  await expect(ask()).rejects.toThrow('network');
  expect(lines.map((each) => line.parse(JSON.parse(each)).code)).toEqual([
    'callback-too-late',
    'task-done',
    'task-failed',
  ]);
  expect(lines.join('\n')).not.toContain(mark);
});
