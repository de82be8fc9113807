import { Alarm, ComparisonOperator, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';

export type HouseAlarmProps = Readonly<{
  alarmName: string;
  /** What is the matter, in a sentence. */
  says: string;
  /** The heading in docs/runbook.md that says what to do. */
  runbook: string;
  metric: IMetric;
  /** Sounds at this value or above. */
  threshold: number;
  /** Who is told. */
  topic: ITopic;
}>;

/** An alarm with a name of its own, and with the place in the runbook that says what to do about it. */
export class HouseAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    super(scope, id, {
      alarmName: props.alarmName,
      alarmDescription: `${props.says} docs/runbook.md#${props.runbook}`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // Nothing happened, so nothing failed.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(props.topic));
  }
}
