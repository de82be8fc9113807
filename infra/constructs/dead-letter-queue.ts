import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** What each queue of an installation, `<name>-<this>`, holds; `npm run dead-letters` reads all of them. */
export const deadLetterQueues = [
  'inspections-undone',
  'packages-not-made',
  'year-end-not-started',
  'applicants-not-removed',
  'contacts-not-removed',
  'links-not-checked',
  'reminders-not-sent',
  'heads-not-signed',
  'office-not-measured',
  'service-not-checked',
  'alarms-not-told',
] as const;

/** A queue for what could not be delivered or done: kept as long as SQS keeps anything, read by a person (docs/runbook.md). */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, queueName: string) {
    super(scope, id, {
      queueName,
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
  }
}
