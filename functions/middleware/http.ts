import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { correlationHeader } from '../../shared/contracts/edge.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { audienceOf, type RouteShape } from '../../shared/contracts/route.ts';
import { Refusal, refuse } from '../../shared/domain/errors.ts';
import { shanghaiDay } from '../../shared/domain/calendar.ts';
import { requireAccess } from '../../shared/domain/people/access.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import type { Day } from '../../shared/domain/values.ts';
import type { UseCaseOf } from '../../shared/app/use-case.ts';
import { answering, callerAddress, type Answering } from '../../shared/ports/caller.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
import type { Problem } from '../../shared/contracts/problem-view.ts';
import { refusalStatus } from '../../shared/contracts/refusal-status.ts';
import { once } from '../adapters/once.ts';
import { jsonAnswer } from './json-answer.ts';
import { calledFrom } from './called-from.ts';
import { callLimits, type CallLimits } from './call-limits.ts';
import { jsonOf, parsePart } from './input.ts';
import { languageOf, problemOf, type Language } from './problems.ts';

type Event = APIGatewayProxyEventV2;
type Response = APIGatewayProxyStructuredResultV2;

/** One route of the contract with what answers it. */
export type Endpoint = Readonly<{
  route: RouteShape;
  answer: (event: APIGatewayProxyEventV2, member: Member, language: Language) => Promise<unknown>;
}>;

/** What answers a route that gives people a page or a file instead of JSON; needs no sign-in. */
export type Page = (event: APIGatewayProxyEventV2) => Promise<Response>;

/**
 * Binds a route to its use case: the call is parsed by the contract's schemas before the use case sees it.
 * @param load gives the use case; asked by the route's first call, since a function's other calls do without it, and asked again where
 * it failed
 */
export function endpoint<Shape extends RouteShape>(
  route: Shape,
  load: () => Promise<UseCaseOf<Shape>>,
): Endpoint {
  const loaded = once(load);
  return {
    route,
    answer: async (event, member, language) => {
      const params = await parsePart<Shape['params']>(
        route.params,
        event.pathParameters ?? {},
        'path',
        language,
      );
      const query = await parsePart<Shape['query']>(
        route.query,
        event.queryStringParameters ?? {},
        'query',
        language,
      );
      const body = await parsePart<Shape['body']>(route.body, bodyOf(event), 'body', language);
      const key = route.repeatable === 'key' ? keyOf(event) : '';
      const useCase = await loaded();
      return useCase({ member, key, params, query, body });
    },
  };
}

/**
 * The function of one area of the API. In this order: who is it, may they, is the call well formed, then the use case;
 * whatever is refused becomes problem details, whatever breaks a 500 without detail.
 */
export function httpFunction(
  deps: Readonly<{ log: Log; limits?: CallLimits; edgeSecret: string | null }> & Door,
  endpoints: readonly Endpoint[],
  pages: Readonly<Record<string, Page>> = {},
) {
  const limits = deps.limits ?? callLimits();
  const byKey = new Map(endpoints.map((each) => [`${each.route.method} ${each.route.path}`, each]));

  async function answer(event: Event): Promise<Response> {
    limits.address(callerAddress() ?? unknownAddress);
    const page = pages[event.routeKey];
    if (page !== undefined) return page(event);
    const found = byKey.get(event.routeKey);
    if (found === undefined) throw refuse.missing('route-unknown');
    const member = await atTheDoor(limits, () => authorise(deps, event, found.route));
    limitCaller(limits, event, { route: found.route, member });
    const output = await found.answer(event, member, languageOf(header(event, 'accept-language')));
    return jsonAnswer(
      { statusCode: found.route.status, headers: jsonHeaders, json: JSON.stringify(output) },
      header(event, 'accept-encoding'),
    );
  }

  const outcome: middy.MiddlewareObj<Event, Response> = {
    after: ({ event, response }) => {
      deps.log.info('request-done', { route: event.routeKey, status: response?.statusCode ?? 0 });
    },
    onError: async (request) => {
      const { event, error } = request;
      const language = languageOf(header(event, 'accept-language'));
      const problem = await problemOf(error, language, event.requestContext.requestId);
      const facts = { route: event.routeKey, status: problem.status, problem: problem.code };
      if (error instanceof Refusal) deps.log.info('request-refused', facts);
      else deps.log.error('request-failed', facts, error);
      request.response = {
        statusCode: problem.status,
        headers: { ...problemHeaders, ...retryAfter(problem) },
        body: JSON.stringify(problem),
      };
    },
  };
  const handled = middy<Event, Response>()
    .use(outcome)
    .handler((event) => answer(event));
  return async (event: Event, context: Context): Promise<Response> =>
    answering(callOf(event, deps.edgeSecret), async () => handled(event, context));
}

