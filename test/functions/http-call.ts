import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { jsonLog } from '../../functions/adapters/json-log.ts';
import { createHandler as createAssessment } from '../../functions/api-assessment/handler.ts';
import { createHandler as createAppeals } from '../../functions/api-appeals/handler.ts';
import { createHandler as createLeadBody } from '../../functions/api-lead-body/handler.ts';
import { createHandler as createContacts } from '../../functions/api-contacts/handler.ts';
import { createHandler as createCycle } from '../../functions/api-cycle/handler.ts';
import { openArchive } from '../../functions/adapters/open-archive.ts';
import { createHandler as createEvidenceBundle } from '../../functions/api-evidence-bundle/handler.ts';
import { createHandler as createEvidence } from '../../functions/api-evidence/handler.ts';
import { createHandler as createInbox } from '../../functions/api-inbox/handler.ts';
import { createHandler as createPublic } from '../../functions/api-public/handler.ts';
import { createHandler as createImport } from '../../functions/api-import/handler.ts';
import type { Channel } from '../../shared/ports/channel.ts';
import { registerFiles } from '../../functions/api-import/register-files.ts';
import { createHandler as createRegister } from '../../functions/api-register/handler.ts';
import { createHandler as createRequests } from '../../functions/api-requests/handler.ts';
import { createHandler as createDocuments } from '../../functions/api-documents/handler.ts';
import { createHandler as createPeople } from '../../functions/api-people/handler.ts';
import { createHandler as createStanding } from '../../functions/api-standing/handler.ts';
import { createHandler as createRun } from '../../functions/api-run/handler.ts';
import { auditFiles } from '../../functions/api-audit/audit-files.ts';
import { createHandler as createAudit } from '../../functions/api-audit/handler.ts';
import type { Area } from '../../shared/contracts/route.ts';
import { problem } from '../../shared/contracts/problem-view.ts';
import type { CircularWriter } from '../../shared/ports/documents.ts';
import type { HeadsArchive } from '../../shared/ports/heads-archive.ts';
import type {
  Clock,
  EvidenceInspector,
  EvidenceLinks,
  Executions,
  Files,
  RehearsalClock,
  RunFileLinks,
  TaskCallbacks,
} from '../../shared/ports/services.ts';
import type { Signer } from '../../shared/ports/signer.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
import { annualReportDocx } from '../../shared/formats/annual-report-docx.ts';
import { stateCouncilCalendar } from '../../shared/formats/state-council-calendar.ts';
import { contactsFiles } from '../../shared/report/contacts-files.ts';
import { standingsWorkbook } from '../../shared/report/standings-workbook.ts';
import { noon } from '../support/builders.ts';
import { inertCallbacks, memoryFiles, notImplemented } from '../shared/app/world.ts';
import { recordedExecutions } from '../shared/app/run/run-world.ts';
import { memoryHeads } from '../support/signed-heads.ts';
import { signer } from '../support/signer.ts';

/** Calls of functions as API Gateway and Step Functions make them, without either. */

export const requestId = 'request-0001';

/** What the bundles read of Lambda's context; the rest of it is old callbacks that nothing here uses. */
export const lambdaContext = z.custom<Context>().parse({
  functionName: 'function-under-test',
  awsRequestId: requestId,
  getRemainingTimeInMillis: () => 10_000,
});

export type HttpCall = Readonly<{
  route: Readonly<{ method: string; path: string }>;
  /** Whose token comes with it, as `believing` takes them; null: none. */
  subject: string | null;
  params?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  /** A text goes as it is, anything else as JSON. */
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

export function httpEvent(call: HttpCall): APIGatewayProxyEventV2 {
  const { method, path } = call.route;
  const routeKey = `${method} ${path}`;
  const requestContext = {
    accountId: '000000000000',
    apiId: 'api',
    domainName: 'api.example',
    domainPrefix: 'api',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId,
    routeKey,
    stage: '$default',
    time: '15/Jun/2018:04:00:00 +0000',
    timeEpoch: 0,
  };
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: {
      ...(call.subject === null ? {} : { authorization: `Bearer ${call.subject}` }),
      ...call.headers,
    },
    requestContext,
    isBase64Encoded: false,
    ...(call.params === undefined ? {} : { pathParameters: { ...call.params } }),
    ...(call.query === undefined ? {} : { queryStringParameters: { ...call.query } }),
    ...(call.body === undefined
      ? {}
      : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) }),
  };
}

const response = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type HttpAnswer = z.infer<typeof response>;

export async function callHttp(
  handler: (event: APIGatewayProxyEventV2, context: Context) => unknown,
  call: HttpCall,
): Promise<HttpAnswer> {
  return response.parse(await handler(httpEvent(call), lambdaContext));
}

