import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import { call } from '../../api/call.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** Chooses whether the report names an accepted piece, after saying what the public will read of it; until there is a report. */
export function MakePublic({ piece, cycle, unit }: { piece: EvidenceView; cycle: string; unit: string }) {
  const { t } = useTexts();
  const { stage } = useYear().cycle;
  const [asking, setAsking] = useState(false);
  const queries = useQueryClient();
  const wanted = !piece.public;
  const choosing = useMutation({
    mutationFn: () =>
      call(evidenceRoutes.makeEvidencePublic, {
        params: { cycle, unit, evidence: piece.id },
        body: { public: wanted },
      }),
    onSuccess: async () => {
      setAsking(false);
      await queries.invalidateQueries({ queryKey: ['evidence', cycle, unit] });
    },
  });
  if (stage === 'published') return null;
  return (
    <>
      <button type="button" className="link" onClick={() => setAsking(true)}>
        {t(wanted ? 'evidencePublic' : 'evidenceNotPublic')}
      </button>
      {asking && (
        <Dialog
          title={t(wanted ? 'evidencePublic' : 'evidenceNotPublic')}
          close={() => setAsking(false)}
          actions={
            <>
              <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
              <Button kind="primary" busy={choosing.isPending} onClick={() => choosing.mutate()}>
                {t(wanted ? 'evidencePublicDo' : 'evidenceNotPublic')}
              </Button>
            </>
          }
        >
          <p>{t(wanted ? 'evidencePublicWhat' : 'evidenceNotPublicWhat', { title: piece.title })}</p>
          {wanted && <p>{t('evidencePublicCare')}</p>}
          <FailedLine error={choosing.error} />
        </Dialog>
      )}
    </>
  );
}
