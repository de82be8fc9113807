import { RemovalPolicy } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { timeZone, type Installation } from '../config.ts';
import { houseRole } from './house-role.ts';

export type RecordsBackupProps = Readonly<{ installation: Installation; table: Table; key: Key }>;

/** Point-in-time recovery reaches 35 days back; what a whole quarter did not notice, these still have. */
const keptDays = 91;

/** A backup of the records each week, kept for a quarter: some 13 of them at a time, which DynamoDB charges by their size. */
export class RecordsBackup extends Construct {
  constructor(scope: Construct, id: string, { installation, table, key }: RecordsBackupProps) {
    super(scope, id);
    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: `${installation.name}-records`,
      encryptionKeyArn: key.keyArn,
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN);
    const plan = new CfnBackupPlan(this, 'Plan', {
      backupPlan: {
        backupPlanName: `${installation.name}-records`,
        backupPlanRule: [
          {
            ruleName: 'weekly',
            targetBackupVault: vault.ref,
            scheduleExpression: 'cron(0 2 ? * SUN *)',
            scheduleExpressionTimezone: timeZone,
            lifecycle: { deleteAfterDays: keptDays },
          },
        ],
      },
    });
    const allow = (actions: string[], ...resources: string[]) => new PolicyStatement({ actions, resources });
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('backup'),
      statements: [
        allow(
          [
            'dynamodb:CreateBackup',
            'dynamodb:DescribeTable',
            'dynamodb:ListTagsOfResource',
            'dynamodb:StartAwsBackupJob',
          ],
          table.tableArn,
        ),
        allow(['dynamodb:DeleteBackup', 'dynamodb:DescribeBackup'], `${table.tableArn}/backup/*`),
        allow(['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'], vault.attrBackupVaultArn),
        allow(['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'], key.keyArn),
      ],
    });
    const selection = new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: `${installation.name}-records`,
        iamRoleArn: role.roleArn,
        resources: [table.tableArn],
      },
    });
    selection.node.addDependency(rights);
  }
}
