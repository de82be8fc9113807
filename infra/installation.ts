import type { App } from 'aws-cdk-lib';
import type { Installation } from './config.ts';
import { acknowledgeNagFindings } from './nag-suppressions.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { StatefulStack } from './stacks/stateful-stack.ts';

/**
 * Switches of the CDK that the templates rely on. They stand here and not in cdk.json, so that a template is the same
 * whether the CDK's command, a test or another program synthesises it.
 */
export const templateFlags = {
  // Access logs are let in by bucket policy: the older way, an ACL, is refused by buckets that enforce ownership.
  '@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy': true,
  // An alias names its key by reference, so that the key is made first.
  '@aws-cdk/aws-kms:aliasNameRef': true,
  // The service stack holds on to what it uses of the stateful one, which can then not be taken from under it.
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  // The embedded runtime and other readers find a function's bundle by its asset.
  'aws:cdk:enable-asset-metadata': true,
} as const;

type Stacks = Readonly<{ stateful: StatefulStack; service: ServiceStack }>;

/** Adds one installation's stacks. */
export function addInstallation(app: App, installation: Installation): Stacks {
  const stacks = addStacks(app, installation);
  acknowledgeNagFindings(stacks.stateful, stacks.service);
  return stacks;
}

/** The stacks alone, with nothing said to cdk-nag. */
export function addStacks(app: App, installation: Installation): Stacks {
  const stateful = new StatefulStack(app, `${installation.name}-stateful`, { installation });
  const service = new ServiceStack(app, `${installation.name}-service`, { installation, stateful });
  return { stateful, service };
}
