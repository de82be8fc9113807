import { beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadCycleDefinition } from '../../../../shared/app/cycle/load-cycle-definition.ts';
import { getRubric } from '../../../../shared/app/cycle/get-rubric.ts';
import { givePoints } from '../../../../shared/app/assessment/give-points.ts';
import { endRun } from '../../../../shared/app/run/end-run.ts';
import { openRun } from '../../../../shared/app/run/open-run.ts';
import { adoptRubric } from '../../../../shared/app/rubric/adopt-rubric.ts';
import { compareRubricVersions } from '../../../../shared/app/rubric/compare-rubric-versions.ts';
import { getRubricVersion } from '../../../../shared/app/rubric/get-rubric-version.ts';
import { lintRubric } from '../../../../shared/app/rubric/lint-rubric.ts';
import { listRubrics } from '../../../../shared/app/rubric/list-rubrics.ts';
import { storeRubric } from '../../../../shared/app/rubric/store-rubric.ts';
import { create, replace } from '../../../../shared/app/writes.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { rubrics } from '../../../../shared/contracts/stored-rubric.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import type { RouteShape } from '../../../../shared/contracts/route.ts';
import { routes } from '../../../../shared/contracts/routes.ts';
import type { Member } from '../../../../shared/domain/people/member.ts';
import { rubric, type Item, type Rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { noon } from '../../../support/builders.ts';
import { libraryRubric, rubric2018, scheme2018 } from '../../../support/scoring.ts';
import { asked, changes, freeze, people, sampleDefinition, sampleWorld, type World } from '../world.ts';

const inYear = { cycle: '2018' } as const;
const office = streams.office('2018');
/** Where versions are stored, and where one is adopted. */
const both = async () => (await changes(world, streams.rubrics('2018'))) + (await changes(world, office));
const contains = (text: string): unknown => expect.stringContaining(text);
const key = (place: number) => `key-${String(place).padStart(16, '0')}`;
const renamed: Rubric = { ...rubric2018, title: { zh: '修改稿', en: 'Amended' } };

let world: World;
let before: number;
beforeEach(async () => {
  world = await sampleWorld();
  before = await both();
});
const made = async () => (await both()) - before;

const store = (of: Rubric | string = renamed, place = 1) =>
  storeRubric(world)(
    asked(people.admin, inYear, { text: typeof of === 'string' ? of : stringify(of) }, key(place)),
  );
const adopt = (version: number) => adoptRubric(world)(asked(people.admin, inYear, { version }));
const list = async () => (await listRubrics(world)(asked(people.clerk002, inYear, undefined))).items;

describe('a rubric is stored', () => {
  test('as the next version, whatever number its text says; the one in use stays in use', async () => {
    expect(await store()).toMatchObject({ version: 2, title: renamed.title, adopted: false });
    expect(await store({ ...renamed, version: 77 }, 2)).toMatchObject({ version: 3 });
    expect((await list()).map((each) => [each.version, each.adopted])).toEqual([
      [1, true],
      [2, false],
      [3, false],
    ]);
    expect(await made()).toBe(2);
  });

  test('again with the same key: the same version; the same text with another key is another version', async () => {
    const first = await store();
    expect(await store()).toEqual(first);
    expect((await store(renamed, 2)).version).toBe(3);
    expect(await made()).toBe(2);
  });

  test('another rubric with the same key is refused: the first answer may have been lost, and must stay true', async () => {
    await store();
    await expect(store(rubric2018)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await made()).toBe(1);
  });

  test('by two at once: each becomes a version of its own, and by one twice at once it becomes one', async () => {
    const versions = await Promise.all([store(renamed, 1), store(rubric2018, 2), store(renamed, 1)]);
    expect(versions.map((each) => each.version).sort()).toEqual([2, 2, 3]);
    expect(await made()).toBe(2);
  });

  test('also without a version, which is not its to say, and as JSON', async () => {
    const { version: _, ...rest } = renamed;
    expect(await store(stringify(rest))).toMatchObject({ version: 2 });
    const call = asked(people.admin, inYear, { rubric: { ...rest, version: 'seven' } }, key(2));
    expect(await storeRubric(world)(call)).toMatchObject({ version: 3, title: renamed.title });
  });

  test('with who stored it, which the county office is told and nobody else', async () => {
    expect(await store()).toMatchObject({ storedBy: people.admin.displayName, storedAt: noon });
    const seen = async (member: Member) =>
      (await listRubrics(world)(asked(member, inYear, undefined))).items.map((each) => each.storedBy);
    expect(await seen(people.signer)).toEqual([null, people.admin.displayName]);
    expect(await seen(people.reviewer)).toEqual([null, null]);
  });

  test('not without end, and not larger than a record can be; into a year that is frozen all the same, for a re-evaluation may need it', async () => {
    const guidance = { zh: '长'.repeat(100_000), en: 'long' };
    await expect(store({ ...renamed, notes: [guidance] })).rejects.toMatchObject({
      code: 'rubric-too-large',
      details: { most: 300_000 },
    });
    const there = (await world.store.get(rubrics, { ...inYear, version: 1 }))!.value;
    await world.store.put(rubrics, { ...inYear, version: 99 }, { ...there, version: 99 });
    await expect(store()).rejects.toMatchObject({ code: 'rubric-versions-used-up', details: { most: 99 } });
    expect(await made()).toBe(0);
    const other = await sampleWorld();
    await freeze(other, office);
    const call = asked(people.admin, inYear, { text: stringify(renamed) });
    expect(await storeRubric(other)(call)).toMatchObject({ version: 2, adopted: false });
  });

  test('and never changes: nothing can be written where a version stands', async () => {
    await store();
    const there = (await world.store.get(rubrics, { ...inYear, version: 2 }))!;
    const other = { ...there.value, rubric: rubric2018 };
    const write = world.store.commit({
      stream: office,
      writes: [create(rubrics, { ...inYear, version: 2 }, other)],
      audit: {
        at: there.value.storedAt,
        actor: 'test',
        action: 'rubric.store',
        subject: 'rubric:1',
        details: {},
      },
    });
    await expect(write).rejects.toMatchObject({ name: 'AlreadyThere' });
    const routesThere = Object.values<RouteShape>(routes).filter(({ path }) => path.includes('/rubrics'));
    expect(routesThere.map(({ method, path }) => `${method} ${path.split('/rubrics')[1]}`).sort()).toEqual([
      'GET ',
      'GET /{version}',
      'GET /{version}/difference',
      'POST ',
    ]);
    const kept = await getRubricVersion(world)(asked(people.clerk002, { ...inYear, version: 2 }, undefined));
    expect(kept).toEqual({ ...renamed, version: 2 });
  });

  test('not with faults: each is named with its line, and nothing is stored', async () => {
    const wrong = stringify(renamed).replace('total: "100"', 'total: "99"');
    const line = wrong.slice(0, wrong.indexOf('total: "99"')).split('\n').length;
    await expect(store(wrong)).rejects.toMatchObject({
      code: 'input-invalid',
      findings: [
        {
          pointer: '/body/text/schemes/0/total',
          code: 'rubric-fault',
          message: contains(`第 ${line} 行`),
        },
      ],
    });
    await expect(store('not: [a rubric')).rejects.toMatchObject({ code: 'input-invalid' });
    expect(await made()).toBe(0);
  });
});

describe('a version is adopted', () => {
  test('and from then on the cycle goes by it; adopting it again changes nothing', async () => {
    await store();
    expect(await adopt(2)).toMatchObject({ version: 2, adopted: true });
    await adopt(2);
    expect(await made()).toBe(2);
    const now = rubric.parse(await getRubric(world)(asked(people.clerk002, inYear, undefined)));
    expect(now.title).toEqual(renamed.title);
    expect((await list()).map((each) => each.adopted)).toEqual([false, true]);
  });

  test('only one that is there, and only one that fits: classes, lead bodies’ items, and no strangers', async () => {
    await expect(adopt(9)).rejects.toMatchObject({ code: 'rubric-version-unknown' });
    await store(libraryRubric('two-parts'), 1);
    await expect(adopt(2)).rejects.toMatchObject({ code: 'rubric-does-not-fit' });
    const parts = scheme2018.parts.map((part) => ({
      ...part,
      items: part.items.map((item) => (item.code === 'A1' ? { ...item, assessor: 'nobody' } : item)),
    }));
    await store({ ...rubric2018, schemes: [{ ...scheme2018, classes: ['department'], parts }] }, 2);
    await expect(adopt(3)).rejects.toMatchObject({
      code: 'rubric-does-not-fit',
      findings: [
        { message: contains('没有一套规则用于类别“township”') },
        { message: contains('A1 的评分部门“nobody”不是本年度的牵头部门') },
      ],
    });
  });

  test('not in a year that is frozen, and by one of two who adopt at once', async () => {
    await store();
    await store(rubric2018, 2);
    const both = await Promise.allSettled([adopt(2), adopt(3)]);
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((each) => each.status === 'rejected')?.reason).toMatchObject({
      code: 'changed-meanwhile',
    });
    await freeze(world, office);
    await expect(adopt(both[0].status === 'fulfilled' ? 3 : 2)).rejects.toMatchObject({ code: 'frozen' });
  });

  test('on record: who adopted which, and what it came after', async () => {
    await store();
    await adopt(2);
    expect((await world.store.events(office)).at(-1)).toMatchObject({
      actor: people.admin.subject,
      action: 'rubric.adopt',
      subject: 'rubric:2',
      details: { from: 1, to: 2 },
    });
  });

  test('not while a run is under way, and not once a report is published', async () => {
    await store();
    const cycle = (await world.store.get(collections.cycles, inYear))!;
    const audit = {
      at: '2018-06-01T00:00:00.000Z',
      actor: 'test',
      action: 'rubric.store',
      subject: 'rubric:1',
      details: {},
    } as const;
    await world.store.commit({
      stream: office,
      writes: [replace(collections.cycles, inYear, cycle, { ...cycle.value, activeRun: '0001' })],
      audit,
    });
    await expect(adopt(2)).rejects.toMatchObject({ code: 'rubric-held-by-run', details: { run: '0001' } });

    const busy = (await world.store.get(collections.cycles, inYear))!;
    const publication = {
      ...inYear,
      title: '报告',
      demonstration: true,
      run: '0001',
      revision: 1,
      at: audit.at,
      withdrawn: null,
      hiddenThrough: 0,
    };
    await world.store.commit({
      stream: office,
      writes: [
        replace(collections.cycles, inYear, busy, { ...busy.value, activeRun: null }),
        create(collections.publications, inYear, publication),
      ],
      audit,
    });
    await expect(adopt(2)).rejects.toMatchObject({ code: 'rubric-in-use', details: { version: 1 } });
    expect(await adopt(1)).toMatchObject({ adopted: true });
  });
});

