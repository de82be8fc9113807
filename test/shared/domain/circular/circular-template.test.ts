import { describe, expect, it } from 'vitest';
import {
  fillPlaces,
  circularPlaces,
  unknownPlace,
} from '../../../../shared/domain/circular/circular-places.ts';
import {
  circularTemplate,
  defaultCircularTemplate,
  requireKnownPlaces,
} from '../../../../shared/domain/circular/circular-template.ts';
import { circularFacts } from '../../../../shared/report/circular/circular-facts.ts';
import { ReportModel } from '../../../../shared/report/model.ts';
import { sampleInput } from '../../report/sample.ts';

const facts = circularFacts(new ReportModel(sampleInput()), defaultCircularTemplate.praise);

describe('a circular’s template', () => {
  it('of the product names only places there are', () => {
    expect(circularTemplate.parse(defaultCircularTemplate)).toEqual(defaultCircularTemplate);
    expect(() => requireKnownPlaces(defaultCircularTemplate)).not.toThrow();
  });

  it.each([
    ['{单位个数}有误', '单位个数'],
    ['共{单位数', '{'],
    ['共单位数}', '}'],
    ['{}', ''],
  ])('that says %s is refused, naming %s', (title, place) => {
    expect(() => requireKnownPlaces({ ...defaultCircularTemplate, title })).toThrow(
      expect.objectContaining({ code: 'circular-place-unknown', details: { place, text: title } }),
    );
    expect(unknownPlace(title)).toBe(place);
  });

  it('leaves out a paragraph that names something of which there is nothing', () => {
    expect(fillPlaces('评为不合格的单位：{不合格单位}。', { ...facts, 不合格单位: '' })).toBeNull();
    expect(fillPlaces('评为不合格的单位：{不合格单位}。', { ...facts, 不合格单位: '甲局' })).toBe(
      '评为不合格的单位：甲局。',
    );
  });

  it('fills a place with what looks like a place without filling it again', () => {
    expect(fillPlaces('{发布单位}', { ...facts, 发布单位: '{单位数}' })).toBe('{单位数}');
  });

  it('has every place filled from a result', () => {
    expect(Object.keys(facts).sort()).toEqual(Object.keys(circularPlaces).sort());
  });
});
