import { S3Client } from '@aws-sdk/client-s3';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { presignUpload } from '../../functions/adapters/presigned-upload.ts';
import { checked } from '../../infra/config.ts';
import { quotaNeeded } from '../../infra/constructs/function-concurrency.ts';
import { functionSizes } from '../../infra/constructs/function-sizes.ts';
import { installations, ofType, templatesOf } from './templates.ts';

/** Rules of single resources over the synthesised templates: what each is set to, and why it must be. */

const root = path.join(import.meta.dirname, '../..');
/** Whatever it is, it is there. */
const something: unknown = expect.anything();
/** The longest name that AWS takes, by the property that states it. */
const longest: Readonly<Record<string, number>> = {
  FunctionName: 64,
  StateMachineName: 80,
  QueueName: 80,
  AlarmName: 255,
  LogGroupName: 512,
  UserPoolName: 128,
};

describe('an installation that has GuardDuty scan for viruses', () => {
  const templates = templatesOf(
    checked({ name: 'scanned', identity: { kind: 'oidc' }, virusScan: 'guardduty' }),
  );
  const one = (type: string) => ofType(templates, type).map(([, each]) => each.Properties);

  test('has a plan for the evidence alone, which says in a tag what it found', () => {
    expect(one('AWS::GuardDuty::MalwareProtectionPlan')).toMatchObject([
      {
        ProtectedResource: { S3Bucket: { ObjectPrefixes: ['evidence/'] } },
        Actions: { Tagging: { Status: 'ENABLED' } },
      },
    ]);
  });

  test('inspects a file on the scanner’s word and not before', () => {
    const rules = ofType(templates, 'AWS::Events::Rule').filter(([id]) =>
      id.startsWith('EvidenceInspection'),
    );
    expect(rules.map(([, each]) => each.Properties)).toMatchObject([
      {
        EventPattern: {
          source: ['aws.guardduty'],
          detail: { s3ObjectDetails: { objectKey: [{ prefix: 'evidence/' }] } },
        },
      },
    ]);
    const inspectors = one('AWS::Lambda::Function').filter(({ FunctionName: name }) =>
      ['scanned-event-inspect-evidence', 'scanned-event-sweep-evidence'].includes(String(name)),
    );
    expect(inspectors).toHaveLength(2);
    for (const { Environment: environment } of inspectors)
      expect(environment).toMatchObject({ Variables: { VIRUS_SCAN: 'required' } });
  });

  test('lets the scanner read and tag evidence, and nothing else of the bucket', () => {
    const scanner = one('AWS::IAM::ManagedPolicy').filter((policy) =>
      JSON.stringify(policy).includes('PutObjectTagging'),
    );
    expect(scanner).toHaveLength(1);
    const statements = z
      .object({
        PolicyDocument: z.object({
          Statement: z.array(z.object({ Action: z.unknown(), Resource: z.unknown() })),
        }),
      })
      .parse(scanner[0]).PolicyDocument.Statement;
    const reads = statements.filter(({ Action }) => JSON.stringify(Action).includes('s3:GetObject'));
    expect(reads).toHaveLength(2);
    for (const { Resource } of reads) expect(JSON.stringify(Resource)).toContain('/evidence/*');
    expect(JSON.stringify(statements)).not.toContain('DeleteObject');
  });
});

test('an installation that sends e-mail may do so from its one address and no other', () => {
  const mailFrom = 'biaochi@daying.example.cn';
  const templates = templatesOf(checked({ name: 'mailed', identity: { kind: 'oidc' }, mailFrom }));
  const policies = ofType(templates, 'AWS::IAM::ManagedPolicy').filter(([, each]) =>
    JSON.stringify(each).includes('ses:'),
  );
  expect(policies).toHaveLength(1);
  const { PolicyDocument: document } = policies[0]![1].Properties;
  const { Statement: statements } = z
    .object({ Statement: z.array(z.object({ Action: z.unknown(), Condition: z.optional(z.unknown()) })) })
    .parse(document);
  expect(statements.filter(({ Action }) => JSON.stringify(Action).includes('ses:'))).toMatchObject([
    { Action: 'ses:SendEmail', Condition: { StringEquals: { 'ses:FromAddress': mailFrom } } },
  ]);
});

test('an installation without a virus scanner has none of its parts', () => {
  const { text } = templatesOf(installations[0]![1]);
  expect(text).not.toContain('GuardDuty');
  expect(text).not.toContain('ses:');
});

