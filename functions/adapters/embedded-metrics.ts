import { metricDimension, metricNamespace } from '../../shared/contracts/metrics.ts';
import type { Metrics } from '../../shared/ports/metrics.ts';

/**
 * Metrics as lines of the log in CloudWatch's Embedded Metric Format: CloudWatch makes the metrics of them, so nothing is called, no
 * right is needed, and where there is no CloudWatch the figures stand in the log all the same.
 */
export function embeddedMetrics(
  installation: string,
  {
    now = () => Date.now(),
    write = toStandardOutput,
  }: Partial<Readonly<{ now: () => number; write: (line: string) => void }>> = {},
): Metrics<Readonly<Record<string, number>>> {
  return {
    tell: (figures) => {
      const Metrics = Object.keys(figures).map((Name) => ({
        Name,
        Unit: Name.endsWith('Percent') ? 'Percent' : 'Count',
      }));
      const described = { Namespace: metricNamespace, Dimensions: [[metricDimension]], Metrics };
      write(
        JSON.stringify({
          _aws: { Timestamp: now(), CloudWatchMetrics: [described] },
          [metricDimension]: installation,
          ...figures,
        }),
      );
    },
  };
}

function toStandardOutput(line: string): void {
  process.stdout.write(`${line}\n`);
}
