import type { z } from 'zod';
import type { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { useTexts } from '../texts/texts.tsx';

export type Warning = z.output<typeof dryRunRoutes.getSignOffSheet.output>['warnings'][number];

/** Something to look at before the report is signed, in a sentence. */
export function SignOffWarning({ of }: { of: Warning }) {
  const { t } = useTexts();
  switch (of.kind) {
    case 'unit-at-zero':
      return t('warnZero', { name: of.name });
    case 'tie':
      return t('warnTie', { rank: of.rank, units: of.units.join('、') });
    case 'silent-body':
      return t('warnSilent', { name: of.name });
    case 'no-evidence':
      return t('warnNoEvidence', { name: of.name, items: of.items.join('、') });
    case 'swing':
      return t('warnSwing', { name: of.name, from: of.from, to: of.to, gained: of.gained });
  }
}
