import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { recordPlacesOf, type RecordsFunction } from '../../infra/constructs/function-records.ts';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import { rightsByRole } from './rights.ts';
import { installations, ofType, templatesOf, type Templates } from './templates.ts';

/** What each role may do, written out: a right that somebody adds in passing shows here and nowhere else. */

function rightsOfFunctions(
  templates: Templates,
  installationName: string,
): Record<string, readonly string[]> {
  const byRole = rightsByRole(templates);
  return Object.fromEntries(
    ofType(templates, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      const name = String(Properties['FunctionName']).slice(installationName.length + 1);
      const role = z
        .object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) })
        .parse(Properties['Role']);
      const log = `${name.replaceAll('-', '')}Logs`;
      const common = [
        // A stream of its own group; its ARN ends in `:*`, the streams.
        `logs:CreateLogStream on ${log}`,
        `logs:PutLogEvents on ${log}`,
        // X-Ray takes no narrower resource.
        'xray:PutTelemetryRecords on *',
        'xray:PutTraceSegments on *',
      ];
      const rights = byRole.get(role['Fn::GetAtt'][0]) ?? [];
      expect(rights, `${name} logs and traces`).toEqual(expect.arrayContaining(common));
      return [name, rights.filter((right) => !common.includes(right))];
    }),
  );
}

const key = (...actions: string[]) => actions.map((action) => `kms:${action} on Key`);
/** Rights to the table reach as far as the partition keys that the function works under, and no further. */
const table = (places: readonly string[], ...actions: string[]) =>
  actions.map(
    (action) =>
      `dynamodb:${action} on RecordsTable if ${JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': places } })}`,
  );
const files = (bucket: 'Evidence' | 'Runs' | 'Reports' | 'Heads' | 'Console', ...actions: string[]) =>
  actions.map((action) => `s3:${action} on ${bucket}Bucket/${bucket.toLowerCase()}/*`);
/** Told of an object that is not there, where another would be told it is forbidden. */
const missing = (bucket: string) => [`s3:ListBucket on ${bucket}Bucket`];

const keyForRecords = key(
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'ReEncryptFrom',
  'ReEncryptTo',
);
const readActions = ['GetItem', 'Query'];
const writeActions = ['PutItem', 'ConditionCheckItem'];
const records = (name: RecordsFunction) => {
  const { reads, writes } = recordPlacesOf(name);
  return [...table(reads, ...readActions), ...table(writes, ...writeActions), ...keyForRecords];
};
const runFiles = (name: RecordsFunction) => [
  ...records(name),
  ...files('Runs', 'GetObject', 'PutObject'),
  ...missing('Runs'),
];
/** Lambda itself puts what came to nothing there, by the function's role. */
const undone = (queue: string) => [`sqs:SendMessage on ${queue}`];

/** Signs with the installation's key, and says which it is. */
const signing = ['Sign', 'GetPublicKey'].map((action) => `kms:${action} on SigningKey`);
/** Names the key that will sign, on what it renders. */
const namesKey = 'kms:GetPublicKey on SigningKey';
/** Adds to what nobody can change, and signs. */
const signsHeads = [...files('Heads', 'PutObject'), ...signing];

