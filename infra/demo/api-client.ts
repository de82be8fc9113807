import { setTimeout as wait } from 'node:timers/promises';
import type * as z from 'zod/mini';
import { correlationHeader } from '../../shared/contracts/edge.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { problem, type Problem } from '../../shared/contracts/problem-view.ts';
import { type UploadLink } from '../../shared/contracts/evidence-views.ts';
import { signIn, type SignedIn } from '../local/sign-in/sign-in-client.ts';

/** A call that the API refused, with what it said. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  readonly problem: Problem;
  constructor(what: string, of: Problem) {
    super(`${what}: ${of.status} ${of.code} ${of.detail} ${JSON.stringify(of.findings)}`);
    this.problem = of;
  }
}

/** Tries of one call while the service is busy or starting: at most about 15 s in all. */
const tries = 8;
/** A token is renewed this long before it ends. */
const renewalMs = 60_000;

type Account = Readonly<{ username: string; password: string }>;
type Given<Shape extends RouteShape> = Readonly<{
  params: z.input<Shape['params']>;
  query?: z.input<Shape['query']>;
  body?: z.input<Shape['body']>;
  /** Names a creation; the same key gives the same record. */
  key?: string;
  /** By which the call's way can be followed in the logs. */
  correlation?: string;
}>;

/** The API as one signed-in person uses it. */
export type Person = Readonly<{
  call: <Shape extends RouteShape>(route: Shape, given: Given<Shape>) => Promise<z.output<Shape['output']>>;
}>;

/** Gets a token for an account. */
export type SignIn = (account: Account) => Promise<SignedIn>;

/**
 * Signs people in when they first act, and keeps their tokens.
 * @param sign left out, they sign in at the runtime's own issuer, by the real code flow
 */
export function people(
  origin: string,
  sign: SignIn = ({ username, password }) => signIn(origin, username, password),
): (account: Account) => Person {
  const tokens = new Map<string, Promise<SignedIn>>();

  async function tokenOf(account: Account): Promise<string> {
    const known = await tokens.get(account.username);
    if (known !== undefined && known.expiresAt - renewalMs > Date.now()) return known.accessToken;
    const fresh = sign(account);
    tokens.set(account.username, fresh);
    return (await fresh).accessToken;
  }

  return (account) => ({
    call: async <Shape extends RouteShape>(
      route: Shape,
      given: Given<Shape>,
    ): Promise<z.output<Shape['output']>> => {
      const what = `${account.username} ${route.method} ${route.path}`;
      for (let attempt = 1; ; attempt += 1) {
        const answer = await attempted(() => send(origin, route, given, tokenOf(account)));
        if (answer?.ok === true) {
          const content: unknown = await answer.json();
          return parsed<Shape['output']>(route.output, content);
        }
        if (answer !== null && answer.status !== 503 && answer.status !== 429) {
          throw new RefusedCall(what, problem.parse(await answer.json()));
        }
        if (attempt === tries) throw new Error(`${what}: no answer after ${tries} tries`);
        await wait(50 * 2 ** attempt);
      }
    },
  });
}

/** Sends a file to its link. That it is there already is fine: an earlier try brought it. */
export async function upload(link: UploadLink, bytes: Uint8Array): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attempted(() =>
      fetch(link.url, { method: link.method, headers: link.headers, body: Buffer.from(bytes) }),
    );
    if (answer?.ok === true || answer?.status === 412) {
      await answer.arrayBuffer();
      return;
    }
    if (answer !== null && answer.status < 500)
      throw new Error(`Upload of ${link.name}: ${answer.status} ${await answer.text()}`);
    if (attempt === tries) throw new Error(`Upload of ${link.name}: no answer after ${tries} tries`);
    await wait(50 * 2 ** attempt);
  }
}

async function send<Shape extends RouteShape>(
  origin: string,
  route: Shape,
  given: Given<Shape>,
  token: Promise<string>,
): Promise<Response> {
  const params = new Map(Object.entries<unknown>(given.params));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params.get(name))),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries<unknown>(given.query ?? {})) query.set(name, String(value));
  return fetch(`${origin}${path}${query.size > 0 ? `?${query.toString()}` : ''}`, {
    method: route.method,
    headers: {
      authorization: `Bearer ${await token}`,
      'accept-language': 'zh-CN',
      ...(given.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(given.key === undefined ? {} : { 'idempotency-key': given.key }),
      ...(given.correlation === undefined ? {} : { [correlationHeader]: given.correlation }),
    },
    ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
  });
}

/** An answer, or null when there was none: the connection broke or was refused. */
async function attempted(call: () => Promise<Response>): Promise<Response | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parsed<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  return schema.parse(value);
}
