import type { OfficeMetrics } from '../domain/figures/office-figures.ts';

/** Tells figures to whoever watches the installation. */
export type Metrics<Told extends Readonly<Record<string, number>> = OfficeMetrics> = Readonly<{
  tell: (figures: Told) => void;
}>;