describe.each(installations)('in the %s installation', (_, installation) => {
  const templates = templatesOf(installation);
  const only = (type: string) => {
    const [found, ...more] = ofType(templates, type);
    expect(more, type).toEqual([]);
    if (found === undefined) throw new Error(`the templates have no ${type}`);
    return found[1].Properties;
  };
  const evidenceBucket = () => {
    const found = ofType(templates, 'AWS::S3::Bucket').find(([id]) => id.startsWith('Evidence'));
    if (found === undefined) throw new Error('there is no evidence bucket');
    return found[1].Properties;
  };

  test('an inspection, or what a schedule calls, that comes to nothing is kept, whether Lambda or EventBridge gave up', () => {
    const asynchronous = ofType(templates, 'AWS::Lambda::EventInvokeConfig');
    expect(asynchronous).toHaveLength(10);
    for (const [id, { Properties }] of asynchronous) {
      expect(Properties, id).toMatchObject({
        MaximumRetryAttempts: 2,
        DestinationConfig: { OnFailure: { Destination: something } },
      });
    }
    const rules = ofType(templates, 'AWS::Events::Rule');
    expect(rules).toHaveLength(2);
    for (const [id, rule] of rules) {
      expect(rule.Properties['Targets'], id).toMatchObject([
        { DeadLetterConfig: { Arn: something }, RetryPolicy: { MaximumRetryAttempts: 185 } },
      ]);
    }
  });

  test('only objects of the evidence prefix are inspected, and the bucket tells EventBridge of them', () => {
    const rule = ofType(templates, 'AWS::Events::Rule').find(([id]) => id.startsWith('EvidenceInspection'));
    expect(rule?.[1].Properties['EventPattern']).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ prefix: 'evidence/' }] } },
    });
    expect(evidenceBucket()['NotificationConfiguration']).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  test('a browser may send what an upload link makes it send: a header that CORS leaves out fails every upload', async () => {
    const { headers, method } = await presignUpload(
      new S3Client({
        region: 'cn-north-1',
        credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
        requestChecksumCalculation: 'WHEN_REQUIRED',
      }),
      { bucket: 'bucket', key: 'evidence/key', size: 1, contentType: 'image/png', sha256Base64: 'aGFzaA==' },
    );
    const { CorsRules } = z
      .object({
        CorsRules: z.tuple([
          z.object({
            AllowedHeaders: z.array(z.string()),
            AllowedMethods: z.array(z.string()),
            AllowedOrigins: z.array(z.unknown()),
          }),
        ]),
      })
      .parse(evidenceBucket()['CorsConfiguration']);
    expect([...CorsRules[0].AllowedHeaders].sort()).toEqual(Object.keys(headers).sort());
    expect(CorsRules[0].AllowedMethods).toEqual([method, 'GET']);
    // S3 refuses an origin with more than one wildcard; a bare one would let every page on the web send.
    for (const origin of CorsRules[0].AllowedOrigins) {
      expect(JSON.stringify(origin).match(/\*/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(origin).not.toBe('*');
    }
  });

  test('uploads that were never finished are cleared away, since S3 bills their parts for ever', () => {
    const kept = ofType(templates, 'AWS::S3::Bucket').filter(([id]) => !/^(AccessLogs|Console)/.test(id));
    expect(kept).toHaveLength(4);
    for (const [id, bucket] of kept) {
      expect(JSON.stringify(bucket.Properties['LifecycleConfiguration']), id).toContain(
        'AbortIncompleteMultipartUpload',
      );
    }
  });

  test('every bucket’s calls are logged, in the one bucket that is for it', () => {
    for (const [id, bucket] of ofType(templates, 'AWS::S3::Bucket')) {
      const logged = bucket.Properties['LoggingConfiguration'] !== undefined;
      expect(logged, id).toBe(!id.startsWith('AccessLogs'));
    }
  });

  test('every bucket and queue refuses what does not come over TLS', () => {
    const denied = [
      ...ofType(templates, 'AWS::S3::BucketPolicy'),
      ...ofType(templates, 'AWS::SQS::QueuePolicy'),
    ];
    expect(denied).toHaveLength(
      ofType(templates, 'AWS::S3::Bucket').length + ofType(templates, 'AWS::SQS::Queue').length,
    );
    for (const [id, policy] of denied) {
      const { Statement } = z
        .object({ Statement: z.array(z.object({ Effect: z.string(), Condition: z.unknown() })) })
        .parse(policy.Properties['PolicyDocument']);
      expect(Statement, id).toContainEqual({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
    }
  });

  test('records and files lie under the installation’s own key, which turns every year and outlives its stack', () => {
    const [key, ...others] = ofType(templates, 'AWS::KMS::Key').filter(
      ([, { Properties }]) => Properties['KeyUsage'] !== 'SIGN_VERIFY',
    );
    expect(others).toEqual([]);
    expect(key?.[1].DeletionPolicy).toBe('Retain');
    expect(key?.[1].Properties).toMatchObject({ EnableKeyRotation: true, PendingWindowInDays: 30 });
    expect(only('AWS::DynamoDB::Table')['SSESpecification']).toMatchObject({ SSEType: 'KMS' });
  });

  test('what is published is signed with a key of its own, which nobody can read and which outlives its stack', () => {
    const [key, ...others] = ofType(templates, 'AWS::KMS::Key').filter(
      ([, { Properties }]) => Properties['KeyUsage'] === 'SIGN_VERIFY',
    );
    expect(others).toEqual([]);
    expect(key?.[1].DeletionPolicy).toBe('Retain');
    expect(key?.[1].Properties).toMatchObject({ KeySpec: 'RSA_3072', PendingWindowInDays: 30 });
  });

  test('reports and signed heads are locked against removal from the moment they are written; nothing else is', () => {
    const locked = ofType(templates, 'AWS::S3::Bucket').filter(
      ([, { Properties }]) => Properties['ObjectLockEnabled'] !== undefined,
    );
    expect(locked.map(([id]) => id.replace(/Bucket.*/, '')).sort()).toEqual(['Heads', 'Reports']);
    for (const [id, { Properties }] of locked) {
      expect(Properties, id).toMatchObject({
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: 'Enabled',
          Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 3650 } },
        },
      });
    }
    expect(templates.text).not.toContain('BypassGovernanceRetention');
  });

  test('the table has the keys that the layout is made of, and cannot be deleted by a slip', () => {
    expect(only('AWS::DynamoDB::Table')).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      DeletionProtectionEnabled: true,
    });
    expect(only('AWS::DynamoDB::Table')['GlobalSecondaryIndexes']).toBeUndefined();
  });

  test('the API slows a flood down and logs calls without an address, a path or a token', () => {
    const stage = z
      .object({
        DefaultRouteSettings: z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() }),
        AccessLogSettings: z.object({ Format: z.string() }),
      })
      .parse(only('AWS::ApiGatewayV2::Stage'));
    expect(stage.DefaultRouteSettings.ThrottlingRateLimit).toBeLessThanOrEqual(100);
    expect(stage.AccessLogSettings.Format).toContain('$context.requestId');
    expect(stage.AccessLogSettings.Format).not.toMatch(/identity|sourceIp|userAgent|\.path|jwt|claims/);
  });

  test('a function that answers the API gives up before API Gateway does, so that the caller hears why', () => {
    for (const [id, integration] of ofType(templates, 'AWS::ApiGatewayV2::Integration')) {
      expect(integration.Properties['TimeoutInMillis'], id).toBe(29_000);
    }
    for (const [name, { timeout }] of Object.entries(functionSizes)) {
      if (name.startsWith('api-')) expect(timeout, name).toBeLessThan(29);
    }
  });

  test('tokens are checked by one authorizer, for one audience of one issuer', () => {
    expect(only('AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      AuthorizerType: 'JWT',
      IdentitySource: ['$request.header.Authorization'],
      JwtConfiguration: { Audience: [something], Issuer: something },
    });
  });

  test('the year-end machine waits for weeks and is traced; its logs hold no inputs, which carry task tokens', () => {
    expect(only('AWS::StepFunctions::StateMachine')).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
    });
  });

  test('every log lies under the installation’s key, which CloudWatch may use for the installation’s own logs alone', () => {
    for (const [id, group] of ofType(templates, 'AWS::Logs::LogGroup')) {
      expect(JSON.stringify(group.Properties['KmsKeyId']), id).toContain('Key');
    }
    const policy = JSON.stringify(ofType(templates, 'AWS::KMS::Key')[0]?.[1].Properties['KeyPolicy']);
    const statement = /"kms:EncryptionContext:aws:logs:arn":\[.*?\]\}\}/.exec(policy)?.[0] ?? '';
    expect(statement).toContain(`:log-group:/aws/lambda/${installation.name}-*`);
    expect(statement).not.toMatch(/log-group:\*|:\*"/);
  });

  test('calls at once are reserved for each function, and leave the account what AWS wants left', () => {
    const reserved = ofType(templates, 'AWS::Lambda::Function').map(([id, { Properties }]) => {
      const count = z.int().check(z.minimum(1)).parse(Properties['ReservedConcurrentExecutions']);
      const scheduled = /^event(?!inspect)/.test(id);
      if (scheduled) expect(count, `${id} never runs beside itself`).toBe(1);
      return count;
    });
    // What the settings are checked against counts every function there is, and the 100 that AWS wants left.
    expect(reserved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(quotaNeeded() - 100);
  });

  test('records are backed up each week for a quarter, under the installation’s key, in a vault that outlives its stack', () => {
    expect(only('AWS::Backup::BackupPlan')).toMatchObject({
      BackupPlan: {
        BackupPlanRule: [{ ScheduleExpressionTimezone: 'Asia/Shanghai', Lifecycle: { DeleteAfterDays: 91 } }],
      },
    });
    expect(JSON.stringify(only('AWS::Backup::BackupSelection'))).toContain('RecordsTable');
    const [[, vault] = []] = ofType(templates, 'AWS::Backup::BackupVault');
    expect(vault?.DeletionPolicy).toBe('Retain');
    expect(vault?.Properties['EncryptionKeyArn']).toBeDefined();
  });

  test('every log ends after the time that the installation states: kept for ever it costs for ever', () => {
    for (const [id, group] of ofType(templates, 'AWS::Logs::LogGroup')) {
      expect(group.Properties['RetentionInDays'], id).toBe(installation.logRetentionDays);
    }
  });

  test('an alarm hears failed, timed-out and stopped year ends, a run that waits to be mended, what the check of the service found, every queue of dead letters, and the API’s own errors', () => {
    const heard = ofType(templates, 'AWS::CloudWatch::Alarm').flatMap(([, { Properties }]) => [
      ...JSON.stringify(Properties).matchAll(/"MetricName":"([^"]+)"/g),
    ]);
    expect(heard.map(([, metric]) => metric).sort()).toEqual([
      '5xx',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsTimedOut',
      'RunStopped',
      'ServiceFaults',
    ]);
  });

  test('alarms are sent where an address is stated, through a topic that CloudWatch has the key of', () => {
    const topics = ofType(templates, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(1);
    expect(topics[0]?.[1].Properties['KmsMasterKeyId']).toBeDefined();
    for (const [id, alarm] of ofType(templates, 'AWS::CloudWatch::Alarm')) {
      expect(alarm.Properties['AlarmActions'], id).toHaveLength(1);
    }
    const heard = ofType(templates, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties);
    expect(heard).toHaveLength(installation.alarmEmail === undefined ? 0 : 1);
    // What the address cannot be sent is kept.
    for (const each of heard) expect(each['RedrivePolicy']).toBeDefined();
    const keyPolicy = JSON.stringify(ofType(templates, 'AWS::KMS::Key')[0]?.[1].Properties['KeyPolicy']);
    expect(keyPolicy).toContain('cloudwatch.');
  });

  test('every stated name begins with the installation’s and fits what AWS takes', () => {
    const names = templates.resources.flatMap(([, { Properties }]) =>
      Object.keys(longest).flatMap((property) => {
        const name = Properties[property];
        return typeof name === 'string' ? [{ property, name }] : [];
      }),
    );
    expect(names.length).toBeGreaterThan(40);
    for (const { property, name } of names) {
      expect(name, property).toContain(installation.name);
      expect(name.length, name).toBeLessThanOrEqual(longest[property] ?? 0);
    }
    // The longest installation name that infra/config.ts takes.
    const longestFunction = Math.max(...Object.keys(functionSizes).map((name) => name.length));
    expect(24 + 1 + longestFunction).toBeLessThanOrEqual(64);
  });

  test('no resource holds a bucket’s or the table’s name: two installations, or a second try, must not collide', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::DynamoDB::Table']) {
      for (const [id, { Properties }] of ofType(templates, type)) {
        expect([Properties['BucketName'], Properties['TableName']], id).toEqual([undefined, undefined]);
      }
    }
  });
});

test('no source of the CDK app names a partition or a domain of AWS', () => {
  const sources = globSync(['infra/*.ts', 'infra/stacks/**/*.ts', 'infra/constructs/**/*.ts'], { cwd: root });
  expect(sources.length).toBeGreaterThan(20);
  for (const file of sources) {
    expect(readFileSync(path.join(root, file), 'utf8'), file).not.toMatch(/arn:aws|amazonaws\.com/);
  }
});

test('functions are made in one construct: a second place would have settings of its own', () => {
  const makers = globSync(['infra/**/*.ts'], { cwd: root }).filter((file) =>
    readFileSync(path.join(root, file), 'utf8').includes('new Lambda('),
  );
  expect(makers).toEqual(['infra/constructs/house-function.ts']);
});
