import { Duration, TimeZone } from 'aws-cdk-lib';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { timeZone, type Installation } from '../config.ts';

export type YearEndScheduleProps = Readonly<{
  installation: Installation;
  machine: StateMachine;
  deadLetters: Queue;
}>;

/**
 * Starts the year-end run by itself, without naming a cycle: the run takes the one whose year last ended. Scheduler starts
 * at least once; a second start finds the cycle's one place for a run taken and is refused.
 */
export class YearEndSchedule extends Construct {
  constructor(scope: Construct, id: string, { installation, machine, deadLetters }: YearEndScheduleProps) {
    super(scope, id);
    new Schedule(this, 'Schedule', {
      scheduleName: `${installation.name}-year-end`,
      schedule: ScheduleExpression.expression(installation.yearEndSchedule, TimeZone.of(timeZone)),
      target: new StepFunctionsStartExecution(machine, {
        input: ScheduleTargetInput.fromObject({ cycle: null, startedBy: 'schedule' }),
        deadLetterQueue: deadLetters,
        // Tried again for a day, then it is a dead letter and an alarm: a person starts the run with one call.
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
      }),
    });
  }
}
