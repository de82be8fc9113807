import { describe, expect, test } from 'vitest';
import { checked } from '../../infra/config.ts';
import { everythingOn, installations, nagErrorsOf, nagFindingsOf } from './templates.ts';

/** cdk-nag's packs AWS Solutions, NIST 800-53 r5 and Serverless over every kind of installation. */

const all = [
  ...installations,
  [
    'scanned and mailed',
    checked({
      name: 'scanned',
      identity: { kind: 'oidc' },
      virusScan: 'guardduty',
      mailFrom: 'a@example.cn',
      alarmEmail: 'alarms@example.cn',
    }),
  ],
  ['whole', everythingOn],
  [
    'in a small account',
    checked({ name: 'small', identity: { kind: 'oidc' }, concurrency: { kind: 'shared' } }),
  ],
] as const;

describe.each(all)('the %s installation', (_, installation) => {
  test('passes the three packs, but for what is acknowledged with a reason', () => {
    expect(nagErrorsOf(installation)).toBeNull();
  }, 240_000);
});

describe('what is acknowledged', () => {
  const findings = all.map(([, installation]) => nagFindingsOf(installation));
  const acknowledged = findings.flatMap(({ suppressions }) => suppressions);

  const reasonsOf = (each: readonly (typeof acknowledged)[number][]) =>
    new Set(each.map(({ reason }) => reason));
  const isOf =
    (text: string) =>
    ({ rules }: (typeof acknowledged)[number]) =>
      rules.some((rule) => rule.includes(text));

  test('is at most ten things in an installation, and one more for each of three choices: CloudFront’s own address, a copy in another region, a small account', () => {
    for (const { suppressions } of findings) {
      const chosen = ['CFR4', 'AWSBackup', 'LambdaConcurrency'].filter((text) =>
        suppressions.some(isOf(text)),
      );
      expect(reasonsOf(suppressions).size).toBeLessThanOrEqual(10 + chosen.length);
    }
    expect(reasonsOf(acknowledged).size).toBeLessThanOrEqual(13);
  });

  test('has a reason of its own each time, that says why in a sentence', () => {
    for (const reason of reasonsOf(acknowledged)) expect(reason).toMatch(/^.{35,}\.$/);
  });

  test('is at most fifteen rules, what two packs have counted twice', () => {
    const rules = acknowledged.flatMap((each) => each.rules.map((rule) => rule.replace(/\[.*/, '')));
    expect(new Set(rules).size).toBeLessThanOrEqual(15);
  });

  test('is found by a pack somewhere: an acknowledgement that nothing needs any more would hide what comes', () => {
    const found = new Set(findings.flatMap((each) => [...each.found]));
    const stale = acknowledged.flatMap(({ rules }) => rules).filter((rule) => !found.has(rule));
    expect(stale).toEqual([]);
  });

  test('is said of single parts, of a whole stack only where the finding itself names one resource', () => {
    for (const { rules, on } of acknowledged) {
      const wide = on.filter((part) => part.node.path.split('/').length === 1);
      if (wide.length > 0)
        expect(
          rules.every((rule) => rule.includes('[Resource::')),
          rules[0],
        ).toBe(true);
    }
  });
}, 240_000);
