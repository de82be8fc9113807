import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import { installations, ofType, templatesOf, type Templates } from './templates.ts';

/** What each role may do, written out: a right that somebody adds in passing shows here and nowhere else. */

const statements = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
      Resource: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
      Condition: z.unknown().optional(),
    }),
  ),
});
const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).transform((of) => of['Fn::GetAtt'][0]),
  z.object({ 'Fn::ImportValue': z.string() }).transform((of) => of['Fn::ImportValue']),
]);
const joined = z
  .object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })
  .transform((of) => of['Fn::Join'][1]);

/** A resource as a reader would say it: `RunsBucket/runs/*`. The library's suffixes say nothing and are left out. */
function said(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const parts = joined.safeParse(resource);
  if (parts.success) return parts.data.map(said).join('');
  return reference
    .parse(resource)
    .replace(/^[a-z-]+:ExportsOutput(?:FnGetAtt|Ref)/, '')
    .replace(/Arn[0-9A-F]{8}$/, '')
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/^AWS::/, '');
}

/** Every right of a role's policy, one action and resource to a line. */
function rightsByRole(templates: Templates): ReadonlyMap<string, readonly string[]> {
  const policies = ofType(templates, 'AWS::IAM::Policy').map(([, { Properties }]) => {
    const [role] = z.tuple([z.object({ Ref: z.string() })]).parse(Properties['Roles']);
    const rights = statements
      .parse(Properties['PolicyDocument'])
      .Statement.flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map(
            (resource) =>
              `${action} on ${said(resource)}${Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`}`,
          ),
        ),
      );
    return [role.Ref, [...new Set(rights)].sort()] as const;
  });
  return new Map(policies);
}

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
const table = (...actions: string[]) => actions.map((action) => `dynamodb:${action} on RecordsTable`);
const files = (bucket: 'Evidence' | 'Runs' | 'Reports' | 'Heads' | 'Console', ...actions: string[]) =>
  actions.map((action) => `s3:${action} on ${bucket}Bucket/${bucket.toLowerCase()}/*`);
/** Told of an object that is not there, where another would be told it is forbidden. */
const missing = (bucket: string) => [`s3:ListBucket on ${bucket}Bucket`];

const records = [
  ...table('GetItem', 'Query', 'PutItem', 'ConditionCheckItem'),
  ...key('Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
];
const runFiles = [...records, ...files('Runs', 'GetObject', 'PutObject'), ...missing('Runs')];

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
    'api-cycle': records,
    'api-register': records,
    'api-import': [
      ...records,
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
    ],
    'api-audit': [
      ...records,
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
      // Whatever was laid over signed heads since, or marks them deleted.
      ...files('Heads', 'GetObjectVersion'),
      's3:ListBucketVersions on HeadsBucket',
      namesKey,
    ],
    'api-evidence': [...records, ...files('Evidence', 'GetObject', 'PutObject')],
    'api-evidence-bundle': [
      ...records,
      ...files('Evidence', 'GetObject', 'PutObject'),
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/imports/*`),
      ...missing('Evidence'),
    ],
    'api-assessment': records,
    'api-appeals': records,
    'api-lead-body': [...records, answers],
    'api-requests': records,
    'api-contacts': [
      ...records,
      ...['GetObject', 'PutObject'].map((action) => `s3:${action} on EvidenceBucket/contacts/*`),
      ...missing('Evidence'),
    ],
    'api-people': records,
    'api-standing': records,
    'api-inbox': records,
    'api-run': [
      ...records,
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
      ...records,
      ...files('Runs', 'GetObject'),
      's3:PutObject on RunsBucket/runs/*/documents/*',
      ...missing('Runs'),
      namesKey,
    ],
    'api-public': [
      ...['GetItem', 'Query'].map(
        (action) =>
          `dynamodb:${action} on RecordsTable if {"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["PUBLICATIONS"]}}`,
      ),
      ...key('Decrypt', 'DescribeKey'),
      ...files('Reports', 'GetObject'),
      ...missing('Reports'),
      // Where there is no CloudFront, the API serves the console.
      ...(servesConsole ? [...files('Console', 'GetObject'), ...missing('Console')] : []),
    ],
    'event-inspect-evidence': [
      ...records,
      ...files('Evidence', 'GetObject'),
      ...missing('Evidence'),
      // Lambda itself puts what came to nothing there, by the function's role.
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on InspectionDeadLetters`,
      ),
    ],
    'event-check-links': [
      ...records,
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on LinkDeadLetters`,
      ),
    ],
    // Reads all of a year and lays its record where it is fetched.
    'event-make-custody-package': [
      ...records,
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
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on PackageDeadLetters`,
      ),
    ],
    'event-remove-contacts': [
      ...records,
      's3:PutObject on EvidenceBucket/contacts/kept/*',
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on ContactsDeadLetters`,
      ),
    ],
    'event-sweep-evidence': [
      ...records,
      ...files('Evidence', 'GetObject'),
      ...missing('Evidence'),
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on InspectionDeadLetters`,
      ),
    ],
    // Whoever signs the chains can write none of them.
    'event-sign-heads': [
      'dynamodb:Query on RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["AUDIT#*","HEADS#*","SIGNED#*"]}}',
      'dynamodb:PutItem on RecordsTable if {"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["SIGNED#*"]}}',
      ...key('Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
      ...signsHeads,
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on HeadsDeadLetters`,
      ),
    ],
    'event-measure-office': [
      ...records,
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on MeasureDeadLetters`,
      ),
    ],
    'event-send-reminders': [
      ...records,
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on ReminderDeadLetters`,
      ),
    ],
    'event-remove-applicants': [
      ...records,
      ...['SendMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(
        (action) => `sqs:${action} on RemovalDeadLetters`,
      ),
    ],
    'task-open-run': records,
    'task-ask-body': [...records, answers],
    'task-pass-over-body': records,
    'task-plan-freeze': runFiles,
    'task-freeze-batch': runFiles,
    'task-seal-inputs': runFiles,
    'task-derive-inputs': runFiles,
    'task-score-batch': runFiles,
    'task-rank-units': runFiles,
    'task-render-documents': [...runFiles, ...files('Reports', 'PutObject'), namesKey],
    'task-render-report': [
      ...records,
      ...files('Runs', 'GetObject'),
      // What it rendered, for publishing to hold the files against.
      's3:PutObject on RunsBucket/runs/*/rendered/*',
      ...missing('Runs'),
      ...files('Reports', 'PutObject'),
      namesKey,
    ],
    'task-ask-sign-off': [...records, answers],
    'task-ask-repair': [...records, answers],
    'task-go-on': [...records, ...files('Runs', 'GetObject'), ...missing('Runs')],
    'task-publish-report': [
      ...records,
      ...files('Runs', 'GetObject'),
      ...missing('Runs'),
      ...files('Reports', 'GetObject', 'PutObject'),
      ...missing('Reports'),
      ...signsHeads,
    ],
    'task-end-run': records,
    'setup-load-cycle': records,
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

  test('beyond functions, these roles have rights: the machine calls its tasks, one schedule starts the machine and the others a function each; S3 and API Gateway need none', () => {
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
      YearEndMachineRole: [
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
      HeadSigningRole: [
        'lambda:InvokeFunction on eventsignheadsFunction',
        'sqs:SendMessage on HeadsDeadLetters',
      ],
      LinkCheckRole: [
        'lambda:InvokeFunction on eventchecklinksFunction',
        'sqs:SendMessage on LinkDeadLetters',
      ],
      ContactsRemovalRole: [
        'lambda:InvokeFunction on eventremovecontactsFunction',
        'sqs:SendMessage on ContactsDeadLetters',
      ],
      EvidenceSweepRole: [
        'lambda:InvokeFunction on eventsweepevidenceFunction',
        'sqs:SendMessage on InspectionDeadLetters',
      ],
      OfficeMeasuringRole: [
        'lambda:InvokeFunction on eventmeasureofficeFunction',
        'sqs:SendMessage on MeasureDeadLetters',
      ],
      RemindersRole: [
        'lambda:InvokeFunction on eventsendremindersFunction',
        'sqs:SendMessage on ReminderDeadLetters',
      ],
      ApplicantRemovalRole: [
        'lambda:InvokeFunction on eventremoveapplicantsFunction',
        'sqs:SendMessage on RemovalDeadLetters',
      ],
      SchedulerRoleForTarget: [
        'sqs:SendMessage on ScheduleDeadLetters',
        'states:StartExecution on YearEndMachine',
      ],
    });
  });

  test('no role is given a policy that AWS writes: what that allows tomorrow nobody here decides', () => {
    for (const [id, role] of ofType(templates, 'AWS::IAM::Role')) {
      expect(role.Properties['ManagedPolicyArns'], id).toBeUndefined();
      expect(role.Properties['Policies'], id).toBeUndefined();
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
  const granted = records.flatMap((right) => /^dynamodb:(\w+) on/.exec(right)?.[1] ?? []);
  expect([...needed].sort()).toEqual([...granted].sort());
  const parts = [
    ...source.matchAll(/\{ (Put|Update|Delete|ConditionCheck): \{/g),
    ...source.matchAll(/^\s+(Put|Update|Delete|ConditionCheck): \{/gm),
  ];
  expect(new Set(parts.map(([, part]) => part))).toEqual(new Set(['Put', 'ConditionCheck']));
});
