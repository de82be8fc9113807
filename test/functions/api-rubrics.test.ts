import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type * as z from 'zod/mini';
import { routes, type RouteName } from '../../shared/contracts/routes.ts';
import { rubric, type Rubric } from '../../shared/domain/rubric/rubric.ts';
import { libraryRubric, rubric2018, scheme2018 } from '../support/scoring.ts';
import { people, sampleWorld } from '../shared/app/world.ts';
import { apiOver, callHttp, problemIn, type HttpCall } from './http-call.ts';

/** A rubric's versions through the function of the year, as API Gateway calls it: texts, queries and paths as they come. */
let call: (name: RouteName, sent?: Partial<HttpCall>) => ReturnType<typeof callHttp>;
beforeEach(async () => {
  const { cycle } = apiOver(await sampleWorld());
  call = (name, sent = {}) =>
    callHttp(cycle, {
      route: routes[name],
      subject: people.admin.subject,
      headers: { 'idempotency-key': 'key-0000000000000001' },
      ...sent,
      params: { cycle: '2018', ...sent.params },
    });
});
const parsed = <Schema extends z.ZodMiniType>(schema: Schema, answer: { body: string }): z.output<Schema> =>
  schema.parse(JSON.parse(answer.body));

const amended: Rubric = { ...rubric2018, title: { zh: '修改稿', en: 'Amended' } };

describe('from a text to the rules of the year', () => {
  test('stored, read, listed, compared, adopted: each answer is what the contract says', async () => {
    const stored = await call('storeRubric', { body: { text: stringify(amended) } });
    expect(stored.statusCode).toBe(201);
    expect(parsed(routes.storeRubric.output, stored)).toMatchObject({ version: 2, adopted: false });

    const read = await call('getRubricVersion', { params: { cycle: '2018', version: '2' } });
    expect(parsed(rubric, read)).toEqual({ ...amended, version: 2 });

    const listed = await call('listRubrics');
    expect(parsed(routes.listRubrics.output, listed).items.map((each) => each.version)).toEqual([1, 2]);

    const difference = await call('compareRubricVersions', {
      params: { cycle: '2018', version: '2' },
      query: { against: '1' },
    });
    const { items } = parsed(routes.compareRubricVersions.output, difference);
    expect(items.map((each) => each.code)).toEqual(['rubric-version', 'rubric-title']);

    const adopted = await call('adoptRubric', { body: { version: 2 } });
    expect(adopted.statusCode).toBe(200);
    expect(parsed(routes.adoptRubric.output, adopted)).toMatchObject({ adopted: true, toMend: [] });
    expect(parsed(rubric, await call('getRubric')).title).toEqual(amended.title);
  });

  test('as JSON too, as deep as any rubric is', async () => {
    for (const [place, each] of ['hundred-down', 'two-parts', 'ten-points'].entries()) {
      const headers = { 'idempotency-key': `key-000000000000001${place}` };
      const stored = await call('storeRubric', { body: { rubric: libraryRubric(each) }, headers });
      expect(stored.statusCode).toBe(201);
    }
  });
});

describe('what is refused, with the place', () => {
  const wrong = { ...amended, schemes: [{ ...scheme2018, total: '99' }] };

  test('a rubric with faults: where in the JSON, or on which line of the text', async () => {
    const json = problemIn(await call('storeRubric', { body: { rubric: wrong } }));
    expect(json).toMatchObject({ status: 400, code: 'input-invalid' });
    expect(json.findings).toMatchObject([{ pointer: '/body/rubric/schemes/0/total', code: 'rubric-fault' }]);
    const text = problemIn(await call('storeRubric', { body: { text: stringify(wrong) } }));
    expect(text.findings).toMatchObject([{ pointer: '/body/text/schemes/0/total' }]);
    expect(text.findings[0]?.message).toMatch(/^第 \d+ 行/);
  });

  test.each<[string, RouteName, Partial<HttpCall>, number, string]>([
    ['neither text nor rubric', 'storeRubric', { body: {} }, 400, 'input-invalid'],
    ['both', 'storeRubric', { body: { text: 'x', rubric: {} } }, 400, 'input-invalid'],
    ['a text that is no rubric', 'storeRubric', { body: { text: '- 1' } }, 400, 'input-invalid'],
    ['no key', 'storeRubric', { body: { text: 'x' }, headers: {} }, 400, 'idempotency-key-missing'],
    [
      'a text longer than any rubric',
      'storeRubric',
      { body: { text: 'x'.repeat(524_289) } },
      400,
      'input-invalid',
    ],
    ['a version that is no number', 'getRubricVersion', { params: { version: 'x' } }, 400, 'input-invalid'],
    [
      'a version that is not there',
      'getRubricVersion',
      { params: { version: '7' } },
      404,
      'rubric-version-unknown',
    ],
    [
      'a difference without the other version',
      'compareRubricVersions',
      { params: { version: '1' } },
      400,
      'input-invalid',
    ],
    ['adopting what is not there', 'adoptRubric', { body: { version: 7 } }, 404, 'rubric-version-unknown'],
  ])('%s', async (_, name, sent, status, code) => {
    expect(problemIn(await call(name, sent))).toMatchObject({ status, code });
  });

  test('a version that does not fit the year, with everything that speaks against it', async () => {
    await call('storeRubric', { body: { rubric: libraryRubric('two-parts') } });
    const problem = problemIn(await call('adoptRubric', { body: { version: 2 } }));
    expect(problem).toMatchObject({ status: 400, code: 'rubric-does-not-fit', details: { version: 2 } });
    expect(problem.findings).toHaveLength(5);
    expect(new Set(problem.findings.map((each) => each.pointer))).toEqual(new Set(['/body/version']));
  });
});
