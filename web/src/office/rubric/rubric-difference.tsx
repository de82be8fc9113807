import { useQuery } from '@tanstack/react-query';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';

/** What differs between a version and the one that is adopted, in words, with both values. */
export function RubricDifference(props: { cycle: string; version: number; against: number }) {
  const { t, of } = useTexts();
  const { cycle, version, against } = props;
  const found = useQuery({
    queryKey: ['rubric-difference', cycle, version, against],
    queryFn: () =>
      call(cycleRoutes.compareRubricVersions, { params: { cycle, version }, query: { against } }),
  });
  return (
    <div aria-live="polite">
      <h3>{t('rubricDifference', { version, against })}</h3>
      <Found of={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t('rubricSame')}</p>
          ) : (
            <div className="scroll tall" tabIndex={0} role="region" aria-label={t('rubricCompare')}>
              <table className="grid stacked">
                <thead>
                  <tr>
                    <th scope="col">{t('rubricWhat')}</th>
                    <th scope="col">{t('rubricBefore', { version: against })}</th>
                    <th scope="col">{t('rubricAfter', { version })}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ path, code, message, before, after }) => (
                    <tr key={`${path.join(' ')} ${code}`}>
                      <th scope="row">{of(message)}</th>
                      <td className="lines">{before ?? '—'}</td>
                      <td className="lines">{after ?? '—'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Found>
    </div>
  );
}
