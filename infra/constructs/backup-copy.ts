import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { timeZone, type BackupCopy as Settings, type Installation } from '../config.ts';

export type BackupCopyProps = Readonly<{
  installation: Installation;
  settings: Settings;
  key: Key;
  /** ARNs of the table and the buckets. */
  resources: readonly string[];
}>;

/**
 * A backup of records and files each night, and its copy in a vault of another region (and, where wanted, of another account): for the
 * day on which the region is gone, or somebody who may do everything in the account does. Within the region point-in-time recovery and
 * kept versions do without it.
 */
export class BackupCopy extends Construct {
  constructor(scope: Construct, id: string, { installation, settings, key, resources }: BackupCopyProps) {
    super(scope, id);
    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: installation.name,
      encryptionKeyArn: key.keyArn,
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const kept = { deleteAfterDays: settings.days };
    const plan = new CfnBackupPlan(this, 'Plan', {
      backupPlan: {
        backupPlanName: installation.name,
        backupPlanRule: [
          {
            ruleName: 'nightly',
            targetBackupVault: vault.ref,
            scheduleExpression: 'cron(0 2 * * ? *)',
            scheduleExpressionTimezone: timeZone,
            lifecycle: kept,
            copyActions: [{ destinationBackupVaultArn: settings.vault, lifecycle: kept }],
          },
        ],
      },
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('backup'),
      // AWS's own lists of what its service needs to read and copy.
      managedPolicies: [
        'service-role/AWSBackupServiceRolePolicyForBackup',
        'AWSBackupServiceRolePolicyForS3Backup',
      ].map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
    });
    new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: installation.name,
        iamRoleArn: role.roleArn,
        resources: [...resources],
      },
    });
  }
}
