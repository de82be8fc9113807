import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { prices } from '../../../infra/prices.ts';
import { metricsOf } from '../../../shared/domain/figures/office-figures.ts';
import { installations, ofType, templatesOf } from '../templates.ts';

const joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) });

describe.each(installations)('the dashboard of the %s installation', (_, installation) => {
  const templates = templatesOf(installation);
  const [dashboard] = ofType(templates, 'AWS::CloudWatch::Dashboard').map(([, { Properties }]) => Properties);
  /** The page's JSON; what is known at deployment alone stands as a word. */
  const body = joined
    .parse(dashboard?.['DashboardBody'])
    ['Fn::Join'][1].map((part) => (typeof part === 'string' ? part : 'deployed'))
    .join('');

  test('is one, under the installation’s name, and is JSON as CloudWatch reads it', () => {
    expect(ofType(templates, 'AWS::CloudWatch::Dashboard')).toHaveLength(1);
    expect(dashboard?.['DashboardName']).toBe(installation.name);
    expect(() =>
      z.object({ widgets: z.array(z.unknown()).check(z.minLength(5)) }).parse(JSON.parse(body)),
    ).not.toThrow();
  });

  test('shows every figure that the office is measured by, under the very name it is told by', () => {
    for (const name of Object.keys(metricsOf([])))
      expect(body, name).toContain(`["Biaochi","${name}","Installation","${installation.name}"`);
  });

  test('reckons the time of every function there is: one left out would make the day look cheap', () => {
    const counted = body.match(/\["AWS\/Lambda","Duration","FunctionName"/g) ?? [];
    expect(counted).toHaveLength(ofType(templates, 'AWS::Lambda::Function').length);
    const sizes = new Set(
      ofType(templates, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties['MemorySize']),
    );
    expect(
      [...sizes]
        .map(String)
        .filter((size) => !body.includes(`"expression":"SUM(METRICS(\\"s${size}x\\")) / 1000 * `)),
    ).toEqual([]);
  });

  test('reckons with the prices that are stated, and in numbers that CloudWatch can read', () => {
    expect(body).toContain(`reads * 0.000000125 + writes * 0.000000625`);
    expect(prices.dynamodb).toMatchObject({ readUnit: 0.125e-6, writeUnit: 0.625e-6 });
    for (const [, expression = ''] of body.matchAll(/"expression":"((?:\\"|[^"])*)"/g)) {
      expect(expression).not.toMatch(/\de-/);
      expect(expression.length).toBeLessThanOrEqual(1024);
    }
  });

  test('has no more than six metrics of the office’s and one of the service’s, each of which costs as much as three alarms', () => {
    expect(Object.keys(metricsOf([]))).toHaveLength(6);
    const own = new Set([...templates.text.matchAll(/Biaochi[\\"]+,[\\"]+(\w+)/g)].map(([, name]) => name));
    expect(own.size).toBe(7);
  });
});
