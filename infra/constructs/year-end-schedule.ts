import { Stack, TimeZone } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { timeZone, type Installation } from '../config.ts';
import { houseRole } from './house-role.ts';

export type YearEndScheduleProps = Readonly<{
  installation: Installation;
  machine: StateMachine;
  deadLetters: Queue;
}>;

/** Tried again for a day, then it is a dead letter and an alarm: a person starts the run with one call. */
const retryPolicy = { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 };

/**
 * Starts the year-end run by itself, without naming a cycle: the run takes the one whose year last ended. Scheduler starts
 * at least once; a second start finds the cycle's one place for a run taken and is refused.
 */
export class YearEndSchedule extends Construct {
  constructor(scope: Construct, id: string, { installation, machine, deadLetters }: YearEndScheduleProps) {
    super(scope, id);
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [machine.stateMachineArn] }),
        new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
      ],
    });
    const schedule = new Schedule(this, 'Schedule', {
      scheduleName: `${installation.name}-year-end`,
      schedule: ScheduleExpression.expression(installation.yearEndSchedule, TimeZone.of(timeZone)),
      target: {
        bind: () => ({
          arn: machine.stateMachineArn,
          role,
          input: ScheduleTargetInput.fromObject({ cycle: null, startedBy: 'schedule' }),
          deadLetterConfig: { arn: deadLetters.queueArn },
          retryPolicy,
        }),
      },
    });
    schedule.node.addDependency(rights);
  }
}
