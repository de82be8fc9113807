import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Installation } from '../config.ts';

/** The one key that records, files, logs and alarms lie under (docs/adr/0008); it turns every year and outlives its stack. */
export class InstallationKey extends Key {
  constructor(scope: Construct, id: string, { name }: Pick<Installation, 'name'>) {
    super(scope, id, {
      alias: name,
      description: `Records and files of ${name}`,
      enableKeyRotation: true,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const { account } = Stack.of(this);
    // CloudWatch tells of alarms through a topic under this key.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
    // CloudWatch Logs uses it for the installation's own logs and for no other.
    const logs = (logGroup: string) =>
      Stack.of(this).formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroup,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': [
              logs(`/aws/lambda/${name}-*`),
              logs(`/aws/vendedlogs/apis/${name}`),
              logs(`/aws/vendedlogs/states/${name}-year-end`),
            ],
          },
        },
      }),
    );
  }
}
