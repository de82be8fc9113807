import { expect, test } from 'vitest';
import { differenceOf, summaryOf } from '../../../infra/deploy/template-summary.ts';

const bundle = (digit: string) => `${digit.repeat(64)}.zip`;
const template = (
  of: Readonly<{ memory?: number; actions?: readonly string[]; code?: string; tag?: string }>,
) => ({
  Resources: {
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        FunctionName: 'county-api-run',
        MemorySize: of.memory ?? 512,
        Code: { S3Key: bundle(of.code ?? 'a') },
        Tags: [{ Key: 'x', Value: of.tag ?? 'y' }],
      },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyDocument: {
          Statement: [{ Effect: 'Allow', Action: of.actions ?? ['s3:GetObject'], Resource: 'arn' }],
        },
      },
    },
  },
});
const difference = (of: Parameters<typeof template>[0]) =>
  differenceOf(summaryOf('county', template({})), summaryOf('county', template(of)));

test('a right that is added is told by its name: it is what a reviewer looks for first', () => {
  const { gone, come } = difference({ actions: ['s3:GetObject', 's3:DeleteObject'] });
  expect(come.join('\n')).toContain('Allow s3:DeleteObject, s3:GetObject on arn');
  expect(gone.join('\n')).toContain('Allow s3:GetObject on arn');
});

test('a plain property is shown with its value, before and after', () => {
  const { gone, come } = difference({ memory: 1024 });
  expect(gone).toHaveLength(1);
  expect(gone[0]).toContain('MemorySize=512');
  expect(come[0]).toContain('MemorySize=1024');
});

test('what is not shown is still a change: every property is in the hash', () => {
  const { gone, come } = difference({ tag: 'z' });
  expect([gone.length, come.length]).toEqual([1, 1]);
});

test('a new bundle alone is no change of the template', () => {
  expect(difference({ code: 'b' })).toEqual({ gone: [], come: [] });
});
