import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Installation } from '../config.ts';
import { HouseAlarm } from './house-alarm.ts';
import { officeMetric, serviceMetric } from './office-metrics.ts';

export type ServiceAlarmsProps = Readonly<{
  installation: Installation;
  key: Key;
  machine: StateMachine;
  inspectionDeadLetters: Queue;
  packageDeadLetters: Queue;
  scheduleDeadLetters: Queue;
  removalDeadLetters: Queue;
  linkDeadLetters: Queue;
  contactsDeadLetters: Queue;
  reminderDeadLetters: Queue;
  headsDeadLetters: Queue;
  measureDeadLetters: Queue;
  checkDeadLetters: Queue;
  alarmDeadLetters: Queue;
  api: HttpApi;
}>;

/** What an operator is woken for. */
export class ServiceAlarms extends Construct {
  readonly alarms: readonly HouseAlarm[];

  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id);
    const { installation } = props;
    const period = Duration.minutes(5);
    const topic = this.#topic(props);

    const yearEndFailed = new HouseAlarm(this, 'YearEndFailed', {
      alarmName: `${installation.name}-year-end-failed`,
      says: 'A year-end run failed, timed out or was stopped; nothing new was published.',
      runbook: 'year-end-failed',
      // Three metrics, because Step Functions counts an execution under one of them alone.
      metric: new MathExpression({
        label: 'year-end runs that came to nothing',
        expression: 'failed + timedOut + aborted',
        usingMetrics: {
          failed: props.machine.metricFailed({ period }),
          timedOut: props.machine.metricTimedOut({ period }),
          aborted: props.machine.metricAborted({ period }),
        },
        period,
      }),
      threshold: 1,
      topic,
    });
    const yearEndStopped = new HouseAlarm(this, 'YearEndStopped', {
      alarmName: `${installation.name}-year-end-stopped`,
      says: 'A run has stopped at a step and waits for an admin to mend it.',
      runbook: 'year-end-stopped',
      metric: officeMetric(installation, 'RunStopped', 'a run that waits to be mended'),
      threshold: 1,
      topic,
    });
    const serviceFaulty = new HouseAlarm(this, 'ServiceFaulty', {
      alarmName: `${installation.name}-service-faulty`,
      says: 'A check of the service could not send a file as a clerk does, or found the published report not as it was signed.',
      runbook: 'service-faulty',
      metric: serviceMetric(installation, 'ServiceFaults', 'what a check of the service found wrong'),
      threshold: 1,
      topic,
    });
    const letters = deadLetters(props).map(
      ({ id, queue, runbook, says }) =>
        new HouseAlarm(this, id, {
          alarmName: `${installation.name}-${runbook}`,
          says,
          runbook,
          metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
          threshold: 1,
          topic,
        }),
    );
    const apiErrors = new HouseAlarm(this, 'ApiErrors', {
      alarmName: `${installation.name}-api-errors`,
      says: 'The API answered with errors of its own (5xx) five times or more within five minutes.',
      runbook: 'api-errors',
      metric: props.api.metricServerError({ period, statistic: 'Sum' }),
      // One alone may be a call that a deployment cut short.
      threshold: 5,
      topic,
    });
    this.alarms = [yearEndFailed, yearEndStopped, serviceFaulty, ...letters, apiErrors];
  }

  /** Where alarms are told; an address that is stated hears them, and others may be added by hand. */
  #topic({ installation, key, alarmDeadLetters }: ServiceAlarmsProps): Topic {
    const topic = new Topic(this, 'Topic', { masterKey: key, enforceSSL: true });
    if (installation.alarmEmail !== undefined)
      topic.addSubscription(
        new EmailSubscription(installation.alarmEmail, { deadLetterQueue: alarmDeadLetters }),
      );
    return topic;
  }
}

/** What it means that something lies in a queue of dead letters; one letter is enough. */
const deadLetters = (props: ServiceAlarmsProps) => [
  {
    id: 'InspectionsUndone',
    queue: props.inspectionDeadLetters,
    runbook: 'inspections-undone',
    says: 'Uploaded evidence was not inspected, and its unit sees it as still waiting.',
  },
  {
    id: 'PackagesNotMade',
    queue: props.packageDeadLetters,
    runbook: 'packages-not-made',
    says: 'A year’s whole record was asked for and could not be packed.',
  },
  {
    id: 'YearEndNotStarted',
    queue: props.scheduleDeadLetters,
    runbook: 'year-end-not-started',
    says: 'The schedule could not start the year-end run.',
  },
  {
    id: 'ApplicantsNotRemoved',
    queue: props.removalDeadLetters,
    runbook: 'applicants-not-removed',
    says: 'The data of applicants whose time is over was not removed on a night.',
  },
  {
    id: 'LinksNotChecked',
    queue: props.linkDeadLetters,
    runbook: 'links-not-checked',
    says: 'Links of the register were not looked at on a night.',
  },
  {
    id: 'ContactsNotRemoved',
    queue: props.contactsDeadLetters,
    runbook: 'contacts-not-removed',
    says: 'Contacts of units whose time is over were not removed on a night.',
  },
  {
    id: 'RemindersNotSent',
    queue: props.reminderDeadLetters,
    runbook: 'reminders-not-sent',
    says: 'A round of reminders failed.',
  },
  {
    id: 'HeadsNotSigned',
    queue: props.headsDeadLetters,
    runbook: 'heads-not-signed',
    says: 'What came into the audit chains was not signed; a change made to them now could not be shown.',
  },
  {
    id: 'OfficeNotMeasured',
    queue: props.measureDeadLetters,
    runbook: 'office-not-measured',
    says: 'What waits was not counted: the figures of the dashboard stand still, and a stopped run would not be told.',
  },
  {
    id: 'ServiceNotChecked',
    queue: props.checkDeadLetters,
    runbook: 'service-not-checked',
    says: 'The check of upload and report could not be carried out: a fault there would not be told.',
  },
  {
    id: 'AlarmsNotTold',
    queue: props.alarmDeadLetters,
    runbook: 'alarms-not-told',
    says: 'An alarm could not be sent to its address.',
  },
];
