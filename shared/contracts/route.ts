import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/errors.ts';
import type { RoleName } from '../domain/people/member.ts';
import type { Bilingual } from '../domain/values.ts';

/** Which function answers a route: one Lambda for each area. */
export const areas = [
  'cycle',
  'people',
  'register',
  'import',
  'evidence',
  'evidence-bundle',
  'assessment',
  'lead-body',
  'appeals',
  'requests',
  'contacts',
  'standing',
  'inbox',
  'run',
  'audit',
  'documents',
  'public',
] as const;
export type Area = (typeof areas)[number];

/**
 * How a call may be repeated.
 * - `read`: changes nothing
 * - `key`: creates something; the `Idempotency-Key` header names the creation, the same key gives the same record
 * - `state`: moves something to a stated condition; doing it again finds it done
 */
export type Repeatable = 'read' | 'key' | 'state';

/** Who may call: `public` needs no sign-in, `signed-in` a token of the issuer alone, `member` any member, else holders of one of the roles. */
export type Audience = 'public' | 'signed-in' | 'member' | readonly RoleName[];

export type RouteShape = Readonly<{
  area: Area;
  method: 'GET' | 'POST' | 'PUT';
  path: string;
  summary: Bilingual;
  audience: Audience;
  /**
   * Of a read: for the roles named and no others, since it shows personal data, secrets of the installation, or somebody's work
   * under way. Every other read is open to auditors too, in their scope.
   */
  closed?: true;
  /**
   * No read, and yet it changes nothing of what is evaluated: a copy of the record is made or handed out. An auditor who is named in
   * the audience may call it.
   */
  takesOut?: true;
  repeatable: Repeatable;
  status: 200 | 201 | 202;
  params: z.ZodMiniObject;
  query: z.ZodMiniObject;
  body: z.ZodMiniType;
  output: z.ZodMiniType;
  /** Refusals particular to this route; those every route can give (sign-in, input) are added by the document. */
  refusals: readonly RefusalCode[];
}>;

/** No body, no query, no parameters. */
export const nothing = z.strictObject({});
export const noBody = z.undefined();

/** A page of a list: its items, and what to ask for to go on, or null at the end. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.nullable(z.string()) });
}

/** Query of a paged list. At most 200 to a page; a page of the largest record stays far below the 6 MB Lambda may answer. */
export const pageQuery = z.strictObject({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  /** The rest of a sort key: ASCII, so that with its prefix it stays below the store's 1,024 bytes. */
  after: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,600}$/))),
});

/** Says a route; the generic keeps every schema's own type for handlers and clients. */
export function defineRoute<const Shape extends RouteShape>(shape: Shape): Shape {
  return shape;
}

/**
 * Who may call a route, with the roles that follow from others: who signs for a unit reads what its staff may read, and an
 * auditor reads everything that is not closed.
 */
export function audienceOf(route: RouteShape): Audience {
  const { audience } = route;
  if (typeof audience === 'string' || route.method !== 'GET' || route.closed === true) return audience;
  const leaders: RoleName[] = audience.includes('unit-staff') ? ['unit-leader'] : [];
  return [...new Set([...audience, ...leaders, 'auditor' as const])];
}

export type ParamsOf<Shape extends RouteShape> = z.output<Shape['params']>;
export type QueryOf<Shape extends RouteShape> = z.output<Shape['query']>;
export type BodyOf<Shape extends RouteShape> = z.output<Shape['body']>;
export type OutputOf<Shape extends RouteShape> = z.input<Shape['output']>;
