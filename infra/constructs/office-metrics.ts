import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { metricDimension, metricNamespace } from '../../shared/contracts/metrics.ts';
import type { OfficeMetrics } from '../../shared/domain/figures/office-figures.ts';
import type { ServiceMetrics } from '../../shared/domain/service-check/service-faults.ts';
import type { Installation } from '../config.ts';

/** How often the office is measured; a metric's periods are as long. */
export const measured = { every: Duration.minutes(15), expression: 'cron(0/15 * * * ? *)' } as const;

/** How often the service is checked: in the hours in which people work, and a little beyond. */
export const checked = { every: Duration.hours(1), expression: 'cron(20 7-21 * * ? *)' } as const;

/** A figure of the office as the measuring function tells it: the highest of each quarter of an hour. */
export function officeMetric(
  installation: Installation,
  metricName: keyof OfficeMetrics,
  label: string,
): Metric {
  return highest(installation, metricName, measured.every, label);
}

/** What the check of the service found wrong, the most of each hour. */
export function serviceMetric(
  installation: Installation,
  metricName: keyof ServiceMetrics,
  label: string,
): Metric {
  return highest(installation, metricName, checked.every, label);
}

function highest(installation: Installation, metricName: string, period: Duration, label: string): Metric {
  return new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: { [metricDimension]: installation.name },
    statistic: 'Maximum',
    period,
    label,
  });
}