function wanted(
  installationName: string,
  servesConsole: boolean,
): Readonly<Record<FunctionName, readonly string[]>> {
  const answers = `states:SendTaskSuccess on arn:Partition:states:Region:AccountId:stateMachine:${installationName}-year-end`;
  return {
    'api-cycle': records('api-cycle'),
    'api-register': records('api-register'),
    'api-import': [
      ...records('api-import'),
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
    ],
    'api-audit': [
      ...records('api-audit'),
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
      // Whatever was laid over signed heads since, or marks them deleted.
      ...files('Heads', 'GetObjectVersion'),
      's3:ListBucketVersions on HeadsBucket',
      namesKey,
    ],
    'api-evidence': [...records('api-evidence'), ...files('Evidence', 'GetObject', 'PutObject')],
    'api-evidence-bundle': [
      ...records('api-evidence-bundle'),
      ...files('Evidence', 'GetObject', 'PutObject'),
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
    ],
    'api-assessment': records('api-assessment'),
    'api-appeals': records('api-appeals'),
    'api-lead-body': [...records('api-lead-body'), answers],
    'api-requests': records('api-requests'),
    'api-contacts': [
      ...records('api-contacts'),
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/contacts/*`),
      ...missing('Evidence'),
    ],
    'api-people': records('api-people'),
    'api-standing': records('api-standing'),
    'api-inbox': records('api-inbox'),
    'api-run': [
      ...records('api-run'),
      ...files('Runs', 'GetObject'),
      // A dry run's own files; a run's snapshot and result are no API's to write.
      's3:PutObject on RunsBucket/runs/*/dry/*',
      ...missing('Runs'),
      // When a report is withdrawn, the signed list of revisions says so.
      ...files('Reports', 'GetObject'),
      ...missing('Reports'),
      's3:PutObject on ReportsBucket/reports/*/revisions.json',
      // Orders for whole records, and links to them.
      's3:PutObject on EvidenceBucket/custody/orders/*',
      's3:GetObject on EvidenceBucket/custody/packages/*',
      ...signing,
      'states:StartExecution on YearEndMachine',
      answers,
    ],
    'api-documents': [
      ...records('api-documents'),
      ...files('Runs', 'GetObject'),
      's3:PutObject on RunsBucket/runs/*/documents/*',
      ...missing('Runs'),
      namesKey,
    ],
    'api-public': [
      ...['GetItem', 'Query'].map(
        (action) =>
          `dynamodb:${action} on RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["PUBLICATIONS"]}}`,
      ),
      ...key('Decrypt', 'DescribeKey'),
      ...files('Reports', 'GetObject'),
      ...missing('Reports'),
      // Where there is no CloudFront, the API serves the console.
      ...(servesConsole ? [...files('Console', 'GetObject'), ...missing('Console')] : []),
    ],
    'event-inspect-evidence': [
      ...records('event-inspect-evidence'),
      ...files('Evidence', 'GetObject'),
      ...missing('Evidence'),
      // What it says of the service's own check, where nobody's evidence lies.
      's3:PutObject on EvidenceBucket/checks/*',
      ...undone('InspectionDeadLetters'),
    ],
    // Sends nothing to where a year's evidence lies, and reads no record but what everybody may read.
    'event-check-service': [
      ...table(['PUBLICATIONS'], ...readActions),
      ...key('Decrypt', 'DescribeKey', 'GenerateDataKey'),
      's3:PutObject on EvidenceBucket/evidence/check/*',
      's3:GetObject on EvidenceBucket/checks/*',
      ...missing('Evidence'),
      ...undone('CheckDeadLetters'),
    ],
    // Reads all of a year and lays its record where it is fetched.
    'event-make-custody-package': [
      ...records('event-make-custody-package'),
      ...files('Runs', 'GetObject'),
      ...missing('Runs'),
      ...files('Reports', 'GetObject'),
      ...missing('Reports'),
      ...files('Evidence', 'GetObject'),
      ...missing('Evidence'),
      's3:PutObject on EvidenceBucket/custody/packages/*',
      's3:GetObjectVersion on HeadsBucket/heads/*',
      's3:ListBucketVersions on HeadsBucket',
      ...signing,
      ...undone('PackageDeadLetters'),
    ],
    'event-check-links': [...records('event-check-links'), ...undone('LinkDeadLetters')],
    'event-remove-contacts': [
      ...records('event-remove-contacts'),
      's3:PutObject on EvidenceBucket/contacts/kept/*',
      ...undone('ContactsDeadLetters'),
    ],
    'event-sweep-evidence': [
      ...records('event-sweep-evidence'),
      ...files('Evidence', 'GetObject'),
      ...missing('Evidence'),
      ...undone('InspectionDeadLetters'),
    ],
    // Whoever signs the chains can write none of them.
    'event-sign-heads': [
      'dynamodb:Query on RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["AUDIT#*","HEADS#*#?","SIGNED#*"]}}',
      'dynamodb:PutItem on RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["SIGNED#*"]}}',
      ...keyForRecords,
      ...signsHeads,
      ...undone('HeadsDeadLetters'),
    ],
    'event-measure-office': [...records('event-measure-office'), ...undone('MeasureDeadLetters')],
    'event-send-reminders': [...records('event-send-reminders'), ...undone('ReminderDeadLetters')],
    'event-remove-applicants': [...records('event-remove-applicants'), ...undone('RemovalDeadLetters')],
    'task-open-run': records('task-open-run'),
    'task-ask-body': [...records('task-ask-body'), answers],
    'task-pass-over-body': records('task-pass-over-body'),
    'task-plan-freeze': runFiles('task-plan-freeze'),
    'task-freeze-batch': runFiles('task-freeze-batch'),
    'task-seal-inputs': runFiles('task-seal-inputs'),
    'task-derive-inputs': runFiles('task-derive-inputs'),
    'task-score-batch': runFiles('task-score-batch'),
    'task-rank-units': runFiles('task-rank-units'),
    'task-render-documents': [
      ...runFiles('task-render-documents'),
      ...files('Reports', 'PutObject'),
      namesKey,
    ],
    'task-render-report': [
      ...records('task-render-report'),
      ...files('Runs', 'GetObject'),
      // What it rendered, for publishing to hold the files against.
      's3:PutObject on RunsBucket/runs/*/rendered/*',
      ...missing('Runs'),
      ...files('Reports', 'PutObject'),
      namesKey,
    ],
    'task-ask-sign-off': [...records('task-ask-sign-off'), answers],
    'task-ask-repair': [...records('task-ask-repair'), answers],
    'task-go-on': [...records('task-go-on'), ...files('Runs', 'GetObject'), ...missing('Runs')],
    'task-publish-report': [
      ...records('task-publish-report'),
      ...files('Runs', 'GetObject'),
      ...missing('Runs'),
      ...files('Reports', 'GetObject', 'PutObject'),
      ...missing('Reports'),
      ...signsHeads,
    ],
    'task-end-run': records('task-end-run'),
    'setup-load-cycle': records('setup-load-cycle'),
  };
}