describe('what was recorded before a version is adopted', () => {
  const with2018 = (change: (item: Item) => Item | null): Rubric => ({
    ...rubric2018,
    schemes: [
      {
        ...scheme2018,
        parts: scheme2018.parts.map((part) => ({
          ...part,
          items: part.items.flatMap((item) => change(item) ?? []),
        })),
      },
    ],
  });
  /** C3 has 5 points and C4 has 5: what one loses the other gets, so that full marks stay 100. */
  const shifted = (c3: string, c4: string): Rubric =>
    with2018((item) =>
      item.code === 'C3' ? { ...item, points: c3 } : item.code === 'C4' ? { ...item, points: c4 } : item,
    );
  const give = (item: string, points: string, reason: string | null = null) =>
    givePoints(world)(
      asked(
        people.reviewer,
        { cycle: '2018', unit: '002' },
        {
          points: [{ item, points, level: null, reason, checks: {} }],
        },
      ),
    );

  test('is told where it has to be recorded anew, and told again until it is', async () => {
    await give('C3', '5');
    await store(shifted('4', '6'));
    const told = { unit: '002', item: 'C3', message: { zh: contains('商务局：5 分超过了 C3 的 4 分') } };
    expect(await adopt(2)).toMatchObject({ adopted: true, toMend: [told] });
    expect(await adopt(2)).toMatchObject({ toMend: [told] });
    await give('C3', '4');
    expect(await adopt(2)).toMatchObject({ toMend: [] });
  });

  test('speaks against a version that has no place for it any more: nobody could ever take it back', async () => {
    await give('C3', '5');
    await store(
      with2018((item) => (item.code === 'C3' ? null : item.code === 'C4' ? { ...item, points: '10' } : item)),
    );
    await expect(adopt(2)).rejects.toMatchObject({
      code: 'rubric-does-not-fit',
      findings: [{ code: 'recorded-misfit', message: contains('商务局：细则里没有项目 C3') }],
    });
    await store(
      with2018((item) => (item.code === 'C3' ? { ...item, rule: { kind: 'deductions' } } : item)),
      2,
    );
    await expect(adopt(3)).rejects.toMatchObject({
      findings: [{ message: contains('C3 不是由评分人给分的项目') }],
    });
    expect((await list()).map((each) => each.adopted)).toEqual([true, false, false]);
  });
});

