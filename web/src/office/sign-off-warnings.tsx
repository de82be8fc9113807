import type * as z from 'zod/mini';
import type { dryRunRoutes } from '../../../shared/contracts/dry-run-routes.ts';
import { useTexts } from '../texts/texts.tsx';

type Warning = z.output<typeof dryRunRoutes.getSignOffSheet.output>['warnings'][number];
const kinds = ['silent-body', 'unit-at-zero', 'swing', 'tie', 'no-evidence'] as const;
const kindText = {
  'silent-body': 'warnSilents',
  'unit-at-zero': 'warnZeros',
  swing: 'warnSwings',
  tie: 'warnTies',
  'no-evidence': 'warnNoEvidences',
} as const;
/** As many of a kind are read at a glance; more are counted and unfolded. */
const atAGlance = 3;
const namesAtAGlance = 8;

/** What is to be looked at before the report is signed, by its kind: a few at once, many as a number that unfolds. */
export function SignOffWarnings({ of }: { of: readonly Warning[] }) {
  const { t } = useTexts();
  if (of.length === 0) return <p className="soft">{t('runNoWarnings')}</p>;
  return (
    <ul className="warnings">
      {kinds.map((kind) => {
        const same = of.filter((each) => each.kind === kind);
        if (same.length === 0) return null;
        const lines = (
          <ul className="bullets">
            {same.map((each) => (
              <li key={JSON.stringify(each)}>
                <Line of={each} />
              </li>
            ))}
          </ul>
        );
        return (
          <li key={kind}>
            {same.length <= atAGlance ? (
              <>
                {t(kindText[kind], { count: same.length })}
                {lines}
              </>
            ) : (
              <details>
                <summary>{t(kindText[kind], { count: same.length })}</summary>
                {lines}
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Line({ of }: { of: Warning }) {
  const { t } = useTexts();
  switch (of.kind) {
    case 'unit-at-zero':
    case 'silent-body':
      return of.name;
    case 'tie':
      return of.units.length <= namesAtAGlance ? (
        t('warnTie', { rank: of.rank, units: of.units.join('、') })
      ) : (
        <details>
          <summary>{t('warnTieMany', { rank: of.rank, count: of.units.length })}</summary>
          {of.units.join('、')}
        </details>
      );
    case 'no-evidence':
      return t('warnNoEvidence', { name: of.name, items: of.items.join('、') });
    case 'swing':
      return t('warnSwing', { name: of.name, from: of.from, to: of.to, gained: of.gained });
  }
}
