import { Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import { timeZone, type Installation } from '../config.ts';
import type { HouseFunction } from './house-function.ts';
import { houseRole } from './house-role.ts';

export type FunctionSchedule = Readonly<{
  /** What the schedule does, in its name. */
  does: string;
  /** As EventBridge Scheduler reads it, in Asia/Shanghai. */
  expression: `cron(${string})`;
  target: HouseFunction<FunctionName>;
  deadLetters: Queue;
}>;

export type FunctionSchedulesProps = Readonly<{
  installation: Installation;
  schedules: readonly FunctionSchedule[];
}>;

/**
 * Calls functions at their times. A time that comes to nothing, whether it never reached the function or the function gave
 * up, ends in the function's queue; the next time makes up for it. One role calls all of them and nothing else: a role for each would
 * be two resources more to a schedule, and a stack takes 500.
 */
export class FunctionSchedules extends Construct {
  constructor(scope: Construct, id: string, { installation, schedules }: FunctionSchedulesProps) {
    super(scope, id);
    const queues = new Set(schedules.map(({ deadLetters }) => deadLetters.queueArn));
    // The library's own target may call every version of the function; there is one.
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      statements: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: schedules.map(({ target }) => target.lambda.functionArn),
        }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [...queues] }),
      ],
    });
    for (const { does, expression, target, deadLetters } of schedules) {
      const schedule = new Schedule(this, does, {
        scheduleName: `${installation.name}-${does}`,
        schedule: ScheduleExpression.expression(expression, TimeZone.of(timeZone)),
        target: {
          bind: () => ({
            arn: target.lambda.functionArn,
            role,
            deadLetterConfig: { arn: deadLetters.queueArn },
            retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
          }),
        },
      });
      schedule.node.addDependency(rights);
    }
  }
}
