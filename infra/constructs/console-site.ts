import { Aws, Duration, Fn } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { consoleHeaders, consolePrefix, consoleSignInPrefix } from '../../shared/contracts/console-site.ts';
import { edgeSecretHeader, viewerAddressHeader } from '../../shared/contracts/edge.ts';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import type { Installation } from '../config.ts';
import { plain, type Capability } from './capability.ts';
import { asIBucket } from './cdk-types.ts';
import type { EdgeSecret } from './edge-secret.ts';
import { guarded } from './private-bucket.ts';

export type ConsoleSiteProps = Readonly<{
  /** Origins that the console calls besides its own: the issuer, and where files are sent to. */
  connects: readonly string[];
  accessLogs: Bucket;
}>;

/** The console's files, which `npm run deploy` sends: they can be made again, and hold nothing of anybody. */
export class ConsoleSite extends Construct {
  readonly bucket: Bucket;
  readonly #connects: readonly string[];

  constructor(scope: Construct, id: string, { connects, accessLogs }: ConsoleSiteProps) {
    super(scope, id);
    this.#connects = connects;
    this.bucket = new Bucket(this, 'Bucket', {
      ...guarded,
      // CloudFront reads it, and what lies here is shown to everybody who asks.
      encryption: BucketEncryption.S3_MANAGED,
      versioned: true,
      // What a deployment has replaced is of use for a while, to go back.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(90) }],
    });
    // The library's own way would write this bucket's name into the policy of the log's, in a stack that is made before.
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket))
      throw new Error('the console’s bucket has no CloudFormation resource');
    resource.loggingConfiguration = {
      destinationBucketName: accessLogs.bucketName,
      logFilePrefix: storagePrefixes.console,
    };
  }

  /** Reads the files, for a function that serves them itself. */
  get read(): Capability<'CONSOLE_BUCKET'> {
    return {
      setting: 'CONSOLE_BUCKET',
      value: this.bucket.bucketName,
      allows: [
        new PolicyStatement({
          actions: ['s3:GetObject'],
          resources: [this.bucket.arnForObjects(`${storagePrefixes.console}*`)],
        }),
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      ],
    };
  }

  get connects(): Capability<'CONSOLE_CONNECTS'> {
    return plain('CONSOLE_CONNECTS', this.#connects.join(' '));
  }
}

export type ConsoleDistributionProps = Readonly<{
  installation: Installation;
  site: ConsoleSite;
  api: HttpApi;
  edge: EdgeSecret;
  domain: Readonly<{ name: string; certificate: string }> | undefined;
}>;

/**
 * One address for the console's files, the API and the published pages: pages and calls are of one origin, and nothing needs CORS
 * but the upload of evidence.
 */
export class ConsoleDistribution extends Construct {
  /** `https://…` */
  readonly address: string;

  constructor(
    scope: Construct,
    id: string,
    { installation, site, api, edge, domain }: ConsoleDistributionProps,
  ) {
    super(scope, id);
    const files: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(asIBucket(site.bucket)),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.#headers(installation, site),
      functionAssociations: [
        { eventType: FunctionEventType.VIEWER_REQUEST, function: this.#onePage(installation) },
      ],
    };
    const distribution = new Distribution(this, 'Distribution', {
      comment: installation.name,
      httpVersion: HttpVersion.HTTP2_AND_3,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(domain === undefined
        ? {}
        : {
            domainNames: [domain.name],
            certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificate),
          }),
      // The API's own headers say what may be kept; calls are never kept.
      defaultBehavior: {
        origin: new HttpOrigin(`${api.apiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`, {
          customHeaders: { [edgeSecretHeader]: edge.value },
        }),
        functionAssociations: [
          { eventType: FunctionEventType.VIEWER_REQUEST, function: this.#viewerAddress(installation) },
        ],
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      },
      additionalBehaviors: { [`${consolePrefix}*`]: files, [`${consoleSignInPrefix}/*`]: files },
    });
    this.address = `https://${domain?.name ?? distribution.distributionDomainName}`;
  }

  #headers({ name }: Installation, site: ConsoleSite): ResponseHeadersPolicy {
    const headers = consoleHeaders([site.connects.value]);
    const own = ['cross-origin-opener-policy', 'permissions-policy'].map((header) => ({
      header,
      value: headers[header] ?? '',
      override: true,
    }));
    return new ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: Fn.join('-', [name, Aws.REGION, 'console']),
      customHeadersBehavior: { customHeaders: own },
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: headers['content-security-policy'] ?? '',
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(365),
          includeSubdomains: false,
          override: true,
        },
      },
    });
  }

  /** The API sees CloudFront's own address alone, and CloudFront's headers are not passed on beside a host of another name. */
  #viewerAddress({ name }: Installation): EdgeFunction {
    return new EdgeFunction(this, 'ViewerAddress', {
      functionName: Fn.join('-', [name, Aws.REGION, 'viewer-address']),
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(viewerAddressCode),
    });
  }

  /** Any address that names no file is the console's one page, which finds the screen by the address. */
  #onePage({ name }: Installation): EdgeFunction {
    return new EdgeFunction(this, 'OnePage', {
      functionName: Fn.join('-', [name, Aws.REGION, 'console-page']),
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(onePageCode),
    });
  }
}

/** Runs in CloudFront, in its own JavaScript: writes who called over whatever the caller says of it. */
export const viewerAddressCode = `function handler(event) {
  var request = event.request;
  request.headers['${viewerAddressHeader}'] = { value: event.viewer.ip };
  return request;
}
`;

/** Runs in CloudFront, in its own JavaScript; test/infra/constructs/console-site.test.ts runs it. */
export const onePageCode = `function handler(event) {
  var request = event.request;
  if (!/^\\${consolePrefix}\\/.*\\.[a-z0-9]+$/.test(request.uri)) request.uri = '${consolePrefix}/index.html';
  return request;
}
`;