describe('which runs went by a version', () => {
  test('is kept with each run from its opening, and stays when another is adopted after it has failed', async () => {
    await store();
    const opening = { cycle: '2018', startedBy: 'schedule', execution: 'arn:1', kind: 'year-end' } as const;
    const run = await openRun(world, opening);
    expect((await list()).map((each) => each.usedByRuns)).toEqual([['0001'], []]);
    await endRun(world)({ cycle: '2018', run, error: 'X', cause: null });
    await adopt(2);
    await openRun(world, { ...opening, execution: 'arn:2' });
    expect((await list()).map((each) => each.usedByRuns)).toEqual([['0001'], ['0002']]);
  });
});

describe('two versions are compared', () => {
  test('thing by thing', async () => {
    await store();
    const compare = compareRubricVersions(world);
    const call = asked(people.clerk002, { ...inYear, version: 2 }, undefined);
    const { items } = await compare({ ...call, query: { against: 1 } });
    expect(items).toMatchObject([
      { code: 'rubric-version', path: ['version'], before: '1', after: '2' },
      { code: 'rubric-title', message: { zh: contains('“修改稿”'), en: contains('“Amended”') } },
    ]);
    await expect(compare({ ...call, query: { against: 9 } })).rejects.toMatchObject({
      code: 'rubric-version-unknown',
    });
  });
});