/** The problem details of an answer; fails when it is none. */
export function problemIn(answer: HttpAnswer) {
  return problem.parse(JSON.parse(answer.body));
}

/** A log that keeps its lines for the test to read. */
export function recordedLog() {
  const lines: string[] = [];
  return { lines, log: jsonLog('function-under-test', (line) => lines.push(line)) };
}

/** Could send, and says so, but nothing here makes it. */
const inertChannel: Channel = { carries: () => true, send: notImplemented('channel.send') };

/** Takes a token for its bare subject, with anything behind a `~`: what makes a token good has tests of its own. */
export const believing: TokenCheck = {
  subjectOf: async (authorization) => /^Bearer ([^~]+)/.exec(authorization ?? '')?.[1] ?? null,
};

/** What lies outside of the API's functions, where a test brings none of its own: it takes what comes, and has nothing. */
function outside() {
  return {
    rehearsalClock: { set: async () => undefined },
    links: {
      upload: async (key: string) => ({
        url: `https://store.example/${key}?signature=marked-signature`,
        headers: {},
        expiresAt: noon,
      }),
      download: async (key: string) => ({
        url: `https://store.example/${key}?signature=marked-signature`,
        expiresAt: noon,
      }),
    },
    callbacks: inertCallbacks,
    executions: recordedExecutions(),
    runFileLinks: { download: notImplemented('runFileLinks.download') },
    reports: memoryFiles(),
    custody: memoryFiles(),
    custodyLinks: { download: notImplemented('custodyLinks.download') },
    signer: { sign: notImplemented('signer.sign'), publicKey: signer.publicKey },
    runs: memoryFiles(),
    imports: memoryFiles(),
    evidenceFiles: memoryFiles(),
    channel: inertChannel,
    inspector: { inspect: async () => 'no-object' as const },
    scans: memoryFiles(),
    heads: memoryHeads(),
    circular: notImplemented('circular'),
  } satisfies Outside;
}

/** The ports of the API's functions beside the records and the date. */
export type Outside = Readonly<{
  rehearsalClock: RehearsalClock;
  links: EvidenceLinks;
  callbacks: TaskCallbacks;
  executions: Executions;
  runFileLinks: RunFileLinks;
  custody: Files;
  custodyLinks: RunFileLinks;
  reports: Files;
  signer: Signer;
  runs: Files;
  imports: Files;
  evidenceFiles: Files;
  channel: Channel;
  inspector: EvidenceInspector;
  scans: Files;
  heads: HeadsArchive;
  /** Makes the circular; asks nobody. */
  circular: CircularWriter;
}>;

const calendar = stateCouncilCalendar();

/** The API's functions over a sample year, as they are deployed but for what lies outside. */
export function apiOver(
  world: Readonly<{ store: Store; clock: Clock }>,
  lines: string[] = [],
  brought: Partial<Outside> = {},
) {
  const deps = {
    log: jsonLog('api', (line) => lines.push(line)),
    ...world,
    ...outside(),
    ...brought,
    tokens: believing,
    edgeSecret: null,
    ...registerFiles,
    readSheet: registerFiles.readRegisterFile,
    letters: { docx: notImplemented('letters.docx'), pdf: notImplemented('letters.pdf') },
    newSecret: () => 'f'.repeat(64),
    openArchive,
    contactsFiles,
    auditFiles,
    standingsWorkbook,
    issuer: 'https://issuer.example',
    console: null,
    calendar,
    calendarWhenAsked: () => Promise.resolve(calendar),
    writeAnnualReport: annualReportDocx,
  };
  // Made when they are called: a test calls few of them, and often.
  return {
    get cycle() {
      return createCycle(deps);
    },
    get people() {
      return createPeople(deps);
    },
    get register() {
      return createRegister(deps);
    },
    get import() {
      return createImport(deps);
    },
    get evidence() {
      return createEvidence(deps);
    },
    get 'evidence-bundle'() {
      return createEvidenceBundle(deps);
    },
    get assessment() {
      return createAssessment(deps);
    },
    get 'lead-body'() {
      return createLeadBody(deps);
    },
    get appeals() {
      return createAppeals(deps);
    },
    get requests() {
      return createRequests(deps);
    },
    get contacts() {
      return createContacts(deps);
    },
    get standing() {
      return createStanding(deps);
    },
    get inbox() {
      return createInbox(deps);
    },
    get run() {
      return createRun(deps);
    },
    get audit() {
      return createAudit(deps);
    },
    get documents() {
      return createDocuments(deps);
    },
    get public() {
      return createPublic(deps);
    },
  } satisfies Record<Area, unknown>;
}
