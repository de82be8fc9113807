import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { everythingOn, installations, ofType, templatesOf } from '../infra/templates.ts';

/** docs/runbook.md says of every alarm what it means and what to do; nothing is said of alarms that there are not. */
const text = readFileSync(path.join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n');
      return [heading, lines.join('\n').trim()] as const;
    }),
);
const alarmsOf = (templates: ReturnType<typeof templatesOf>, name: string) =>
  ofType(templates, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => ({
    name: String(Properties['AlarmName']).slice(name.length + 1),
    description: String(Properties['AlarmDescription']),
  }));
const everyAlarm = [...installations, ['everything', everythingOn] as const].map(
  ([key, installation]) => [key, alarmsOf(templatesOf(installation), installation.name)] as const,
);

describe.each(everyAlarm)('in the %s installation', (_, alarms) => {
  test('every alarm leads to its own entry in the runbook', () => {
    expect(alarms.length).toBeGreaterThan(8);
    for (const { name, description } of alarms)
      expect(description).toMatch(new RegExp(`\\. docs/runbook\\.md#${name}$`));
    expect(alarms.map(({ name }) => name).filter((name) => !sections.has(name))).toEqual([]);
  });

  test('each entry says first what the alarm means and then, step by step, what to do', () => {
    for (const { name } of alarms) {
      const [meaning = '', ...rest] = (sections.get(name) ?? '').split('\n1. ');
      expect(meaning.length, `${name}: what it means`).toBeGreaterThan(40);
      expect(rest.join('').length, `${name}: what to do`).toBeGreaterThan(40);
    }
  });
});

test('no entry is for an alarm that is gone: what looks like an alarm’s name is one', () => {
  const names = new Set(everyAlarm.flatMap(([, alarms]) => alarms.map(({ name }) => name)));
  const entries = [...sections.keys()].filter((heading) => /^[a-z]+(-[a-z]+)+$/.test(heading));
  expect(entries.filter((entry) => !names.has(entry))).toEqual([]);
});
