import { Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { timeZone, type Installation } from '../config.ts';
import type { HouseFunction } from './house-function.ts';

export type ApplicantRemovalProps = Readonly<{
  installation: Installation;
  removal: HouseFunction<'event-remove-applicants'>;
  deadLetters: Queue;
}>;

/**
 * Removes applicants' data by rule, every night at three in Asia/Shanghai. A night that fails is made up for by the next one;
 * the queue, and its alarm, are for the nights that follow each other.
 */
export class ApplicantRemoval extends Construct {
  constructor(scope: Construct, id: string, { installation, removal, deadLetters }: ApplicantRemovalProps) {
    super(scope, id);
    removal.lambda.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(deadLetters),
    });
    // The library's own target may call every version of the function; there is one.
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [removal.lambda.functionArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
    );
    new Schedule(this, 'Schedule', {
      scheduleName: `${installation.name}-remove-applicants`,
      schedule: ScheduleExpression.expression('cron(0 3 * * ? *)', TimeZone.of(timeZone)),
      target: {
        bind: () => ({
          arn: removal.lambda.functionArn,
          role,
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: 6 * 3600, maximumRetryAttempts: 20 },
        }),
      },
    });
  }
}
