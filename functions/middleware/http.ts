import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import * as z from 'zod';
import { collections } from '../../shared/contracts/collections.ts';
import { audienceOf, type RouteShape } from '../../shared/contracts/route.ts';
import { Refusal, refuse } from '../../shared/domain/errors.ts';
import { shanghaiDay } from '../../shared/domain/calendar.ts';
import { requireAccess } from '../../shared/domain/people/access.ts';
import type { Member } from '../../shared/domain/people/member.ts';
import type { Day } from '../../shared/domain/values.ts';
import type { UseCaseOf } from '../../shared/app/use-case.ts';
import { answering } from '../../shared/ports/caller.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Store } from '../../shared/ports/store.ts';
import type { TokenCheck } from '../../shared/ports/token-check.ts';
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

/** Binds a route to its use case: the call is parsed by the contract's schemas before the use case sees it. */
export function endpoint<Shape extends RouteShape>(route: Shape, useCase: UseCaseOf<Shape>): Endpoint {
  return {
    route,
    answer: (event, member, language) => {
      const params = parsePart<Shape['params']>(route.params, event.pathParameters ?? {}, 'path', language);
      const query = parsePart<Shape['query']>(
        route.query,
        event.queryStringParameters ?? {},
        'query',
        language,
      );
      const body = parsePart<Shape['body']>(route.body, bodyOf(event), 'body', language);
      return useCase({ member, key: route.repeatable === 'key' ? keyOf(event) : '', params, query, body });
    },
  };
}

/**
 * The function of one area of the API. In this order: who is it, may they, is the call well formed, then the use case;
 * whatever is refused becomes problem details, whatever breaks a 500 without detail.
 */
export function httpFunction(
  deps: Readonly<{ log: Log }> & Door,
  endpoints: readonly Endpoint[],
  pages: Readonly<Record<string, Page>> = {},
) {
  const byKey = new Map(endpoints.map((each) => [`${each.route.method} ${each.route.path}`, each]));

  async function answer(event: Event): Promise<Response> {
    const page = pages[event.routeKey];
    if (page !== undefined) return page(event);
    const found = byKey.get(event.routeKey);
    if (found === undefined) throw refuse.missing('route-unknown');
    const member = await authorise(deps, event, found.route);
    const output = await found.answer(event, member, languageOf(header(event, 'accept-language')));
    return { statusCode: found.route.status, headers: jsonHeaders, body: JSON.stringify(output) };
  }

  const outcome: middy.MiddlewareObj<Event, Response> = {
    after: ({ event, response }) => {
      const facts = { route: event.routeKey, request: event.requestContext.requestId };
      deps.log.info('request-done', { ...facts, status: response?.statusCode ?? 0 });
    },
    onError: (request) => {
      const { event, error } = request;
      const language = languageOf(header(event, 'accept-language'));
      const problem = problemOf(error, language, event.requestContext.requestId);
      const facts = {
        route: event.routeKey,
        status: problem.status,
        problem: problem.code,
        request: problem.instance,
      };
      if (error instanceof Refusal) deps.log.info('request-refused', facts);
      else deps.log.error('request-failed', facts, error);
      request.response = {
        statusCode: problem.status,
        headers: problemHeaders,
        body: JSON.stringify(problem),
      };
    },
  };
  return middy<Event, Response>()
    .use(outcome)
    .handler((event) => answering(addressOf(event), () => answer(event)));
}

const safeHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
const jsonHeaders = { ...safeHeaders, 'content-type': 'application/json; charset=utf-8' };
const problemHeaders = { ...safeHeaders, 'content-type': 'application/problem+json; charset=utf-8' };

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
  requireAccess(member, { reads: route.method === 'GET', audience, cycle, unit }, realDay());
  return member;
}

/** Today in Shanghai, whatever date a rehearsal stands at: rights end in real time. */
function realDay(): Day {
  return shanghaiDay(new Date().toISOString());
}

/** Where API Gateway saw the call come from; what a header says of it, anybody could write. */
const calledFrom = z.object({ http: z.object({ sourceIp: z.union([z.ipv4(), z.ipv6()]) }) });

function addressOf(event: Event): string | null {
  const parsed = calledFrom.safeParse(event.requestContext);
  return parsed.success ? parsed.data.http.sourceIp : null;
}

function keyOf(event: APIGatewayProxyEventV2): string {
  const key = header(event, 'idempotency-key') ?? '';
  if (!/^[A-Za-z0-9-]{16,100}$/.test(key)) throw refuse.invalid('idempotency-key-missing');
  return key;
}

function header(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name];
}

function bodyOf(event: APIGatewayProxyEventV2): unknown {
  if (event.body === undefined || event.body === '') return undefined;
  return jsonOf(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString('utf8') : event.body);
}