describe.each(installations)('in the %s installation', (_, installation) => {
  const templates = templatesOf(installation);

  test('every function may do what its work needs and nothing else', () => {
    const sorted = Object.fromEntries(
      Object.entries(wanted(installation.name, installation.console.kind === 'api')).map(([name, rights]) => [
        name,
        [...new Set(rights)].sort(),
      ]),
    );
    // An account or region that is known is written out; the rule is about what stands behind it.
    const placed = JSON.stringify(rightsOfFunctions(templates, installation.name)).replaceAll(
      /states:[a-z0-9-]+:\d{12}:/g,
      'states:Region:AccountId:',
    );
    expect(JSON.parse(placed)).toEqual(sorted);
  });

  test('beyond functions, these roles have rights: the machine calls its tasks, one schedule starts the machine, the others call their functions and no more; S3 and API Gateway need none', () => {
    const roles = new Set(
      ofType(templates, 'AWS::Lambda::Function').map(
        ([, { Properties }]) =>
          z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).parse(Properties['Role'])[
            'Fn::GetAtt'
          ][0],
      ),
    );
    const others = [...rightsByRole(templates)]
      .filter(([role]) => !roles.has(role))
      .map(
        ([role, rights]) =>
          [role.replace(/(?:[0-9A-Fa-f]{6,8}){1,2}$/, ''), rights.map(withoutFunction)] as const,
      );
    expect(Object.fromEntries(others.map(([role, rights]) => [role, [...new Set(rights)].sort()]))).toEqual({
      YearEndRole: [
        'lambda:InvokeFunction on a task’s function',
        // CloudWatch's deliveries are set up per account and take no narrower resource.
        'logs:CreateLogDelivery on *',
        'logs:DeleteLogDelivery on *',
        'logs:DescribeLogGroups on *',
        'logs:DescribeResourcePolicies on *',
        'logs:GetLogDelivery on *',
        'logs:ListLogDeliveries on *',
        'logs:PutResourcePolicy on *',
        'logs:UpdateLogDelivery on *',
        'xray:GetSamplingRules on *',
        'xray:GetSamplingTargets on *',
        'xray:PutTelemetryRecords on *',
        'xray:PutTraceSegments on *',
      ],
      SchedulesRole: [
        'lambda:InvokeFunction on eventchecklinksFunction',
        'lambda:InvokeFunction on eventcheckserviceFunction',
        'lambda:InvokeFunction on eventmeasureofficeFunction',
        'lambda:InvokeFunction on eventremoveapplicantsFunction',
        'lambda:InvokeFunction on eventremovecontactsFunction',
        'lambda:InvokeFunction on eventsendremindersFunction',
        'lambda:InvokeFunction on eventsignheadsFunction',
        'lambda:InvokeFunction on eventsweepevidenceFunction',
        ...[
          'CheckDeadLetters',
          'ContactsDeadLetters',
          'HeadsDeadLetters',
          'InspectionDeadLetters',
          'LinkDeadLetters',
          'MeasureDeadLetters',
          'ReminderDeadLetters',
          'RemovalDeadLetters',
        ].map((queue) => `sqs:SendMessage on ${queue}`),
      ],
      YearEndScheduleRole: [
        'sqs:SendMessage on ScheduleDeadLetters',
        'states:StartExecution on YearEndMachine',
      ],
      // What AWS Backup does to the records each week, and to no file.
      RecordsBackupRole: [
        'backup:CopyIntoBackupVault on RecordsBackupVault',
        'backup:DescribeBackupVault on RecordsBackupVault',
        'dynamodb:CreateBackup on RecordsTable',
        'dynamodb:DeleteBackup on RecordsTable/backup/*',
        'dynamodb:DescribeBackup on RecordsTable/backup/*',
        'dynamodb:DescribeTable on RecordsTable',
        'dynamodb:ListTagsOfResource on RecordsTable',
        'dynamodb:StartAwsBackupJob on RecordsTable',
        'kms:Decrypt on Key',
        'kms:DescribeKey on Key',
        'kms:GenerateDataKey on Key',
      ],
    });
  });

  test('no role is given a policy that AWS writes: what that allows tomorrow nobody here decides', () => {
    for (const [id, role] of ofType(templates, 'AWS::IAM::Role')) {
      expect(role.Properties['ManagedPolicyArns'], id).toBeUndefined();
      expect(role.Properties['Policies'], id).toBeUndefined();
    }
  });

  test('each role’s rights are one policy that IAM keeps the last versions of, none lies inline, and all are short enough for AWS', () => {
    expect(ofType(templates, 'AWS::IAM::Policy')).toEqual([]);
    const policies = ofType(templates, 'AWS::IAM::ManagedPolicy');
    const roles = policies.map(([, { Properties }]) => JSON.stringify(Properties['Roles']));
    expect(new Set(roles).size).toBe(ofType(templates, 'AWS::IAM::Role').length);
    expect(roles).toHaveLength(new Set(roles).size);
    for (const [id, { Properties }] of policies) {
      // A name that stands for something else is longer than what AWS puts there; 6,144 characters are the most.
      expect(JSON.stringify(Properties['PolicyDocument']).length, id).toBeLessThan(6_144);
    }
  });
});

