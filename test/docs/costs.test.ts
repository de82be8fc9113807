import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { installationOf } from '../../infra/config.ts';
import { prices } from '../../infra/prices.ts';
import { ofType, templatesOf } from '../infra/templates.ts';

/** docs/costs.md reckons with what the templates have and with the prices that the code states; every sum in it is right. */
const text = readFileSync(path.join(import.meta.dirname, '../../docs/costs.md'), 'utf8');
const templates = templatesOf(installationOf('default'));
const number = (of: string) => Number(of.replaceAll(/[*,]/g, ''));
const cents = (amount: number) => amount.toFixed(2);

/** The rows of the table under a heading, without its head. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function priceOf(name: string): number {
  const [service = '', unit = ''] = name.split('.');
  const table = z.record(z.string(), z.union([z.number(), z.record(z.string(), z.number())])).parse(prices);
  const found = table[service];
  return z.number().parse(typeof found === 'object' ? found[unit] : found);
}

const sumOf = (rows: readonly (readonly string[])[]) =>
  cents(rows.slice(0, -1).reduce((sum, row) => sum + number(row[3] ?? ''), 0));

describe('what it costs to be there', () => {
  const rows = tableUnder('What it costs to be there');
  const alarmMetrics = ofType(templates, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) => [
    ...JSON.stringify(Properties).matchAll(/"MetricName":/g),
  ]);
  const own = [...templates.text.matchAll(/Biaochi[\\"]+,[\\"]+(\w+)/g)].map(([, name]) => name);
  const counted: Readonly<Record<string, readonly [count: number, each: number]>> = {
    'keys in KMS': [ofType(templates, 'AWS::KMS::Key').length, prices.kms.key],
    secrets: [ofType(templates, 'AWS::SecretsManager::Secret').length, prices.secret],
    'metrics of its own': [new Set(own).size, prices.cloudwatch.metric],
    'metrics that alarms watch': [alarmMetrics.length, prices.cloudwatch.alarmMetric],
    dashboards: [ofType(templates, 'AWS::CloudWatch::Dashboard').length, prices.cloudwatch.dashboard],
  };

  test('is counted from the templates, at the prices that are stated', () => {
    const wanted = Object.entries(counted).map(([name, [count, each]]) => [
      name,
      String(count),
      cents(each),
      cents(count * each),
    ]);
    expect(rows.slice(0, -1)).toEqual(wanted);
    expect(rows.at(-1)?.[3]).toBe(`**${sumOf(rows)}**`);
  });

  test('leaves out nothing that is paid for by being there: whatever else the templates have costs by use', () => {
    const paidByUse =
      /^AWS::(ApiGatewayV2|Backup|CloudFront|CloudWatch::(Alarm|Dashboard)|Cognito|DynamoDB|Events|IAM|KMS|Lambda|Logs|S3|SNS|SQS|Scheduler|SecretsManager|StepFunctions)\b/;
    expect(
      [...new Set(templates.resources.map(([, { Type }]) => Type))].filter((type) => !paidByUse.test(type)),
    ).toEqual([]);
  });
});

describe.each(['An idle county', 'A busy county'])('%s', (heading) => {
  const rows = tableUnder(heading);

  test.each(rows.slice(0, -1))('%s: %s at %s', (_, quantity = '', price = '', amount = '') => {
    expect(amount).toBe(cents(number(quantity) * priceOf(price)));
  });

  test('the sum is that of its lines, and with what it costs to be there is what is said', () => {
    expect(rows.at(-1)?.[3]).toBe(`**${sumOf(rows)}**`);
    const all = Number(sumOf(rows)) + Number(sumOf(tableUnder('What it costs to be there')));
    expect(text).toContain(`${heading.toLowerCase()} costs **${cents(all)} a month**`);
  });
});

test('the calls of schedules are those of the templates, in a month of 30 days', () => {
  const runs = (field: string, all: number) => {
    if (field === '*') return all;
    if (field.includes('/')) return all / Number(field.split('/')[1]);
    const [from = 0, to = 0] = field.split('-').map(Number);
    return field.includes('-') ? to - from + 1 : 1;
  };
  const daily = ofType(templates, 'AWS::Scheduler::Schedule')
    .map(([, { Properties }]) =>
      /^cron\((\S+) (\S+) \* \* \? \*\)$/.exec(String(Properties['ScheduleExpression'])),
    )
    .flatMap((found) => (found === null ? [] : [runs(found[1] ?? '', 60) * runs(found[2] ?? '', 24)]));
  const monthly = 30 * daily.reduce((sum, each) => sum + each, 0);
  for (const heading of ['An idle county', 'A busy county'])
    expect(number(tableUnder(heading).find(([name]) => name === 'schedules: calls')?.[1] ?? '')).toBe(
      monthly,
    );
});
