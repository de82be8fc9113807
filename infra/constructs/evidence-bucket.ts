import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, HttpMethods } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import { custodyLimits } from '../../shared/domain/custody/custody-package.ts';
import type { Capability } from './capability.ts';
import { PrivateBucket, type PrivateBucketProps } from './private-bucket.ts';

/** What a browser may say when it sends a file; an upload link signs these beside host and content-length, which it adds itself. */
const uploadHeaders = ['content-type', 'if-none-match', 'x-amz-checksum-sha256'];

export type EvidenceBucketProps = Pick<PrivateBucketProps<'EVIDENCE_BUCKET'>, 'key' | 'accessLogs'> &
  Readonly<{
    /** Pages that may send files. */
    origins: readonly string[];
  }>;

/** Where browsers put evidence by signed links, each link good for one object; EventBridge hears of every object that comes. */
export class EvidenceBucket extends PrivateBucket<'EVIDENCE_BUCKET'> {
  readonly #key: Key;

  constructor(scope: Construct, id: string, props: EvidenceBucketProps) {
    super(scope, id, {
      setting: 'EVIDENCE_BUCKET',
      prefix: storagePrefixes.evidence,
      key: props.key,
      accessLogs: props.accessLogs,
      cors: [
        {
          // GET: the console shows a picture from its download link.
          allowedMethods: [HttpMethods.PUT, HttpMethods.GET],
          allowedHeaders: uploadHeaders,
          allowedOrigins: [...props.origins],
          maxAge: 3600,
        },
      ],
    });
    this.#key = props.key;
    // What was imported is in the register, and the file names people who review: it is needed for days.
    this.bucket.addLifecycleRule({
      prefix: storagePrefixes.imports,
      expiration: Duration.days(30),
      noncurrentVersionExpiration: Duration.days(1),
    });
    // A scan that was uploaded and never attached to its form is nobody's after a week.
    this.bucket.addLifecycleRule({
      prefix: storagePrefixes.contactsIncoming,
      expiration: Duration.days(7),
      noncurrentVersionExpiration: Duration.days(1),
    });
    // A scan is removed by writing an empty object over it: what was there must go too.
    this.bucket.addLifecycleRule({
      prefix: storagePrefixes.contactsKept,
      noncurrentVersionExpiration: Duration.days(1),
    });
    // A whole record lies there to be fetched for its days, and not longer; orders with it.
    this.bucket.addLifecycleRule({
      prefix: storagePrefixes.custody,
      expiration: Duration.days(custodyLimits.days),
      noncurrentVersionExpiration: Duration.days(1),
    });
    // A check of the service has seen its file inspected within minutes.
    for (const prefix of [storagePrefixes.check, storagePrefixes.checkVerdicts])
      this.bucket.addLifecycleRule({
        prefix,
        expiration: Duration.days(1),
        noncurrentVersionExpiration: Duration.days(1),
      });
    // The library's own `eventBridgeEnabled` deploys a custom resource (a function of its own) for this one property.
    const resource = this.bucket.node.defaultChild;
    if (!(resource instanceof CfnBucket))
      throw new Error('the evidence bucket has no CloudFormation resource');
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
  }

  /** Signs links by which a browser sends or fetches a file: a link can do what its signer may do. */
  get signLinks(): Capability<'EVIDENCE_BUCKET'> {
    const { setting, value, allows } = this.write;
    return { setting, value, allows: [...allows, ...this.read.allows] };
  }

