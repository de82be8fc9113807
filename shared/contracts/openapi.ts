import * as z from 'zod/mini';
import type { RefusalCode } from '../domain/errors.ts';
import { problemTexts } from './problem-texts.ts';
import { statusOfCode } from './refusal-status.ts';
import { audienceOf, type RouteShape } from './route.ts';
import { routes } from './routes.ts';
import { problem } from './problem-view.ts';

type Json = Readonly<Record<string, unknown>>;

/** Refusals that a signed-in route can give before its use case is reached, and that the store can, beside its own. */
function always(route: RouteShape): readonly RefusalCode[] {
  const signedIn = ['sign-in-needed', 'too-many-requests', 'busy-try-again', 'issuer-unreachable'] as const;
  const called = [
    'input-invalid',
    ...(hasBody(route) ? (['json-malformed', 'body-too-large'] as const) : []),
    ...(route.repeatable === 'key' ? (['idempotency-key-missing'] as const) : []),
    ...signedIn,
  ] as const;
  if (route.audience === 'signed-in') return called;
  return [
    ...called,
    'not-a-member',
    'audit-over',
    ...(route.method === 'GET' ? (['outside-audit'] as const) : (['read-only'] as const)),
    ...(route.audience === 'member' ? [] : (['role-needed'] as const)),
  ];
}

function hasBody(route: RouteShape): boolean {
  return !(route.body instanceof z.ZodMiniUndefined);
}

/**
 * The OpenAPI 3.1 document, made from the contract: every route, its schemas, who may call it, and the refusals it gives.
 * @param issuer the sign-in service's address, for the document's security scheme
 */
export function openApiDocument(issuer: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries<RouteShape>(routes)) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(name, route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '标尺 Biaochi',
      version: '1',
      description:
        '政务公开绩效评价接口。每一次拒绝都是 problem details（RFC 9457），带固定代码和可照办的说明；按 Accept-Language 给中文或英文。\n\n' +
        'The API of the yearly evaluation of open government. Every refusal is problem details (RFC 9457) with a stable code, in Chinese or English by Accept-Language.',
    },
    paths,
    components: {
      securitySchemes: {
        signIn: { type: 'openIdConnect', openIdConnectUrl: `${issuer}/.well-known/openid-configuration` },
      },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
  };
}

function operation(name: string, route: RouteShape): Json {
  return {
    operationId: name,
    summary: `${route.summary.zh} / ${route.summary.en}`,
    tags: [route.area],
    ...(route.audience === 'public' ? { security: [] } : { security: [{ signIn: [] }] }),
    'x-audience': audienceOf(route),
    'x-repeatable': route.repeatable,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.repeatable === 'key' ? [idempotencyKey] : []),
    ],
    ...(hasBody(route)
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: jsonSchema(route.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [String(route.status)]: {
        description: route.summary.zh,
        content: { 'application/json': { schema: jsonSchema(route.output, 'output') } },
      },
      ...refusals(route),
    },
  };
}

const idempotencyKey: Json = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    '防重复编号：同一次提交重发时不变 / names this creation; keep it when you send the same thing again',
  schema: { type: 'string', pattern: '^[A-Za-z0-9-]{16,100}$' },
};

function parameters(of: z.ZodMiniObject, place: 'path' | 'query'): Json[] {
  return Object.entries(of.shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || !isOptional(schema),
    schema: jsonSchema(schema, 'input'),
  }));
}

function isOptional(schema: unknown): boolean {
  return schema instanceof z.ZodMiniType && schema.safeParse(undefined).success;
}

function refusals(route: RouteShape): Record<string, Json> {
  const codes =
    route.audience === 'public' ? route.refusals : [...new Set([...route.refusals, ...always(route)])];
  const byStatus = new Map<number, RefusalCode[]>();
  for (const code of codes) {
    const status = statusOfCode(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list
          .map((code) => `\`${code}\`: ${problemTexts[code].zh} / ${problemTexts[code].en}`)
          .join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function jsonSchema(schema: unknown, io: 'input' | 'output'): Json {
  if (!(schema instanceof z.ZodMiniType)) return {};
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
}
