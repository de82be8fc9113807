import { describe, expect, test } from 'vitest';
import { compileRoutes } from '../../../../infra/local/http-api/route-table.ts';
import type { HttpApiRoute } from '../../../../infra/local/template/deployment.ts';

const route = (routeKey: string): HttpApiRoute => ({
  routeKey,
  functionArn: 'arn',
  timeoutMs: 30_000,
  scopes: [],
  authorizer: null,
});
const table = (...routeKeys: string[]) => compileRoutes(routeKeys.map(route));
const found = (routes: ReturnType<typeof table>, request: string) => {
  const [method = '', path = ''] = request.split(' ');
  const match = routes.find(method, path);
  return match === undefined ? undefined : [match.route.routeKey, match.pathParameters];
};

describe('the most specific route answers, as API Gateway documents it', () => {
  const pets = table(
    '$default',
    'ANY /{proxy+}',
    'GET /pets/{proxy+}',
    'GET /pets/dog/{id}',
    'GET /pets/dog/1',
  );

  test.each([
    ['GET /pets/dog/1', 'GET /pets/dog/1', {}],
    ['GET /pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET /pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST /test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['POST /pets/dog/2', 'ANY /{proxy+}', { proxy: 'pets/dog/2' }],
  ])('%s → %s', (request, routeKey, parameters) => {
    expect(found(pets, request)).toEqual([routeKey, parameters]);
  });

  test('the order in which the template lists routes does not matter', () => {
    const reversed = table(
      'GET /pets/dog/1',
      'GET /pets/dog/{id}',
      'GET /pets/{proxy+}',
      'ANY /{proxy+}',
      '$default',
    );
    expect(found(reversed, 'GET /pets/dog/1')).toEqual(['GET /pets/dog/1', {}]);
    expect(found(reversed, 'GET /pets/cat/1')).toEqual(['GET /pets/{proxy+}', { proxy: 'cat/1' }]);
  });

  test('a literal early in the path wins over one late', () => {
    const routes = table('GET /{a}/units', 'GET /cycles/{b}');
    expect(found(routes, 'GET /cycles/units')).toEqual(['GET /cycles/{b}', { b: 'units' }]);
  });

  test('a named method wins over ANY on the same path', () => {
    const routes = table('ANY /api/me', 'GET /api/me');
    expect(found(routes, 'GET /api/me')).toEqual(['GET /api/me', {}]);
    expect(found(routes, 'PUT /api/me')).toEqual(['ANY /api/me', {}]);
  });
});

describe('matching', () => {
  test('nothing fits and there is no $default: no route', () => {
    const routes = table('GET /api/me');
    expect(found(routes, 'GET /api')).toBeUndefined();
    expect(found(routes, 'GET /api/me/')).toBeUndefined();
    expect(found(routes, 'POST /api/me')).toBeUndefined();
  });

  test('the root is a path of its own', () => {
    expect(found(table('GET /'), 'GET /')).toEqual(['GET /', {}]);
  });

  test('variables take no empty segment, and a greedy one needs something to take', () => {
    expect(found(table('GET /a/{id}'), 'GET /a/')).toBeUndefined();
    expect(found(table('GET /a/{rest+}'), 'GET /a/')).toBeUndefined();
  });

  test('parameters are decoded once, so a slash inside one stays inside it', () => {
    expect(found(table('GET /a/{id}/b'), 'GET /a/x%2Fy/b')).toEqual(['GET /a/{id}/b', { id: 'x/y' }]);
    expect(found(table('GET /a/{id}'), 'GET /a/%E6%A0%87%25')).toEqual(['GET /a/{id}', { id: '标%' }]);
  });
});
