import { useState } from 'react';
import type * as z from 'zod/mini';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import { call } from '../../api/call.ts';
import { useNames } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Act } from '../parts/act.tsx';

type Adopted = z.output<typeof cycleRoutes.adoptRubric.output>;

/** Adopts a version: what was recorded before and has to be recorded anew is said by name. */
export function AdoptRubric({ cycle, version }: { cycle: string; version: number }) {
  const { t, of } = useTexts();
  const names = useNames();
  const [toMend, setToMend] = useState<Adopted['toMend']>([]);
  return (
    <>
      <Act
        label={t('rubricAdopt')}
        why={t('rubricAdoptWhy')}
        draft={`adopt ${cycle} ${version}`}
        kind="primary"
        change={async () => {
          const adopted = await call(cycleRoutes.adoptRubric, { params: { cycle }, body: { version } });
          setToMend(adopted.toMend);
        }}
      />
      {toMend.length > 0 && (
        <div className="callout" role="status">
          <p>{t('rubricToMend')}</p>
          <ul className="bullets">
            {toMend.map(({ unit, item, message }) => (
              <li key={`${unit} ${item} ${message.en}`}>
                {names.unit(unit)} {item}：{of(message)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
