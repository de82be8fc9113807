import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import { call } from '../../api/call.ts';
import { useWholeList } from '../../api/lists.ts';
import { useTexts } from '../../texts/texts.tsx';

/** Pieces of the unit's own evidence that go with what it says. */
export function PickEvidence(props: {
  cycle: string;
  unit: string;
  chosen: readonly string[];
  change: (chosen: string[]) => void;
}) {
  const { t } = useTexts();
  const { cycle, unit, chosen, change } = props;
  const found = useWholeList(['evidence', cycle, unit], (after) =>
    call(evidenceRoutes.listEvidence, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const pieces = found.items.filter(({ status }) => status !== 'withdrawn' && status !== 'replaced');
  if (pieces.length === 0) return null;
  return (
    <details className="more">
      <summary>{t('pickEvidence', { count: chosen.length })}</summary>
      <ul className="pick">
        {pieces.map(({ id, title, items }) => (
          <li key={id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                disabled={!chosen.includes(id) && chosen.length >= 20}
                onChange={({ target }) =>
                  change(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />{' '}
              {title}（{items.join('、')}）
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
