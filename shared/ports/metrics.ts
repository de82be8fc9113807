import type { OfficeMetrics } from '../domain/figures/office-figures.ts';

/** Tells figures to whoever watches the installation. */
export type Metrics = Readonly<{ tell: (figures: OfficeMetrics) => void }>;