  /** Reads what comes, or finds it missing; of the service's own check it leaves the verdict where the check looks for it. */
  get inspect(): Capability<'EVIDENCE_BUCKET'> {
    const { setting, value, allows } = this.readOrMiss;
    const verdict = [
      new PolicyStatement({
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects(`${storagePrefixes.checkVerdicts}*`)],
      }),
      new PolicyStatement({ actions: ['kms:GenerateDataKey'], resources: [this.#key.keyArn] }),
    ];
    return { setting, value, allows: [...allows, ...verdict] };
  }

  /** Signs the link that a check of the service sends its file by, and reads what the inspection said of it. */
  get check(): Capability<'EVIDENCE_BUCKET'> {
    const on = (prefix: string) => [this.bucket.arnForObjects(`${prefix}*`)];
    return {
      setting: 'EVIDENCE_BUCKET',
      value: this.bucket.bucketName,
      allows: [
        new PolicyStatement({ actions: ['s3:PutObject'], resources: on(storagePrefixes.check) }),
        new PolicyStatement({ actions: ['s3:GetObject'], resources: on(storagePrefixes.checkVerdicts) }),
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [this.#key.keyArn],
        }),
        // A verdict that is not there yet is told from one that may not be read only to who may list.
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      ],
    };
  }

  /** Reads what the virus scanner has said of a file, without which it is not let through. */
  get readScanTags(): Capability<'VIRUS_SCAN', 'required'> {
    return {
      setting: 'VIRUS_SCAN',
      value: 'required',
      allows: [
        new PolicyStatement({
          actions: ['s3:GetObjectTagging'],
          resources: [this.bucket.arnForObjects(`${storagePrefixes.evidence}*`)],
        }),
      ],
    };
  }

  /**
   * Files that units import into their registers, and workbooks made for them: the same browsers send them the same way, so
   * they lie in the same bucket, under a prefix of their own that nothing inspects and nobody else may read.
   */
  get imports(): Capability<'IMPORTS_BUCKET'> {
    return this.#under('IMPORTS_BUCKET', storagePrefixes.imports);
  }

  /** Scans of contact forms: personal data, apart from evidence and from what others may read. */
  get contacts(): Capability<'CONTACTS_BUCKET'> {
    return this.#under('CONTACTS_BUCKET', storagePrefixes.contacts);
  }

  /** Leaves orders for whole records, and signs links to what was made of them. */
  get custodyOrders(): Capability<'CUSTODY_BUCKET'> {
    return this.#custody(['s3:PutObject'], storagePrefixes.custodyOrders, {
      reads: `${storagePrefixes.custody}packages/`,
    });
  }

  /** Lays whole records there. */
  get custodyPackages(): Capability<'CUSTODY_BUCKET'> {
    return this.#custody(['s3:PutObject'], `${storagePrefixes.custody}packages/`);
  }

  #custody(
    actions: string[],
    prefix: string,
    { reads }: Readonly<{ reads?: string }> = {},
  ): Capability<'CUSTODY_BUCKET'> {
    const on = (under: string) => [this.bucket.arnForObjects(`${under}*`)];
    return {
      setting: 'CUSTODY_BUCKET',
      value: this.bucket.bucketName,
      allows: [
        new PolicyStatement({ actions, resources: on(prefix) }),
        ...(reads === undefined
          ? []
          : [new PolicyStatement({ actions: ['s3:GetObject'], resources: on(reads) })]),
        new PolicyStatement({
          actions: ['kms:GenerateDataKey', ...(reads === undefined ? [] : ['kms:Decrypt'])],
          resources: [this.#key.keyArn],
        }),
      ],
    };
  }

  /** Overwrites scans whose time is over, and can read none of them. */
  get emptyContacts(): Capability<'CONTACTS_BUCKET'> {
    return {
      setting: 'CONTACTS_BUCKET',
      value: this.bucket.bucketName,
      allows: [
        new PolicyStatement({
          actions: ['s3:PutObject'],
          resources: [this.bucket.arnForObjects(`${storagePrefixes.contactsKept}*`)],
        }),
        new PolicyStatement({ actions: ['kms:GenerateDataKey'], resources: [this.#key.keyArn] }),
      ],
    };
  }

  #under<Setting extends string>(setting: Setting, prefix: string): Capability<Setting> {
    return {
      setting,
      value: this.bucket.bucketName,
      allows: [
        new PolicyStatement({
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: [this.bucket.arnForObjects(`${prefix}*`)],
        }),
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [this.#key.keyArn],
        }),
        // A file that has not come yet is told from one that may not be read only to who may list.
        new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
      ],
    };
  }
}