describe('a text is checked without being stored', () => {
  const lint = (text: string) => lintRubric(world)(asked(people.admin, inYear, { text }));

  test('faults with their lines, or remarks with their lines and the year’s own targets', async () => {
    const wrong = await lint(stringify(rubric2018).replace('total: "100"', 'total: "99"'));
    expect(wrong).toMatchObject({ faults: [{ path: 'schemes.0.total' }], findings: [] });
    const { faults, findings } = await lint(stringify(rubric2018));
    expect(faults).toEqual([]);
    // The sample year has targets of 2, 3, 4 and 20, all far below the 84 at which all could be lost.
    expect(findings.filter((each) => each.code === 'doing-nothing-keeps-most')).toHaveLength(4);
    expect(findings.every((each) => each.line > 1)).toBe(true);
    expect(await made()).toBe(0);
  });
});

test('a cycle whose rubric does not fit it is not loaded', async () => {
  const load = loadCycleDefinition(world)({
    definition: { ...sampleDefinition(), cycle: { ...sampleDefinition().cycle, id: '2019' } },
    rubric: libraryRubric('ten-points'),
    members: [],
  });
  await expect(load).rejects.toThrow(/does not fit the cycle 2019: it is ten-points version 1, .*D1/);
  await expect(load).rejects.toMatchObject({ code: 'package-does-not-fit' });
  expect(await world.store.get(collections.cycles, { cycle: '2019' })).toBeNull();
});
