import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Installation } from '../config.ts';
import type { Capability } from './capability.ts';

/**
 * The key that signs what the installation states: published reports, and where its audit chains stand. RSA with PKCS #1
 * signatures, since they are the same each time, so that a task that is repeated writes the same bytes; every partition has it.
 * KMS cannot turn such a key over; it outlives the stack, because signatures are checked for years.
 */
export class SigningKey extends Construct {
  readonly key: Key;

  constructor(scope: Construct, id: string, { installation }: Readonly<{ installation: Installation }>) {
    super(scope, id);
    this.key = new Key(this, 'Key', {
      alias: `${installation.name}-signing`,
      description: `Signs what ${installation.name} publishes`,
      keySpec: KeySpec.RSA_3072,
      keyUsage: KeyUsage.SIGN_VERIFY,
      pendingWindow: Duration.days(30),
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Signs, and says by which key. */
  get sign(): Capability<'SIGNING_KEY'> {
    return this.#capability(['kms:GetPublicKey', 'kms:Sign']);
  }

  /** Says which public key signatures are checked with. */
  get readPublicKey(): Capability<'SIGNING_KEY'> {
    return this.#capability(['kms:GetPublicKey']);
  }

  #capability(actions: string[]): Capability<'SIGNING_KEY'> {
    const { keyArn } = this.key;
    return {
      setting: 'SIGNING_KEY',
      value: keyArn,
      allows: [new PolicyStatement({ actions, resources: [keyArn] })],
    };
  }
}
