import { expect, test } from 'vitest';
import { embeddedMetrics } from '../../../functions/adapters/embedded-metrics.ts';
import { metricsOf } from '../../../shared/domain/figures/office-figures.ts';

test('a line says what CloudWatch needs to make metrics of it: each figure described once, under the installation’s name', () => {
  const lines: string[] = [];
  embeddedMetrics('biaochi', { now: () => 1_546_650_000_000, write: (line) => lines.push(line) }).tell(
    metricsOf([]),
  );
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    {
      _aws: {
        Timestamp: 1_546_650_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Biaochi',
            Dimensions: [['Installation']],
            Metrics: [
              { Name: 'HandInsOutstanding', Unit: 'Count' },
              { Name: 'EvidenceAwaitingInspection', Unit: 'Count' },
              { Name: 'EvidenceAwaitingReview', Unit: 'Count' },
              { Name: 'RunStep', Unit: 'Count' },
              { Name: 'RunDonePercent', Unit: 'Percent' },
              { Name: 'RunStopped', Unit: 'Count' },
            ],
          },
        ],
      },
      Installation: 'biaochi',
      HandInsOutstanding: 0,
      EvidenceAwaitingInspection: 0,
      EvidenceAwaitingReview: 0,
      RunStep: 0,
      RunDonePercent: 0,
      RunStopped: 0,
    },
  ]);
});
