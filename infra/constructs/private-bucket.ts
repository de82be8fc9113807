import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
  type BucketProps,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { asIBucket } from './cdk-types.ts';
import type { Capability } from './capability.ts';

/** How every bucket is kept: nothing public, TLS 1.2 or better, and not removed with its stack. */
export const guarded = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
} as const;

/**
 * For how long a version cannot be removed. `governance`: an account's administrator with a right of its own still can, for
 * what the law has removed; `compliance`: nobody can, whoever they are, before the time is over.
 */
export type ObjectLock = Readonly<{ mode: 'governance' | 'compliance'; years: number }>;

/** The CDK states retentions in days. */
const daysInYear = 365;

export type PrivateBucketProps<Setting extends string> = Readonly<{
  /** The setting by which functions are told of the bucket. */
  setting: Setting;
  /** Every key begins with it; rights reach no further. */
  prefix: `${string}/`;
  key: Key;
  accessLogs: Bucket;
  cors?: BucketProps['cors'];
  /** Every version is locked against removal from the moment it is written. Without it, none is. */
  lock?: ObjectLock;
}>;

/** A bucket of the product's own, every version kept, with the capabilities to use it. */
export class PrivateBucket<Setting extends string> extends Construct {
  readonly bucket: Bucket;
  /** What every key begins with. */
  readonly prefix: string;
  readonly #props: PrivateBucketProps<Setting>;

  constructor(scope: Construct, id: string, props: PrivateBucketProps<Setting>) {
    super(scope, id);
    this.#props = props;
    this.prefix = props.prefix;
    this.bucket = new Bucket(this, 'Bucket', {
      ...guarded,
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: props.key,
      // One call to KMS for many objects, instead of one for each.
      bucketKeyEnabled: true,
      serverAccessLogsBucket: asIBucket(props.accessLogs),
      serverAccessLogsPrefix: props.prefix,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      ...(props.cors === undefined ? {} : { cors: props.cors }),
      ...(props.lock === undefined ? {} : { objectLockDefaultRetention: retentionOf(props.lock) }),
    });
  }

  /** Reads objects whose keys it knows. S3 answers 403 for one that is not there. */
  get read(): Capability<Setting> {
    return this.#capability([this.#objects(['s3:GetObject']), this.#key(['kms:Decrypt'])]);
  }

  /** Reads objects that may not be there: only who may list is told 404 instead of 403. */
  get readOrMiss(): Capability<Setting> {
    return this.#capability([...this.read.allows, this.#listing()]);
  }

  /** Lists every version there ever was and reads them, deletion marks and later versions notwithstanding. */
  get readVersions(): Capability<Setting> {
    return this.#capability([
      this.#objects(['s3:GetObjectVersion']),
      new PolicyStatement({ actions: ['s3:ListBucketVersions'], resources: [this.bucket.bucketArn] }),
      this.#key(['kms:Decrypt']),
    ]);
  }

  /** Writes objects. */
  get write(): Capability<Setting> {
    return this.#capability([this.#objects(['s3:PutObject']), this.#key(['kms:GenerateDataKey'])]);
  }

  /** Writes objects and reads them back, or finds them missing. */
  get readWrite(): Capability<Setting> {
    return this.#capability([
      this.#objects(['s3:GetObject', 's3:PutObject']),
      this.#key(['kms:Decrypt', 'kms:GenerateDataKey']),
      this.#listing(),
    ]);
  }

  /** Reads all, and writes only what these patterns match below the prefix. */
  readAllWriteOnly(...patterns: readonly string[]): Capability<Setting> {
    return this.#capability([
      this.#objects(['s3:GetObject']),
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: patterns.map((pattern) => this.bucket.arnForObjects(`${this.prefix}${pattern}`)),
      }),
      this.#key(['kms:Decrypt', 'kms:GenerateDataKey']),
      this.#listing(),
    ]);
  }

  #capability(allows: readonly PolicyStatement[]): Capability<Setting> {
    return { setting: this.#props.setting, value: this.bucket.bucketName, allows };
  }

  #objects(actions: string[]): PolicyStatement {
    return new PolicyStatement({
      actions,
      resources: [this.bucket.arnForObjects(`${this.prefix}*`)],
    });
  }

  #key(actions: string[]): PolicyStatement {
    return new PolicyStatement({ actions, resources: [this.#props.key.keyArn] });
  }

  /** Not narrowed by `s3:prefix`: a read carries no such condition key, and S3 would answer 403 again. */
  #listing(): PolicyStatement {
    return new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] });
  }
}

function retentionOf({ mode, years }: ObjectLock): ObjectLockRetention {
  const time = Duration.days(years * daysInYear);
  return mode === 'compliance' ? ObjectLockRetention.compliance(time) : ObjectLockRetention.governance(time);
}
