import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricDimension, metricNamespace } from '../../shared/contracts/metrics.ts';
import type { OfficeMetrics } from '../../shared/domain/figures/office-figures.ts';
import type { Installation } from '../config.ts';

/** How often the office is measured; a metric's periods are as long. */
export const measured = { every: Duration.minutes(15), expression: 'cron(0/15 * * * ? *)' } as const;

/** A figure of the office as the measuring function tells it: the highest of each quarter of an hour. */
export function officeMetric(
  installation: Installation,
  metricName: keyof OfficeMetrics,
  label: string,
): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: { [metricDimension]: installation.name },
    statistic: 'Maximum',
    period: measured.every,
    label,
  });
}
