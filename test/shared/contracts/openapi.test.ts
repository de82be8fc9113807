import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { openApiDocument } from '../../../shared/contracts/openapi.ts';
import { statusOfCode } from '../../../shared/contracts/refusal-status.ts';
import type { RouteShape } from '../../../shared/contracts/route.ts';
import { routes } from '../../../shared/contracts/routes.ts';

/** What is asked with more than an address can hold, and changes nothing. */
const readsByPost: ReadonlySet<string> = new Set([
  'lintRubric',
  'checkEvidenceFolder',
  'previewReEvaluation',
  'previewNextCycle',
]);

const json = z.record(z.string(), z.unknown());
const media = z.record(z.string(), z.strictObject({ schema: json }));
/** The parts of OpenAPI 3.1 that the document uses, and no others: what is misspelt is not a field of it. */
const operation = z.strictObject({
  operationId: z.string().check(z.regex(/^[A-Za-z]+$/)),
  summary: z.string().check(z.minLength(1)),
  tags: z.array(z.string()).check(z.minLength(1)),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  'x-audience': z.unknown(),
  'x-repeatable': z.string(),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(['path', 'query', 'header']),
      required: z.boolean(),
      description: z.optional(z.string()),
      schema: json,
    }),
  ),
  requestBody: z.optional(z.strictObject({ required: z.literal(true), content: media })),
  responses: z.record(
    z.string().check(z.regex(/^[2-5]\d\d$/)),
    z.strictObject({ description: z.string().check(z.minLength(1)), content: media }),
  ),
});
const documentShape = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(
    z.string().check(z.startsWith('/')),
    z.record(z.enum(['get', 'post', 'put']), z.optional(operation)),
  ),
  components: z.strictObject({ securitySchemes: json, schemas: json }),
});

const text = JSON.stringify(openApiDocument('https://issuer.example'));
const document = documentShape.parse(JSON.parse(text));
const all = Object.entries<RouteShape>(routes);
const operationOf = (route: RouteShape) =>
  Object.entries(document.paths[route.path] ?? {}).find(
    ([method]) => method === route.method.toLowerCase(),
  )?.[1];

test('the document has the form of OpenAPI 3.1 and names the sign-in service', () => {
  expect(text).toContain('https://issuer.example/.well-known/openid-configuration');
  expect(document.components.securitySchemes).toHaveProperty('signIn');
});

test('it has every route of the contract, each under its own id, and nothing else', () => {
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  const ids = operations.flatMap((each) => (each === undefined ? [] : [each.operationId]));
  expect(ids.sort()).toEqual(Object.keys(routes).sort());
});

test('no two routes share a method and an address', () => {
  const places = all.map(([, route]) => `${route.method} ${route.path.replace(/\{\w+\}/g, '{}')}`);
  expect(new Set(places).size).toBe(places.length);
});

test('every reference inside the document leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
    (found) => found[1] ?? '',
  );
  expect(references.length).toBeGreaterThan(0);
  for (const name of new Set(references)) expect(document.components.schemas).toHaveProperty(name);
  expect(text).not.toMatch(/"\$ref":"(?!#\/components\/schemas\/)/);
});

describe.each(all)('%s', (name, route) => {
  const described = operationOf(route);

  test('its path parameters are those of its address, all required', () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
    const said = described?.parameters.filter((each) => each.in === 'path') ?? [];
    expect(said.map((each) => each.name).sort()).toEqual(inPath.sort());
    expect(said.every((each) => each.required)).toBe(true);
  });

  test('a creation asks for its idempotency key, and nothing else does', () => {
    const header = described?.parameters.filter((each) => each.in === 'header').map((each) => each.name);
    expect(header).toEqual(route.repeatable === 'key' ? ['Idempotency-Key'] : []);
    if (route.repeatable === 'key') expect(route.method).toBe('POST');
    // A text or a folder to be checked is too long for an address: those two questions are asked by POST.
    const asked = readsByPost.has(name) ? 'POST' : 'GET';
    if (route.repeatable === 'read') expect(route.method).toBe(asked);
  });

  test('only a public route needs no sign-in', () => {
    expect(described?.security).toEqual(route.audience === 'public' ? [] : [{ signIn: [] }]);
  });

  test('its success and each of its refusals stand under their status', () => {
    expect(described?.responses).toHaveProperty(String(route.status));
    for (const code of route.refusals) {
      expect(described?.responses[String(statusOfCode(code))]?.description).toContain(`\`${code}\`:`);
    }
    expect(new Set(route.refusals).size).toBe(route.refusals.length);
  });

  test('what the door can refuse stands there too', () => {
    const listed = JSON.stringify(described?.responses);
    const door =
      route.audience === 'signed-in'
        ? ['sign-in-needed']
        : ['sign-in-needed', 'not-a-member', 'input-invalid', 'busy-try-again', 'issuer-unreachable'];
    for (const code of door) expect(listed.includes(`\`${code}\``)).toBe(route.audience !== 'public');
    expect(listed.includes('`role-needed`')).toBe(Array.isArray(route.audience));
    expect(listed.includes('`idempotency-key-missing`')).toBe(route.repeatable === 'key');
    expect(listed.includes('`json-malformed`')).toBe(described?.requestBody !== undefined);
  });

  test('unknown fields of its body are refused in the document as they are by the function', () => {
    const schema = described?.requestBody?.content['application/json']?.schema;
    if (schema === undefined) expect(route.body.safeParse(undefined).success).toBe(true);
    else expect(JSON.stringify(schema)).toContain('"additionalProperties":false');
    expect(described?.operationId).toBe(name);
  });
});