const safeHeaders = {
  // For browsers that come by TLS; over plain HTTP, on one machine, they leave it aside.
  'strict-transport-security': 'max-age=31536000',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
const jsonHeaders = { ...safeHeaders, 'content-type': 'application/json; charset=utf-8' };
const problemHeaders = { ...safeHeaders, 'content-type': 'application/problem+json; charset=utf-8' };

/** When it is worth trying again, in the way that programs read. */
function retryAfter({ status, details }: Problem): Readonly<Record<string, string>> {
  if (status === refusalStatus.tooMany) return { 'retry-after': String(details['seconds'] ?? 1) };
  return status === refusalStatus.unavailable ? { 'retry-after': '1' } : {};
}

/** All whose address nobody knows are one. */
const unknownAddress = 'unknown';

/** Counts who is turned away: whoever tries tokens or subjects is soon told to wait, and learns nothing more. */
async function atTheDoor<Found>(limits: CallLimits, find: () => Promise<Found>): Promise<Found> {
  try {
    return await find();
  } catch (error) {
    const isTurnedAway =
      error instanceof Refusal && (error.kind === 'unauthenticated' || error.code === 'not-a-member');
    if (isTurnedAway) limits.turnedAway(callerAddress() ?? unknownAddress);
    throw error;
  }
}

/** Counts whoever may call, and what is changed in a unit's name. */
function limitCaller(
  limits: CallLimits,
  event: Event,
  { route, member }: Readonly<{ route: RouteShape; member: Member }>,
): void {
  if (route.audience === 'public') return;
  limits.member(member.subject);
  const { cycle = '', unit } = event.pathParameters ?? {};
  if (unit !== undefined && route.method !== 'GET') limits.unit(`${cycle}/${unit}`);
}

/** Stands in for the member on routes that ask for none, or for a token alone; it may do nothing. */
const nobody: Member = {
  subject: 'public',
  displayName: 'public',
  homeUnit: null,
  formerUnits: [],
  roles: [{ role: 'reviewer', items: ['Z999'] }],
  status: 'suspended',
};

/** What tells who calls, and who is a member. */
type Door = Readonly<{ store: Store; tokens: TokenCheck }>;

async function authorise({ store, tokens }: Door, event: Event, route: RouteShape): Promise<Member> {
  const audience = audienceOf(route);
  if (audience === 'public') return nobody;
  // The gateway has checked the token before: what it found is not asked, so that a route it leaves open by mistake is not.
  const subject = await tokens.subjectOf(header(event, 'authorization'));
  if (subject === null) throw refuse.unauthenticated('sign-in-needed');
  if (audience === 'signed-in') return { ...nobody, subject };
  // At every call, and strongly consistent: whoever is suspended is out with the next one, whatever their token says.
  const member = (await store.get(collections.members, { subject }))?.value;
  if (member === undefined) throw refuse.forbidden('not-a-member');
  const { cycle = null, unit = null } = event.pathParameters ?? {};
  requireAccess(
    member,
    { reads: route.method === 'GET' || route.takesOut === true, audience, cycle, unit },
    realDay(),
  );
  return member;
}

/** Today in Shanghai, whatever date a rehearsal stands at: rights end in real time. */
function realDay(): Day {
  return shanghaiDay(new Date().toISOString());
}

/** Numbers alone are fit for a log: whatever else a caller writes there could be anything. */
const fitForLog = /^[A-Za-z0-9-]{16,64}$/;

function callOf(event: Event, edgeSecret: string | null): Answering {
  const given = header(event, correlationHeader) ?? '';
  return {
    address: calledFrom(event, edgeSecret),
    request: event.requestContext.requestId,
    correlation: fitForLog.test(given) ? given : null,
  };
}

function keyOf(event: APIGatewayProxyEventV2): string {
  const key = header(event, 'idempotency-key') ?? '';
  if (!/^[A-Za-z0-9-]{16,100}$/.test(key)) throw refuse.invalid('idempotency-key-missing');
  return key;
}

function header(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name];
}

/** Nothing that the contract takes is longer; the gateway's own limit is 10 MB. */
const longestBody = 2_097_152;

function bodyOf(event: APIGatewayProxyEventV2): unknown {
  if ((event.body?.length ?? 0) > longestBody) throw refuse.tooLarge('body-too-large', { most: longestBody });
  if (event.body === undefined || event.body === '') return undefined;
  return jsonOf(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body);
}