function withoutFunction(right: string): string {
  return right.replace(/ on task[a-z]+Function$/, ' on a task’s function');
}

test('the table is granted exactly the calls that the adapters make: one more is a right too many, one less fails on AWS alone', () => {
  const root = path.join(import.meta.dirname, '../..');
  const actionsOf: Readonly<Record<string, readonly string[]>> = {
    GetItemCommand: ['GetItem'],
    QueryCommand: ['Query'],
    PutItemCommand: ['PutItem'],
    // By the actions of its parts, which the store makes of puts and of conditions.
    TransactWriteItemsCommand: ['PutItem', 'ConditionCheckItem'],
  };
  const source = globSync('functions/adapters/**/*.ts', { cwd: root })
    .map((file) => readFileSync(path.join(root, file), 'utf8'))
    .filter((text) => text.includes("from '@aws-sdk/client-dynamodb'"))
    .join('\n');
  const sent = [...source.matchAll(/new (\w+Command)\(/g)].map(([, command = '']) => command);
  const needed = new Set(sent.flatMap((command) => actionsOf[command] ?? [`unknown: ${command}`]));
  expect([...needed].sort()).toEqual([...readActions, ...writeActions].sort());
  const parts = [
    ...source.matchAll(/\{ (Put|Update|Delete|ConditionCheck): \{/g),
    ...source.matchAll(/^\s+(Put|Update|Delete|ConditionCheck): \{/gm),
  ];
  expect(new Set(parts.map(([, part]) => part))).toEqual(new Set(['Put', 'ConditionCheck']));
});
