import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { daysBetween, mondayOf, shanghaiDay, startOfDay } from '../../../../shared/domain/calendar.ts';
import { cycleStage } from '../../../../shared/domain/cycle/cycle-stage.ts';
import { cycleDefinition, requireOpenWindow } from '../../../../shared/domain/cycle/cycle.ts';
import { sampleCycle } from '../../../support/builders.ts';
import { items2018, rubric2018 } from '../../../support/scoring.ts';

describe('a window holds from the first moment of its first day to the last of its last, in Asia/Shanghai', () => {
  const cycle = sampleCycle({ window: { opensOn: '2018-03-01', closesOn: '2018-03-31' } });

  test.each(['2018-02-28T16:00:00.000Z', '2018-03-15T00:00:00.000Z', '2018-03-31T15:59:59.999Z'])(
    '%s is inside',
    (now) => {
      expect(() => requireOpenWindow(cycle, now)).not.toThrow();
    },
  );

  test.each([
    ['2018-02-28T15:59:59.999Z', '2018-02-28'],
    ['2018-03-31T16:00:00.000Z', '2018-04-01'],
  ])('%s is outside, and is %s there', (now, today) => {
    expect(() => requireOpenWindow(cycle, now)).toThrow(
      expect.objectContaining({
        code: 'window-closed',
        details: { opensOn: '2018-03-01', closesOn: '2018-03-31', today },
      }),
    );
  });

  test('a window of one day is open all that day', () => {
    const day = sampleCycle({ window: { opensOn: '2018-03-01', closesOn: '2018-03-01' } });
    expect(() => requireOpenWindow(day, startOfDay('2018-03-01'))).not.toThrow();
    expect(() => requireOpenWindow(day, startOfDay('2018-03-02'))).toThrow();
  });
});

describe('a year says what can be done in it', () => {
  const cycle = sampleCycle({ window: { opensOn: '2018-03-01', closesOn: '2018-03-31' } });

  test.each([
    ['2018-02-28', 'before'],
    ['2018-03-01', 'open'],
    ['2018-03-31', 'open'],
    ['2018-04-01', 'closed'],
  ])('on %s it is %s', (today, stage) => {
    expect(cycleStage(cycle, false, today)).toBe(stage);
  });

  test('a published year is published, even inside its window', () => {
    expect(cycleStage(cycle, true, '2018-03-15')).toBe('published');
  });
});

describe('the calendar of Asia/Shanghai', () => {
  test('a day begins at 16:00 UTC of the day before, across a leap day too', () => {
    expect(startOfDay('2018-01-01')).toBe('2017-12-31T16:00:00.000Z');
    expect(startOfDay('2020-03-01')).toBe('2020-02-29T16:00:00.000Z');
    expect(shanghaiDay(startOfDay('2020-02-29'))).toBe('2020-02-29');
  });

  test('days between count calendar days, backwards below zero', () => {
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
    expect(daysBetween('2018-03-01', '2018-02-28')).toBe(-1);
    expect(daysBetween('2018-03-01', '2018-03-01')).toBe(0);
  });

  test('a week runs from Monday to Sunday, over the end of a year too', () => {
    expect(mondayOf('2018-12-31')).toBe('2018-12-31');
    expect(mondayOf('2019-01-06')).toBe('2018-12-31');
    expect(mondayOf('2019-01-07')).toBe('2019-01-07');
  });
});

describe('the year 2018 as it is delivered', () => {
  const file = path.join(import.meta.dirname, '../../../../infra/cycles/2018/cycle.json');
  const definition = cycleDefinition.parse(JSON.parse(readFileSync(file, 'utf8')));

  test('has the 64 units of annex 1, numbered in its order, with 12,360 as the sum of their targets', () => {
    expect(definition.units).toHaveLength(64);
    expect(definition.units.reduce((sum, unit) => sum + unit.target, 0)).toBe(12_360);
    expect(definition.units.map((unit) => unit.id)).toEqual(
      definition.units.map((_, place) => String(place + 1).padStart(3, '0')),
    );
  });

  test('has 47 departments, 11 townships, 4 parks and 2 communities', () => {
    const count = (name: string) => definition.units.filter((unit) => unit.class === name).length;
    expect(['department', 'township', 'park', 'community'].map(count)).toEqual([47, 11, 4, 2]);
  });

  test('its bodies give the items that the rubric says are theirs, and their units are evaluated ones', () => {
    for (const body of definition.bodies) {
      expect(items2018.find((item) => item.code === body.item)?.assessor).toBe(body.id);
      if (body.unit !== null) expect(definition.units.map((unit) => unit.id)).toContain(body.unit);
    }
    const assessors = new Set(
      items2018.map((item) => item.assessor).filter((each) => each !== 'county-office'),
    );
    expect([...assessors].sort()).toEqual(definition.bodies.map((body) => body.id).sort());
  });

  test('goes by the rubric that is delivered with it, and is no demonstration', () => {
    expect(definition.cycle.rubric).toEqual({ id: rubric2018.id, version: rubric2018.version });
    expect(definition.cycle.demonstration).toBe(false);
  });
});
