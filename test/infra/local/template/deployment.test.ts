import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rmSync } from 'node:fs';
import { LocalRuntimeError } from '../../../../infra/local/local-runtime-error.ts';
import { readDeployment } from '../../../../infra/local/template/deployment.ts';
import { fixtureAudience, synthesiseFixture } from '../fixture/synthesise.ts';
import { matching } from '../fixture/matchers.ts';
import { newFolder, temporaryFolder } from '../fixture/temporary-folder.ts';
import { writeAssembly } from '../fixture/write-assembly.ts';

// Real processes on a machine that may be busy with other tests: the limit is for what hangs, not for what is slow.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const origin = 'http://localhost:4000';
const read = (assemblyDir: string, parameters: Record<string, string> = {}) =>
  readDeployment({ assemblyDir, parameters, origin });

describe('an app that CDK synthesised', () => {
  const folder = newFolder();
  let assemblyDir = '';
  beforeAll(() => {
    assemblyDir = synthesiseFixture(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const deployment = () => read(assemblyDir, { OidcIssuer: `${origin}/oidc` });

  test('functions get the names of tables and buckets of another stack, as a deployment would give them', () => {
    const [table] = deployment().tables;
    const [bucket] = deployment().buckets;
    const items = deployment().functions.find(({ logicalId }) => logicalId.startsWith('items'));
    expect(items?.properties.Environment?.Variables).toEqual({
      TABLE_NAME: table!.id.name,
      BUCKET_NAME: bucket!.id.name,
    });
    expect(items?.codeDir).toContain(path.join(assemblyDir, 'asset.'));
  });

  test('generated names stay the same from start to start, so that the data folder is found again', () => {
    expect(deployment().tables[0]?.id).toEqual(deployment().tables[0]?.id);
    expect(deployment().buckets[0]?.id.name).toMatch(/^fixture-data-bucket[0-9a-f]{8}$/);
  });

  test('routes carry their function, their time limit and the authorizer with the issuer given as a parameter', () => {
    const [api] = deployment().apis;
    const [items] = deployment().functions.filter(({ logicalId }) => logicalId.startsWith('items'));
    expect(api?.routes.find(({ routeKey }) => routeKey === 'PUT /api/items/{id}')).toEqual({
      routeKey: 'PUT /api/items/{id}',
      functionArn: items!.id.arn,
      timeoutMs: 30_000,
      scopes: [],
      authorizer: { header: 'authorization', issuer: `${origin}/oidc`, audience: [fixtureAudience] },
    });
    expect(api?.routes.find(({ routeKey }) => routeKey === 'ANY /public/{proxy+}')?.authorizer).toBeNull();
  });

  test("a state machine's definition holds ARNs, no expressions", () => {
    const [machine] = deployment().stateMachines;
    const count = deployment().functions.find(({ logicalId }) => logicalId.startsWith('count'));
    expect(JSON.parse(machine!.definition)).toMatchObject({
      States: {
        Count: { Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: count!.id.arn } },
      },
    });
    expect(deployment().schedules[0]?.properties.Target.Arn).toBe(machine!.id.arn);
  });

  test("rules match on the bucket's real name and name their dead-letter queue", () => {
    expect(deployment().rules[0]?.properties).toMatchObject({
      EventPattern: { detail: { bucket: { name: [deployment().buckets[0]!.id.name] } } },
      Targets: [{ DeadLetterConfig: { Arn: matching(/^arn:aws:sqs:/) } }],
    });
  });

  test('outputs are resolved, the API at the address where it is served', () => {
    expect(deployment().outputs['fixture-service']).toMatchObject({
      ApiAddress: origin,
      TableName: deployment().tables[0]!.id.name,
    });
  });

  test('a parameter without value or default is refused: nothing could work with it', () => {
    expect(() => read(assemblyDir)).toThrow('parameter OidcIssuer of stack fixture-service has no value');
  });
});

describe('templates written by hand', () => {
  const assembly = (stacks: Parameters<typeof writeAssembly>[1], assets?: Record<string, string>) =>
    writeAssembly(temporaryFolder(), stacks, assets);
  const only = (type: string, properties: Record<string, unknown> = {}) =>
    assembly({ app: { Resources: { Thing: { Type: type, Properties: properties } } } });

  test('a type that is not emulated stops the start, by type and logical id', () => {
    const dir = only('AWS::EC2::Instance');
    expect(() => read(dir)).toThrow(
      'AWS::EC2::Instance "Thing" is not supported by the embedded runtime; see infra/local/SUPPORT.md',
    );
    expect(() => read(dir)).toThrow(
      expect.objectContaining({ name: 'LocalRuntimeError', code: 'template-unsupported' }),
    );
  });

  test.each([
    [
      'AWS::Lambda::Function',
      'Layers',
      { Code: { S3Bucket: 'b', S3Key: 'k' }, Handler: 'index.handler', Runtime: 'nodejs24.x', Layers: ['x'] },
    ],
    [
      'AWS::Lambda::Function',
      'Runtime',
      { Code: { S3Bucket: 'b', S3Key: 'k' }, Handler: 'index.handler', Runtime: 'python3.13' },
    ],
    [
      'AWS::Lambda::Function',
      'Code',
      { Code: { ZipFile: '…' }, Handler: 'index.handler', Runtime: 'nodejs24.x' },
    ],
    [
      'AWS::S3::Bucket',
      'NotificationConfiguration',
      { NotificationConfiguration: { QueueConfigurations: [] } },
    ],
    [
      'AWS::S3::Bucket',
      'ObjectLockConfiguration.Rule.DefaultRetention',
      { ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE' } } } },
    ],
    ...[
      { ExpirationDate: '2018-01-01T00:00:00Z' },
      { ExpiredObjectDeleteMarker: true },
      { Filter: { Prefix: 'imports/' } },
      { TagFilters: [{ Key: 'a', Value: 'b' }] },
      { ObjectSizeGreaterThan: '1' },
      { Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }] },
      { ExpirationInDays: 0 },
    ].map((rule): [string, string, Record<string, unknown>] => [
      'AWS::S3::Bucket',
      `LifecycleConfiguration.Rules.0.${Object.keys(rule)[0] ?? ''}`,
      { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ...rule }] } },
    ]),
    [
      'AWS::S3::Bucket',
      'LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NewerNoncurrentVersions',
      {
        LifecycleConfiguration: {
          Rules: [
            {
              Status: 'Enabled',
              NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: 2 },
            },
          ],
        },
      },
    ],
    ['AWS::KMS::Key', 'KeySpec', { KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }],
    ['AWS::KMS::Key', 'KeyUsage', { KeySpec: 'RSA_3072', KeyUsage: 'ENCRYPT_DECRYPT' }],
    ['AWS::ApiGatewayV2::Api', 'ProtocolType', { Name: 'x', ProtocolType: 'WEBSOCKET' }],
    [
      'AWS::StepFunctions::StateMachine',
      'StateMachineType',
      { DefinitionString: '{}', StateMachineType: 'EXPRESS' },
    ],
    [
      'AWS::Events::Rule',
      'Targets.0',
      { Targets: [{ Id: 'a', Arn: 'arn', InputTransformer: { InputTemplate: '"x"' } }] },
    ],
  ])(
    '%s with %s that is not acted on is refused by the name of the property',
    (type, property, properties) => {
      expect(() => read(only(type, properties))).toThrow(`${type} "Thing" ${property}`);
    },
  );

  test('a resource whose condition is false is not made, whatever its type', () => {
    const dir = assembly({
      app: {
        Parameters: { Own: { Type: 'String', Default: 'yes', AllowedValues: ['yes', 'no'] } },
        Conditions: { NotOwn: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Own' }, 'yes'] }] } },
        Resources: { Pool: { Type: 'AWS::Cognito::UserPool', Condition: 'NotOwn' } },
        Outputs: { Pool: { Value: { Ref: 'Pool' }, Condition: 'NotOwn' } },
      },
    });
    expect(read(dir).outputs).toEqual({ app: {} });
    expect(() => read(dir, { Own: 'no' })).toThrow('AWS::Cognito::UserPool "Pool"');
    expect(() => read(dir, { Own: 'perhaps' })).toThrow('must be one of yes, no');
  });

  test('what one stack exports is found by another, in whichever order they stand', () => {
    const dir = assembly({
      first: {
        Resources: {},
        Outputs: {
          Imported: { Value: { 'Fn::ImportValue': 'the-bucket' } },
          Read: { Value: { 'Fn::GetStackOutput': { StackName: 'second', OutputName: 'Name' } } },
        },
      },
      second: {
        Resources: {
          B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'b-${AWS::AccountId}' } } },
        },
        Outputs: { Name: { Value: { Ref: 'B' }, Export: { Name: 'the-bucket' } } },
      },
    });
    expect(read(dir).outputs['first']).toEqual({ Imported: 'b-000000000000', Read: 'b-000000000000' });
    expect(() =>
      read(assembly({ app: { Outputs: { X: { Value: { 'Fn::ImportValue': 'gone' } } } } })),
    ).toThrow('no stack exports gone');
  });

  test('of keys, those that sign are acted on', () => {
    const dir = assembly({
      app: {
        Resources: {
          Encrypts: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
          Signs: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_3072', KeyUsage: 'SIGN_VERIFY' } },
        },
      },
    });
    expect(read(dir).signingKeys.map(({ id }) => id.arn)).toEqual([
      'arn:aws:kms:us-east-1:000000000000:key/app-Signs',
    ]);
  });

  test('an ignored resource still has a name and an ARN, since others may mention it', () => {
    const dir = assembly({
      app: {
        Resources: { Q: { Type: 'AWS::SQS::Queue' }, K: { Type: 'AWS::KMS::Key' } },
        Outputs: {
          Queue: { Value: { 'Fn::GetAtt': ['Q', 'Arn'] } },
          Key: { Value: { Ref: 'K' } },
          Nothing: { Value: { 'Fn::Join': ['', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Partition' }]] } },
        },
      },
    });
    expect(read(dir).outputs['app']).toEqual({
      Queue: 'arn:aws:sqs:us-east-1:000000000000:app-Q',
      Key: 'app-K',
      Nothing: 'us-east-1aws',
    });
  });

  test('a name longer than AWS takes is cut and told apart by a hash of the whole', () => {
    const id = 'A'.repeat(80);
    const dir = assembly({
      app: {
        Resources: { [`${id}1`]: { Type: 'AWS::S3::Bucket' }, [`${id}2`]: { Type: 'AWS::S3::Bucket' } },
      },
    });
    const names = read(dir).buckets.map((bucket) => bucket.id.name);
    expect(new Set(names).size).toBe(2);
    expect(names.map((name) => name.length)).toEqual([63, 63]);
  });

  test('code that is not among the assets is refused: the function could never run', () => {
    const dir = only('AWS::Lambda::Function', {
      Code: { S3Bucket: 'b', S3Key: 'gone.zip' },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
    });
    expect(() => read(dir)).toThrow('the code of function Thing is not among');
  });

  test('a folder that is no assembly says to synthesise first', () => {
    const folder = temporaryFolder();
    expect(() => read(folder)).toThrow(LocalRuntimeError);
    expect(() => read(folder)).toThrow('run cdk synth first');
  });
});
