import { useTexts } from '../../texts/texts.tsx';

/** A year's counts month by month, and their sum. */
export function Months({ months }: { months: readonly number[] }) {
  const { t } = useTexts();
  return (
    <dl className="months">
      {months.map((count, place) => (
        <div key={place}>
          <dt>{t('registerInMonth', { month: place + 1 })}</dt>
          <dd className={count === 0 ? 'soft' : undefined}>{count}</dd>
        </div>
      ))}
      <div className="sum">
        <dt>{t('registerAllMonths')}</dt>
        <dd>{months.reduce((sum, each) => sum + each, 0)}</dd>
      </div>
    </dl>
  );
}
