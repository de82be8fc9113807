import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  MathExpression,
  SingleValueWidget,
  type Alarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import type { Installation } from '../config.ts';
import { prices } from '../prices.ts';
import { functionSizes } from './function-sizes.ts';
import type { HouseFunction } from './house-function.ts';
import { officeMetric, serviceMetric } from './office-metrics.ts';

export type OfficeDashboardProps = Readonly<{
  installation: Installation;
  alarms: readonly Alarm[];
  api: HttpApi;
  table: Table;
  functions: readonly HouseFunction<FunctionName>[];
}>;

/** One page for who runs the installation: what waits, how far a run is, what the day has cost so far, which alarms sound. */
export class OfficeDashboard extends Construct {
  constructor(scope: Construct, id: string, props: OfficeDashboardProps) {
    super(scope, id);
    const { installation } = props;
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: installation.name });
    dashboard.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 4, alarms: [...props.alarms] }),
    );
    dashboard.addWidgets(
      new GraphWidget({
        title: 'What waits for people',
        width: 12,
        left: [
          officeMetric(installation, 'HandInsOutstanding', 'lead bodies that have not handed in'),
          officeMetric(installation, 'EvidenceAwaitingReview', 'evidence to be reviewed'),
          officeMetric(installation, 'EvidenceAwaitingInspection', 'evidence announced and not inspected'),
        ],
      }),
      new GraphWidget({
        title: 'Run under way: step (1 hand-ins … 7 publish), and percent of the step; faults of the service',
        width: 12,
        left: [
          officeMetric(installation, 'RunStep', 'step'),
          officeMetric(installation, 'RunStopped', 'stopped'),
          serviceMetric(installation, 'ServiceFaults', 'faults that the check of the service found'),
        ],
        right: [officeMetric(installation, 'RunDonePercent', 'percent')],
      }),
    );
    dashboard.addWidgets(
      new SingleValueWidget({
        title: 'Cost today (UTC), US$, by what AWS counted at list prices: table, functions, API',
        width: 12,
        height: 4,
        setPeriodToTimeRange: false,
        metrics: costToday(props),
      }),
      new GraphWidget({
        title: 'Calls and errors of the API',
        width: 12,
        height: 4,
        left: [props.api.metricCount({ period: Duration.minutes(15) })],
        right: [props.api.metricServerError({ period: Duration.minutes(15) })],
      }),
    );
  }
}

/**
 * What the day's use comes to, from AWS's own counts of this installation at the prices of infra/prices.ts: an estimate. What costs the same
 * whether anybody works or not (keys, metrics, alarms, what is stored) is not in it; Step Functions, S3 and signatures
 * are left out, which on all days but that of a run are cents.
 */
function costToday({ table, functions, api }: OfficeDashboardProps): IMetric[] {
  const day = { period: Duration.days(1), statistic: 'Sum' };
  const records = new MathExpression({
    label: 'table',
    expression: `reads * ${plain(prices.dynamodb.readUnit)} + writes * ${plain(prices.dynamodb.writeUnit)}`,
    usingMetrics: {
      reads: table.metricConsumedReadCapacityUnits(day),
      writes: table.metricConsumedWriteCapacityUnits(day),
    },
    period: day.period,
  });
  const calls = new MathExpression({
    label: 'API',
    expression: `calls * ${plain(prices.httpApi.call)}`,
    usingMetrics: { calls: api.metricCount(day) },
    period: day.period,
  });
  return [records, calls, ...timeOf(functions)];
}

/** One sum for each size of function: an expression holds at most 1,024 characters, and a metric's name is as short as can be. */
function timeOf(functions: readonly HouseFunction<FunctionName>[]): IMetric[] {
  const day = { period: Duration.days(1), statistic: 'Sum' };
  const sizes = Map.groupBy(functions, ({ name }) => functionSizes[name].memory);
  return [...sizes]
    .toSorted(([one], [other]) => one - other)
    .map(([memory, alike]) => {
      const of = `s${memory}x`;
      const gigabytes = memory / 1024;
      return new MathExpression({
        label: `functions of ${memory} MB`,
        // Milliseconds.
        expression: `SUM(METRICS("${of}")) / 1000 * ${plain(gigabytes * prices.lambda.gigabyteSecond)}`,
        usingMetrics: Object.fromEntries(
          alike.map(({ lambda }, index) => [`${of}${index}`, lambda.metricDuration(day)]),
        ),
        period: day.period,
      });
    });
}

/** CloudWatch's expressions know no exponents. */
function plain(number: number): string {
  return number.toFixed(12).replace(/0+$/, '');
}
