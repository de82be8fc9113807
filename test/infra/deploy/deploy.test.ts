import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deployOptions } from '../../../infra/deploy/deploy-options.ts';
import { sendConsole } from '../../../infra/deploy/send-console.ts';

/** What `npm run deploy` does beside the CDK. */

describe('the options', () => {
  test('none at all stand for the default installation and the environment’s credentials', () => {
    expect(deployOptions([])).toEqual({
      installation: 'default',
      profile: undefined,
      parameters: {},
      diff: false,
    });
  });

  test('an issuer and its audience become the parameters of the service stack', () => {
    const { parameters } = deployOptions([
      '--oidc-issuer',
      'https://i.example',
      '--oidc-audience',
      'biaochi',
    ]);
    expect(parameters).toEqual({ OidcIssuer: 'https://i.example', OidcAudience: 'biaochi' });
  });

  test.each([
    [['--oidc-issuer', 'https://i.example'], /go together/],
    [['--instalation', 'x'], /instalation/],
    [['--profile'], /profile/],
  ])('%j is refused by name', (args, why) => {
    expect(() => deployOptions(args)).toThrow(why);
  });
});

describe('the console’s files', () => {
  let dir: string;
  beforeAll(() => {
    dir = mkdtempSync(path.join(tmpdir(), 'biaochi-console-'));
    mkdirSync(path.join(dir, 'assets'));
    writeFileSync(path.join(dir, 'index.html'), '<!doctype html>');
    writeFileSync(path.join(dir, 'assets/index-a1.js'), 'export {};');
    writeFileSync(path.join(dir, '.biaochi-sources'), 'not for anybody');
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  test('go to the bucket with their types; the page goes last, so that nobody gets one whose scripts are not there yet', async () => {
    const s3 = mockClient(S3Client);
    s3.on(PutObjectCommand).resolves({});
    const settings = { issuer: 'https://i.example', clientId: 'biaochi', scope: 'openid' };
    expect(await sendConsole(new S3Client({}), 'county-console', dir, settings)).toBe(3);
    const sent = s3.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input);
    expect(sent.map(({ Key }) => Key).at(-1)).toBe('console/index.html');
    expect(sent.map(({ Key }) => Key).toSorted()).toEqual([
      'console/assets/index-a1.js',
      'console/index.html',
      'console/settings.json',
    ]);
    const script = sent.find(({ Key }) => Key?.endsWith('.js'));
    expect(script).toMatchObject({
      Bucket: 'county-console',
      ContentType: 'text/javascript; charset=utf-8',
      CacheControl: 'public, max-age=31536000, immutable',
    });
    expect(sent.find(({ Key }) => Key?.endsWith('settings.json'))?.Body).toBe(JSON.stringify(settings));
  });
});
