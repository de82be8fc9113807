import { beforeEach, describe, expect, test } from 'vitest';
import { getCycle } from '../../../../shared/app/cycle/get-cycle.ts';
import { getMe } from '../../../../shared/app/cycle/get-me.ts';
import { getRubric } from '../../../../shared/app/cycle/get-rubric.ts';
import { listBodies } from '../../../../shared/app/cycle/list-bodies.ts';
import { listCycles } from '../../../../shared/app/cycle/list-cycles.ts';
import { listUnits } from '../../../../shared/app/cycle/list-units.ts';
import { loadCycleDefinition } from '../../../../shared/app/cycle/load-cycle-definition.ts';
import { setRehearsalClock } from '../../../../shared/app/cycle/set-rehearsal-clock.ts';
import * as collections from '../../../../shared/contracts/collections.ts';
import { streams } from '../../../../shared/contracts/streams.ts';
import { noon, sampleMember } from '../../../support/builders.ts';
import { memoryStore } from '../../../support/memory-store.ts';
import { rubric2018 } from '../../../support/scoring.ts';
import {
  asked,
  bodyIds,
  changes,
  freeze,
  people,
  sampleDefinition,
  sampleWorld,
  settableClock,
  unitIds,
  type World,
} from '../world.ts';

const inYear = { cycle: '2018' } as const;
const office = streams.office('2018');
const sample = () => ({
  definition: sampleDefinition(),
  rubric: rubric2018,
  members: Object.values(people),
});

let world: World;
beforeEach(async () => {
  world = await sampleWorld();
});

describe('loading a year', () => {
  test('makes everything it names: units, bodies not yet handed in, rubric, members, the year itself', async () => {
    const store = memoryStore();
    const loaded = await loadCycleDefinition({ store, clock: settableClock(noon) })(sample());
    const people_ = Object.keys(people).length;
    expect(loaded.records).toBe(unitIds.length + 2 * bodyIds.length + 1 + people_ + 1);
    expect((await store.all(collections.units, inYear)).map((each) => each.value.id)).toEqual(unitIds);
    const handIn = await store.get(collections.handIns, { ...inYear, body: 'civil-affairs' });
    expect(handIn?.value.status).toBe('open');
  });

  test('again adds nothing and changes nothing, also with a changed package: a year’s rules do not move under it', async () => {
    const before = await changes(world, office);
    const definition = sampleDefinition({ handInSeconds: 999 });
    expect(await loadCycleDefinition(world)({ ...sample(), definition })).toEqual({ records: 0 });
    expect(await changes(world, office)).toBe(before);
    const { settings } = await getCycle(world)(asked(people.admin, inYear, undefined));
    expect(settings.handInSeconds).toBe(20);
  });

  test('again with one more member adds just that member', async () => {
    const newcomer = sampleMember('new-clerk', [{ role: 'unit-staff', unit: '048' }], '048');
    const load = loadCycleDefinition(world);
    expect(await load({ ...sample(), members: [...Object.values(people), newcomer] })).toEqual({
      records: 1,
    });
    expect((await world.store.get(collections.members, { subject: 'new-clerk' }))?.value).toEqual(newcomer);
  });

  test('again after the year was frozen finds it loaded: an installation that restarts then must come up', async () => {
    await freeze(world, office);
    expect(await loadCycleDefinition(world)(sample())).toEqual({ records: 0 });
  });

  test('more records than a transaction holds go in as several', async () => {
    const store = memoryStore();
    const members = Array.from({ length: 150 }, (_, place) =>
      sampleMember(`member-${place}`, [{ role: 'signer' }]),
    );
    await loadCycleDefinition({ store, clock: settableClock(noon) })({ ...sample(), members });
    expect(await store.events(office)).toHaveLength(2);
    expect((await store.get(collections.members, { subject: 'member-149' }))?.value.status).toBe('active');
  });
});

describe('reading a year', () => {
  test('says what it is and that nothing is published yet, without its inner counters', async () => {
    const cycle = await getCycle(world)(asked(people.clerk002, inYear, undefined));
    expect(cycle).toMatchObject({ id: '2018', published: null, activeRun: null });
    expect(cycle).not.toHaveProperty('runsOpened');
  });

  test('its units, bodies and rubric', async () => {
    const call = asked(people.clerk002, inYear, undefined);
    expect((await listUnits(world)(call)).items.map((unit) => unit.id)).toEqual(unitIds);
    expect((await listBodies(world)(call)).items.map((body) => body.id).sort()).toEqual([...bodyIds].sort());
    expect(await getRubric(world)(call)).toEqual(rubric2018);
  });

  test('a year that is not there is told for each', async () => {
    const call = asked(people.clerk002, { cycle: '1999' }, undefined);
    for (const act of [getCycle, listUnits, listBodies, getRubric]) {
      await expect(act(world)(call)).rejects.toMatchObject({ code: 'cycle-unknown' });
    }
  });

  test('years are listed the newest first: those of now, and published ones of long ago', async () => {
    const world = await sampleWorld();
    const list = async () =>
      (await listCycles(world)(asked(people.clerk002, {}, undefined))).items.map(({ id, published }) => [
        id,
        published,
      ]);
    expect(await list()).toEqual([['2018', false]]);
    world.clock.set('2031-05-01T01:00:00.000Z');
    expect(await list()).toEqual([]);
    const published = { cycle: '2018', title: '2018', demonstration: true, run: '0001', revision: 1 };
    await world.store.put(
      collections.publications,
      { cycle: '2018' },
      { ...published, at: noon, withdrawn: null, hiddenThrough: 0 },
    );
    expect(await list()).toEqual([['2018', true]]);
  });

  test('a year says whether its record may be changed today: in its window, after it, and once it is published', async () => {
    const world = await sampleWorld();
    const stageOn = async (day: string) => {
      world.clock.set(`${day}T04:00:00.000Z`);
      return (await listCycles(world)(asked(people.clerk002, {}, undefined))).items.map(({ stage }) => stage);
    };
    expect(await stageOn('2018-01-01')).toEqual(['open']);
    expect(await stageOn('2018-12-31')).toEqual(['open']);
    expect(await stageOn('2019-01-01')).toEqual(['closed']);
    const published = { cycle: '2018', title: '2018', demonstration: true, run: '0001', revision: 1 };
    await world.store.put(
      collections.publications,
      { cycle: '2018' },
      { ...published, at: noon, withdrawn: null, hiddenThrough: 0 },
    );
    expect(await stageOn('2018-06-01')).toEqual(['published']);
  });

  test('a member learns what they may do, and not the sign-in service’s name for them', async () => {
    const me = await getMe()(asked(people.clerk002, {}, undefined));
    expect(me).toEqual({
      displayName: people.clerk002.displayName,
      homeUnit: '002',
      roles: people.clerk002.roles,
    });
  });
});

describe('the date of a rehearsal', () => {
  test('is set where there is a rehearsal clock', async () => {
    const told: string[] = [];
    const rehearsalClock = {
      set: async (now: string) => {
        told.push(now);
      },
    };
    const call = asked(people.admin, {}, { now: noon });
    expect(await setRehearsalClock({ rehearsalClock })(call)).toEqual({ now: noon });
    expect(told).toEqual([noon]);
  });

  test('is refused where a real year is kept', async () => {
    const call = asked(people.admin, {}, { now: noon });
    await expect(setRehearsalClock({ rehearsalClock: null })(call)).rejects.toMatchObject({
      code: 'rehearsal-only',
    });
  });
});
