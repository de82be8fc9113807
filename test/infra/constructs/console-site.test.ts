import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { checked } from '../../../infra/config.ts';
import { onePageCode, viewerAddressCode } from '../../../infra/constructs/console-site.ts';
import { ofType, templatesOf } from '../templates.ts';

/** How an installation's console is reached: by CloudFront in front of files and API, or by the API itself. */

const county = { name: 'county', identity: { kind: 'oidc' } } as const;
const behaviour = z.object({
  PathPattern: z.optional(z.string()),
  ViewerProtocolPolicy: z.string(),
  AllowedMethods: z.optional(z.array(z.string())),
});
const distribution = z.object({
  DistributionConfig: z.object({
    DefaultCacheBehavior: behaviour,
    CacheBehaviors: z.array(behaviour),
    Aliases: z.optional(z.array(z.string())),
  }),
});

describe('an address in CloudFront', () => {
  const templates = templatesOf(checked({ ...county, console: { kind: 'cloudfront' } }));
  const [[, found] = ['', undefined]] = ofType(templates, 'AWS::CloudFront::Distribution');
  const { DistributionConfig: config } = distribution.parse(found?.Properties);

  test('has the console’s files and the API under one origin, by TLS alone', () => {
    expect(config.CacheBehaviors.map((each) => each.PathPattern)).toEqual(['/console*', '/sign-in/*']);
    expect(config.DefaultCacheBehavior.AllowedMethods).toContain('PUT');
    for (const each of [config.DefaultCacheBehavior, ...config.CacheBehaviors])
      expect(each.ViewerProtocolPolicy).toBe('redirect-to-https');
  });

  test('sends the console’s pages with the same policy as everywhere, which lets them call the issuer and the store', () => {
    const [[, headers] = ['', undefined]] = ofType(templates, 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(headers?.Properties);
    expect(text).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(text).toContain('RegionalDomainName');
    expect(text).not.toContain('unsafe-inline');
  });

  test('lets CloudFront alone read the files', () => {
    const policies = ofType(templates, 'AWS::S3::BucketPolicy').map(([, each]) =>
      JSON.stringify(each.Properties),
    );
    const console = policies.filter((each) => each.includes('cloudfront.amazonaws.com'));
    expect(console).toHaveLength(1);
    expect(console[0]).toContain('AWS:SourceArn');
  });

  test('takes an address of the county’s own with its certificate', () => {
    const domain = {
      name: 'pingjia.example.cn',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    };
    const own = templatesOf(checked({ ...county, console: { kind: 'cloudfront', domain } }));
    const [[, made] = ['', undefined]] = ofType(own, 'AWS::CloudFront::Distribution');
    expect(distribution.parse(made?.Properties).DistributionConfig.Aliases).toEqual([domain.name]);
    expect(own.text).toContain('"https://pingjia.example.cn"');
  });
});

describe('who called through CloudFront', () => {
  const templates = templatesOf(checked({ ...county, console: { kind: 'cloudfront' } }));
  const [[, found] = ['', undefined]] = ofType(templates, 'AWS::CloudFront::Distribution');
  const config = JSON.stringify(found?.Properties);
  const said = (headers: Readonly<Record<string, { value: string }>>): unknown => {
    const event = { request: { headers: { ...headers } }, viewer: { ip: '198.51.100.7' } };
    return runInNewContext(`${viewerAddressCode}; handler(event).headers`, { event });
  };

  test('is said by CloudFront, whatever the caller says of it', () => {
    const forged = { 'x-viewer-address': { value: '203.0.113.1' }, accept: { value: '*/*' } };
    expect(said(forged)).toEqual({ accept: { value: '*/*' }, 'x-viewer-address': { value: '198.51.100.7' } });
    expect(said({})).toEqual({ 'x-viewer-address': { value: '198.51.100.7' } });
  });

  test('is believed by what CloudFront alone can show: a secret that stands in no template, and in every function of the API', () => {
    const id = ofType(templates, 'AWS::SecretsManager::Secret')[0]?.[0] ?? '';
    expect(id).not.toBe('');
    expect(config).toContain('"OriginCustomHeaders":[{"HeaderName":"x-origin-secret"');
    expect(config).toContain('{{resolve:secretsmanager:');
    expect(config).toContain(`{"Ref":"${id}"}`);
    for (const [, { Properties }] of ofType(templates, 'AWS::Lambda::Function')) {
      const isApi = String(Properties['FunctionName']).startsWith('county-api-');
      const text = JSON.stringify(Properties['Environment']);
      expect(text.includes('resolve:secretsmanager') && text.includes(`{"Ref":"${id}"}`)).toBe(isApi);
    }
  });

  test('has its function in front of the API’s own answers', () => {
    const behaviour = z
      .object({
        DistributionConfig: z.object({
          DefaultCacheBehavior: z.object({
            FunctionAssociations: z.array(z.object({ EventType: z.string() })),
          }),
        }),
      })
      .parse(found?.Properties).DistributionConfig.DefaultCacheBehavior;
    expect(behaviour.FunctionAssociations).toMatchObject([{ EventType: 'viewer-request' }]);
    const codes = ofType(templates, 'AWS::CloudFront::Function').map(
      ([, each]) => each.Properties['FunctionCode'],
    );
    expect(codes).toContain(viewerAddressCode);
  });

  test('is asked of the gateway alone where no CloudFront stands before it', () => {
    const without = templatesOf(checked({ ...county, console: { kind: 'api' } }));
    expect(ofType(without, 'AWS::SecretsManager::Secret')).toEqual([]);
    expect(without.text).toContain('"EDGE_SECRET":"none"');
  });
});

describe('the function that CloudFront runs', () => {
  const rewritten = (uri: string): unknown =>
    runInNewContext(`${onePageCode}; handler({ request: { uri: ${JSON.stringify(uri)} } }).uri`);

  test.each([
    ['/console/assets/index-a1.js', '/console/assets/index-a1.js'],
    ['/console/settings.json', '/console/settings.json'],
    ['/console', '/console/index.html'],
    ['/console/2018/units/002/register', '/console/index.html'],
    ['/sign-in/callback', '/console/index.html'],
    ['/console2/secret.json', '/console/index.html'],
  ])('leads %s to %s', (uri, to) => {
    expect(rewritten(uri)).toBe(to);
  });
});

test('without CloudFront the API serves the console, and no other route changes', () => {
  const templates = templatesOf(checked({ ...county, console: { kind: 'api' } }));
  expect(ofType(templates, 'AWS::CloudFront::Distribution')).toEqual([]);
  const routes = ofType(templates, 'AWS::ApiGatewayV2::Route').map(([, each]) =>
    String(each.Properties['RouteKey']),
  );
  expect(routes).toEqual(
    expect.arrayContaining(['GET /console', 'GET /console/{proxy+}', 'GET /sign-in/callback']),
  );
});

test('the China regions are refused CloudFront before anything is made', () => {
  const place = { account: '123456789012', region: 'cn-north-1' };
  expect(() => checked({ ...county, place, console: { kind: 'cloudfront' } })).toThrow(/console.*api/);
});
