import { RemovalPolicy } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * What CloudFront shows the API, so that a call through it is told from one that only says it came through it. Made by Secrets Manager
 * at deployment and put in its two places by CloudFormation: it stands in no template and no output.
 */
export class EdgeSecret extends Construct {
  /** A reference that CloudFormation resolves. */
  readonly value: string;

  constructor(scope: Construct, id: string, { key }: Readonly<{ key: Key }>) {
    super(scope, id);
    const secret = new Secret(this, 'Secret', {
      description: 'Shown by CloudFront to the API beside the address of who called',
      encryptionKey: key,
      generateSecretString: { excludePunctuation: true, passwordLength: 48 },
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.value = secret.secretValue.unsafeUnwrap();
  }
}
