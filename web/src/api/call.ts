import type * as z from 'zod/mini';
import { correlationHeader } from '../../../shared/contracts/edge.ts';
import type { RouteShape } from '../../../shared/contracts/route.ts';
import { problem, type Problem } from '../../../shared/contracts/problem-view.ts';
import { readEarly } from '../session/read-early.ts';
import { dropTokens, SignedOut } from '../session/session.ts';
import { accessToken } from '../session/token.ts';
import { spoken } from './language.ts';

/** What the server refused, in words that people can act on. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;
  constructor(of: Problem) {
    super(of.detail);
    this.problem = of;
  }
}

/** No answer came, or none that can be understood: the network, or a moment's trouble at the other end. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

type Given<Shape extends RouteShape> = Readonly<{
  params: z.input<Shape['params']>;
  query?: z.input<Shape['query']>;
  body?: z.input<Shape['body']>;
  /** Names a creation: the same key gives the same record, however often it is sent. */
  key?: string;
}> &
  // Where the contract asks for one, a call without it does not compile.
  (Shape['repeatable'] extends 'key' ? Readonly<{ key: string }> : unknown);

/**
 * Calls a route of the contract and parses what comes back by its schema.
 * @throws Refused, SignedOut or Unreachable
 */
export async function call<Shape extends RouteShape>(
  route: Shape,
  given: Given<Shape>,
): Promise<z.output<Shape['output']>> {
  const answer = await send(route, given);
  if (answer.ok) return parsed<Shape['output']>(route.output, await contentOf(answer));
  if (answer.status === 401) {
    dropTokens();
    throw new SignedOut();
  }
  const said = problem.safeParse(await contentOf(answer));
  throw said.success ? new Refused(said.data) : new Unreachable();
}

async function send<Shape extends RouteShape>(route: Shape, given: Given<Shape>): Promise<Response> {
  const token = await accessToken();
  const { path, query } = addressOf(route, given);
  try {
    const early = route.method === 'GET' ? readEarly(`${path}${query}`, token, spoken()) : null;
    if (early !== null) return await early;
    return await fetch(`${path}${query}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${token}`,
        'accept-language': spoken(),
        [correlationHeader]: crypto.randomUUID(),
        ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
      },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
  } catch {
    throw new Unreachable();
  }
}

function addressOf<Shape extends RouteShape>(route: Shape, given: Given<Shape>) {
  const params = new Map(Object.entries<unknown>(given.params).map(([name, value]) => [name, String(value)]));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params.get(name) ?? ''),
  );
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>(given.query ?? {}))
    if (typeof value === 'string' || typeof value === 'number') asked.set(name, String(value));
  const query = asked.size === 0 ? '' : `?${asked.toString()}`;
  return { path, query };
}

async function contentOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new Unreachable();
  }
}

function parsed<Schema extends z.ZodMiniType>(schema: z.ZodMiniType, content: unknown): z.output<Schema>;
function parsed(schema: z.ZodMiniType, content: unknown): unknown {
  return schema.parse(content);
}
