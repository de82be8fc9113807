import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { yearEndDefinition } from '../../infra/constructs/year-end-definition.ts';
import { functionSettings } from '../../shared/contracts/functions.ts';
import type { RouteShape } from '../../shared/contracts/route.ts';
import { consolePages, publicPages } from '../../shared/contracts/page-routes.ts';
import { routes } from '../../shared/contracts/routes.ts';
import { tasks } from '../../shared/contracts/tasks.ts';
import { installations, ofType, templatesOf } from './templates.ts';

/** Rules over the synthesised templates, each with its reason; no snapshots, which only say that something changed. */

describe.each(installations)('the %s installation', (_, installation) => {
  const templates = templatesOf(installation);

  test('names no partition and no domain of its own, so that it deploys in aws and aws-cn', () => {
    expect(templates.text).not.toMatch(/arn:aws:|arn:aws-cn:/);
    expect(templates.text).not.toMatch(/amazonaws\.com(?!")/);
  });

  test('has no custom resources: emulators and the embedded runtime have nothing to run them', () => {
    const custom = templates.resources.filter(
      ([, each]) => each.Type.startsWith('Custom::') || each.Type === 'AWS::CloudFormation::CustomResource',
    );
    expect(custom).toEqual([]);
  });

  test('deploys every function of the contract, all alike: Node 24 on arm64, traced, with JSON logs', () => {
    const functions = ofType(templates, 'AWS::Lambda::Function').map(([, each]) => each.Properties);
    const names = functions.map((each) => String(each['FunctionName'])).sort();
    expect(names).toEqual(
      Object.keys(functionSettings)
        .map((name) => `${installation.name}-${name}`)
        .sort(),
    );
    for (const each of functions) {
      expect(each).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON' },
      });
    }
  });

  test('gives every function exactly the settings it reads', () => {
    for (const [, { Properties }] of ofType(templates, 'AWS::Lambda::Function')) {
      const name = String(Properties['FunctionName']).slice(installation.name.length + 1);
      const { Variables } = z
        .object({ Variables: z.record(z.string(), z.unknown()) })
        .parse(Properties['Environment']);
      const schema = Object.entries(functionSettings).find(([each]) => each === name)?.[1];
      expect(
        Object.keys(Variables)
          .filter((each) => each !== 'NODE_OPTIONS')
          .sort(),
        name,
      ).toEqual(Object.keys(schema?.shape ?? {}).sort());
    }
  });

  test('has a route for each of the contract’s and no other, and an authorizer on all that are not public', () => {
    const found = ofType(templates, 'AWS::ApiGatewayV2::Route').map(([, each]) => [
      each.Properties['RouteKey'],
      each.Properties['AuthorizationType'] ?? 'NONE',
    ]);
    const wanted = [
      ...Object.values<RouteShape>(routes).map((route) => [
        `${route.method} ${route.path}`,
        route.audience === 'public' ? 'NONE' : 'JWT',
      ]),
      ...[...publicPages, ...(installation.console.kind === 'api' ? consolePages : [])].map((page) => [
        `GET ${page}`,
        'NONE',
      ]),
    ];
    expect(found.sort()).toEqual(wanted.sort());
  });

  test('protects what must not be lost: tables and buckets stay when a stack goes, versioned, private, encrypted', () => {
    const tables = [
      ...ofType(templates, 'AWS::DynamoDB::Table'),
      ...ofType(templates, 'AWS::DynamoDB::GlobalTable'),
    ];
    expect(tables).toHaveLength(1);
    for (const [, table] of tables) {
      expect(table.DeletionPolicy).toBe('Retain');
      expect(JSON.stringify(table.Properties)).toMatch(/"PointInTimeRecoveryEnabled":true/);
    }
    const buckets = ofType(templates, 'AWS::S3::Bucket');
    // The console's files have a bucket of their own, where the embedded runtime does not serve them.
    expect(buckets).toHaveLength(installation.console.kind === 'elsewhere' ? 5 : 6);
    for (const [id, bucket] of buckets) {
      expect(bucket.DeletionPolicy, id).toBe('Retain');
      expect(bucket.Properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket.Properties['BucketEncryption'], id).toBeDefined();
    }
    expect(
      buckets.filter(([, bucket]) => bucket.Properties['VersioningConfiguration'] !== undefined),
    ).toHaveLength(buckets.length);
  });

  test('grants no function every action of a service', () => {
    for (const [id, policy] of ofType(templates, 'AWS::IAM::ManagedPolicy')) {
      const { Statement } = z
        .object({ Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]) })) })
        .parse(policy.Properties['PolicyDocument']);
      const actions = Statement.flatMap((each) => each.Action);
      expect(
        actions.filter((action) => /(^|:)\*$/.test(action)),
        id,
      ).toEqual([]);
    }
  });

  test('starts the year-end run, and each night the removal of applicants and contacts and the look at links, each hour the reminders, the sweep of evidence and the check of the service, every quarter of an hour the counting of what waits, and every five minutes the signing of heads, by schedules of Asia/Shanghai with somewhere to put what fails', () => {
    const schedules = ofType(templates, 'AWS::Scheduler::Schedule').map(([, each]) => each.Properties);
    expect(schedules.map((each) => each['ScheduleExpression']).sort()).toEqual(
      [
        'cron(0 3 * * ? *)',
        'cron(0/15 * * * ? *)',
        'cron(0/5 * * * ? *)',
        'cron(10 0-5 * * ? *)',
        'cron(20 7-21 * * ? *)',
        'cron(30 3 * * ? *)',
        'cron(40 * * * ? *)',
        'cron(5 6-21 * * ? *)',
        installation.yearEndSchedule,
      ].sort(),
    );
    for (const each of schedules) {
      expect(each['ScheduleExpressionTimezone']).toBe('Asia/Shanghai');
      expect(JSON.stringify(each)).toContain('DeadLetterConfig');
    }
  });

  test('every alarm tells an operator where to read on, in a runbook that has the place', () => {
    const runbook = readFileSync(path.join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
    const alarms = ofType(templates, 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(2);
    for (const [id, alarm] of alarms) {
      const anchor = /docs\/runbook\.md#([a-z0-9-]+)/.exec(
        JSON.stringify(alarm.Properties['AlarmDescription']),
      )?.[1];
      expect(anchor, id).toBeDefined();
      const anchors = [...runbook.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      );
      expect(anchors, id).toContain(anchor);
    }
  });
});

