import { expect, test } from 'vitest';
import { checked } from '../../../infra/config.ts';
import { ofType, templatesOf, type Resource, type Templates } from '../templates.ts';

const settings = {
  name: 'county',
  place: { account: '123456789012', region: 'cn-north-1' },
  identity: { kind: 'oidc' },
  console: { kind: 'api' },
} as const;
/** What the setting adds, beside the weekly backup of the records. */
function nightly(templates: Templates, type: string): readonly [string, Resource] {
  const found = ofType(templates, type).find(([id]) => id.startsWith('BackupCopy'));
  if (found === undefined) throw new Error(`the copy has no ${type}`);
  return found;
}
const vaultIn = (region: string) => `arn:aws-cn:backup:${region}:123456789012:backup-vault:county`;

test('a copy in another region is a setting: the table and every bucket of records are in it, each night, kept as long as is said', () => {
  const copy = { vault: vaultIn('cn-northwest-1'), days: 90 };
  const templates = templatesOf(checked({ ...settings, backupCopy: copy }));
  const [, plan] = nightly(templates, 'AWS::Backup::BackupPlan');
  expect(plan.Properties).toMatchObject({
    BackupPlan: {
      BackupPlanRule: [
        {
          ScheduleExpressionTimezone: 'Asia/Shanghai',
          CopyActions: [{ DestinationBackupVaultArn: copy.vault, Lifecycle: { DeleteAfterDays: 90 } }],
        },
      ],
    },
  });
  const [, selection] = nightly(templates, 'AWS::Backup::BackupSelection');
  const chosen = JSON.stringify(selection.Properties);
  for (const id of ['RecordsTable', 'EvidenceBucket', 'RunsBucket', 'ReportsBucket', 'HeadsBucket'])
    expect(chosen).toContain(`"${id}`);
  expect(templates.text).toContain(':iam::aws:policy/');
  const [, vault] = nightly(templates, 'AWS::Backup::BackupVault');
  expect(vault.DeletionPolicy).toBe('Retain');
});

test('a vault in the installation’s own region is no copy elsewhere, and is refused before anything is made', () => {
  expect(() => checked({ ...settings, backupCopy: { vault: vaultIn('cn-north-1') } })).toThrow(
    'choose one elsewhere',
  );
});

test('without the setting nothing leaves the region: there is the weekly backup of the records alone', () => {
  const templates = templatesOf(checked(settings));
  const plans = ofType(templates, 'AWS::Backup::BackupPlan');
  expect(plans.map(([id]) => id.replace(/Plan.*/, ''))).toEqual(['RecordsBackup']);
  expect(templates.text).not.toContain('CopyActions');
});
