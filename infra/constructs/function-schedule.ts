import { Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import { timeZone, type Installation } from '../config.ts';
import type { HouseFunction } from './house-function.ts';
import { houseRole } from './house-role.ts';

export type FunctionScheduleProps = Readonly<{
  installation: Installation;
  /** What the schedule does, in its name. */
  does: string;
  /** As EventBridge Scheduler reads it, in Asia/Shanghai. */
  expression: `cron(${string})`;
  target: HouseFunction<FunctionName>;
  deadLetters: Queue;
}>;

/**
 * Calls a function at its times. A time that comes to nothing, whether it never reached the function or the function gave
 * up, ends in the one queue; the next time makes up for it.
 */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { installation, does, expression, target, deadLetters } = props;
    // The library's own target may call every version of the function; there is one.
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      statements: [
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.lambda.functionArn] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
      ],
    });
    const schedule = new Schedule(this, 'Schedule', {
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
