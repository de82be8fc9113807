import { custodyRoutes } from '../../../shared/contracts/custody-routes.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange } from './parts/use-change.ts';

/** A published year's whole record in one file, for the city's archive, with the number by which whoever gets it knows it again. */
export function CustodyPart({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  const packing = useChange(async () => {
    const made = await call(custodyRoutes.makeCustodyPackage, { params: { cycle } });
    save(made);
    return made;
  });
  const made = packing.data;
  return (
    <section className="card">
      <h2>{t('custodyTitle')}</h2>
      <p className="soft">{t('custodyWhy')}</p>
      <div className="tools">
        <Button busy={packing.isPending} onClick={() => packing.mutate()}>
          {t('custodyMake')}
        </Button>
      </div>
      <FailedLine error={packing.error} />
      {made !== undefined && (
        <p role="status">
          {t('custodyMade', {
            revision: made.revision,
            files: made.files,
            size: (made.size / 1_048_576).toFixed(1),
          })}{' '}
          <code className="secret">{made.sha256}</code>
        </p>
      )}
    </section>
  );
}
