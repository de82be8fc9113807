import { Aws, CfnOutput, Duration, Stack, type App } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { storagePrefixes } from '../../shared/contracts/storage-keys.ts';
import type { Installation } from '../config.ts';
import { BackupCopy } from '../constructs/backup-copy.ts';
import { EvidenceBucket } from '../constructs/evidence-bucket.ts';
import { InstallationKey } from '../constructs/installation-key.ts';
import { guarded, PrivateBucket } from '../constructs/private-bucket.ts';
import { RecordsBackup } from '../constructs/records-backup.ts';
import { SigningKey } from '../constructs/signing-key.ts';
import { RecordsTable } from '../constructs/records-table.ts';
import { UserDirectory } from '../constructs/user-directory.ts';
import { stackProps } from './stack-props.ts';

/** What must outlive every deployment: records, files, the key they lie under, and people's accounts. */
export class StatefulStack extends Stack {
  readonly key: Key;
  /** Signs what is published. */
  readonly signing: SigningKey;
  readonly records: RecordsTable;
  readonly backup: RecordsBackup;
  readonly evidence: EvidenceBucket;
  readonly runs: PrivateBucket<'RUNS_BUCKET'>;
  readonly reports: PrivateBucket<'REPORTS_BUCKET'>;
  /** Signed heads of the audit chains. */
  readonly heads: PrivateBucket<'HEADS_BUCKET'>;
  readonly accessLogs: Bucket;
  /** Every bucket of this stack. */
  readonly buckets: readonly Bucket[];
  /** Where the installation keeps accounts itself; else the tokens come from elsewhere. */
  readonly users: UserDirectory | null;
  /** The nightly copy in another region; null where none is kept. */
  readonly backupCopy: BackupCopy | null;

  constructor(app: App, id: string, { installation }: Readonly<{ installation: Installation }>) {
    super(app, id, { ...stackProps(installation), terminationProtection: true });
    this.key = new InstallationKey(this, 'Key', installation);
    this.signing = new SigningKey(this, 'Signing', { installation });
    this.records = new RecordsTable(this, 'Records', { key: this.key });
    this.backup = new RecordsBackup(this, 'RecordsBackup', {
      installation,
      table: this.records.table,
      key: this.key,
    });

    this.accessLogs = new Bucket(this, 'AccessLogs', {
      ...guarded,
      // S3 delivers access logs to buckets under its own keys alone.
      encryption: BucketEncryption.S3_MANAGED,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(installation.logRetentionDays),
          noncurrentVersionExpiration: Duration.days(30),
        },
      ],
    });
    // The console's bucket belongs to the other stack, which this one must not wait for; its log is let in by place, not by name.
    this.accessLogs.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3')],
        actions: ['s3:PutObject'],
        resources: [this.accessLogs.arnForObjects(`${storagePrefixes.console}*`)],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    const { key, accessLogs } = this;
    this.evidence = new EvidenceBucket(this, 'Evidence', {
      key,
      accessLogs,
      origins: installation.consoleOrigins ?? [consoleOrigin(installation)],
    });
    this.runs = new PrivateBucket(this, 'Runs', {
      setting: 'RUNS_BUCKET',
      prefix: storagePrefixes.runs,
      key,
      accessLogs,
    });
    this.reports = new PrivateBucket(this, 'Reports', {
      setting: 'REPORTS_BUCKET',
      prefix: storagePrefixes.reports,
      key,
      accessLogs,
      // A report that is withdrawn or superseded is hidden, never removed; one that was not published is locked too.
      lock: installation.publishedLock,
    });
    this.heads = new PrivateBucket(this, 'Heads', {
      setting: 'HEADS_BUCKET',
      prefix: storagePrefixes.heads,
      key,
      accessLogs,
      lock: installation.auditLock,
    });

    const recorded = [this.evidence, this.runs, this.reports, this.heads].map(({ bucket }) => bucket);
    this.buckets = [...recorded, accessLogs];

    this.backupCopy =
      installation.backupCopy === undefined
        ? null
        : new BackupCopy(this, 'BackupCopy', {
            installation,
            settings: installation.backupCopy,
            key,
            resources: [this.records.table.tableArn, ...recorded.map(({ bucketArn }) => bucketArn)],
          });

    const { identity } = installation;
    this.users =
      identity.kind === 'cognito'
        ? new UserDirectory(this, 'Users', { installation, callbackUrls: identity.callbackUrls })
        : null;

    // By these the operator's commands (infra/operate) find what they are to take out or put in.
    new CfnOutput(this, 'RecordsTable', { value: this.records.table.tableName });
    new CfnOutput(this, 'EvidenceBucket', { value: this.evidence.bucket.bucketName });
    new CfnOutput(this, 'RunsBucket', { value: this.runs.bucket.bucketName });
    new CfnOutput(this, 'ReportsBucket', { value: this.reports.bucket.bucketName });
    new CfnOutput(this, 'HeadsBucket', { value: this.heads.bucket.bucketName });
    new CfnOutput(this, 'SigningKey', { value: this.signing.key.keyArn });
  }
}

/** Where the console's pages come from. What is not known before the deployment is a pattern; a signed link is needed all the same. */
function consoleOrigin({ console }: Installation): string {
  if (console.kind !== 'cloudfront') return `https://*.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}`;
  return console.domain === undefined ? 'https://*.cloudfront.net' : `https://${console.domain.name}`;
}