describe('the year-end machine', () => {
  const named = Object.fromEntries(
    Object.keys(tasks).map((task) => [task, { arn: task, timeoutSeconds: 60 }]),
  );
  const functions = z
    .custom<Parameters<typeof yearEndDefinition>[0]>(
      (value) => z.record(z.enum(Object.keys(tasks)), z.unknown()).safeParse(value).success,
    )
    .parse(named);
  const state: z.ZodMiniType<Record<string, unknown>> = z.record(z.string(), z.unknown());
  const machine = z.object({ States: z.record(z.string(), state) });
  const all: [string, Record<string, unknown>][] = [];
  const collect = (of: unknown) => {
    for (const [name, each] of Object.entries(machine.parse(of).States)) {
      all.push([name, each]);
      if (each['ItemProcessor'] !== undefined) collect(each['ItemProcessor']);
    }
  };
  collect(yearEndDefinition(functions));
  const taskStates = all.filter(([, each]) => each['Type'] === 'Task');

  test('has a task for each of the contract', () => {
    const called = taskStates.map(
      ([, each]) => z.object({ FunctionName: z.string() }).parse(each['Parameters']).FunctionName,
    );
    expect([...new Set(called)].sort()).toEqual(Object.keys(tasks).sort());
  });

  test.each(taskStates)(
    '%s has a time limit, retries and a catch: nothing waits for ever and nothing fails unseen',
    (_, each) => {
      expect(each['TimeoutSeconds'] ?? each['TimeoutSecondsPath']).toBeDefined();
      expect(each['Retry']).not.toEqual([]);
      expect(JSON.stringify(each['Catch'])).toContain('States.ALL');
    },
  );

  test.each(taskStates)('%s hands its function a payload that the function’s schema takes', (_, each) => {
    const { FunctionName, Payload } = z
      .object({ FunctionName: z.string(), Payload: z.record(z.string(), z.unknown()) })
      .parse(each['Parameters']);
    const samples: Record<string, unknown> = {
      cycle: '2018',
      run: '0001',
      body: 'civil-affairs',
      batch: 0,
      taskToken: 'token',
      startedBy: 'schedule',
      execution: 'arn',
      error: 'Error',
      cause: 'cause',
      from: 'freeze',
    };
    const payload = Object.fromEntries(
      Object.entries(Payload).map(([name, value]) =>
        name.endsWith('.$') ? [name.slice(0, -2), samples[name.slice(0, -2)]] : [name, value],
      ),
    );
    const task = Object.entries(tasks).find(([name]) => name === FunctionName)?.[1];
    expect(task?.input.safeParse(payload)).toMatchObject({ success: true });
  });

  test('has no end that is not declared: every Next names a state', () => {
    const names = new Set(all.map(([name]) => name));
    for (const next of JSON.stringify(all).matchAll(/"Next":"([^"]+)"/g)) expect(names).toContain(next[1]);
  });
});
