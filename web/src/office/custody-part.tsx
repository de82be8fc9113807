import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { custodyRoutes, type CustodyPackageView } from '../../../shared/contracts/custody-routes.ts';
import { call } from '../api/call.ts';
import { save } from '../api/download.ts';
import { newKey } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange } from './parts/use-change.ts';

const isUnderWay = ({ state }: CustodyPackageView) => state.status === 'making' && !state.stalled;

/** A published year's whole record in one file, for the city's inspectors and archive: asked for, watched while it is packed, and fetched. */
export function CustodyPart({ cycle }: { cycle: string }) {
  const { t } = useTexts();
  const [evidenceFiles, setEvidenceFiles] = useState(false);
  const key = useRef(newKey());
  const found = useQuery({
    queryKey: ['custody', cycle],
    queryFn: () => call(custodyRoutes.listCustodyPackages, { params: { cycle } }),
    // One that is under way is looked at again and again.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? 2_000 : false),
  });
  const asking = useChange(async () => {
    await call(custodyRoutes.requestCustodyPackage, {
      params: { cycle },
      body: { evidenceFiles },
      key: key.current,
    });
    // The next one is another one; only what was sent twice is the same.
    key.current = newKey();
  });
  const items = found.data?.items ?? [];
  return (
    <section className="card" aria-label={t('custodyTitle')}>
      <h2>{t('custodyTitle')}</h2>
      <p className="soft">{t('custodyWhy')}</p>
      <div className="tools">
        <label>
          <input
            type="checkbox"
            checked={evidenceFiles}
            onChange={({ target }) => setEvidenceFiles(target.checked)}
          />{' '}
          {t('custodyWithEvidence')}
        </label>
        <Button busy={asking.isPending} disabled={items.some(isUnderWay)} onClick={() => asking.mutate()}>
          {t('custodyMake')}
        </Button>
      </div>
      <FailedLine error={asking.error ?? found.error} />
      {items.length > 0 && (
        <div role="status">
          <ul className="plain custody">
            {items.map((each) => (
              <li key={each.id}>
                <Package cycle={cycle} of={each} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Package({
  cycle,
  of: { id, revision, evidenceFiles, at, state },
}: {
  cycle: string;
  of: CustodyPackageView;
}) {
  const { t, of: inBoth, moment } = useTexts();
  const fetching = useChange(async () => {
    save(await call(custodyRoutes.linkCustodyPackage, { params: { cycle, package: id }, key: newKey() }));
  });
  const what = t(evidenceFiles ? 'custodyLineWithEvidence' : 'custodyLine', { revision, at: moment(at) });
  switch (state.status) {
    case 'making':
      return (
        <p>
          {what}{' '}
          {state.stalled ? t('custodyStalled') : t('custodyMaking', { done: state.done, total: state.total })}
          {!state.stalled && state.total > 0 && (
            <progress value={state.done} max={state.total} aria-label={t('custodyProgress')} />
          )}
        </p>
      );
    case 'ready':
      return (
        <>
          <p>
            {what}{' '}
            {t('custodyMade', {
              files: state.files,
              size: (state.size / 1_000_000).toFixed(1),
              until: moment(state.expiresAt),
            })}
          </p>
          <p className="soft">
            {t('custodySha256')} <code className="secret">{state.sha256}</code>
          </p>
          <div className="tools">
            <Button busy={fetching.isPending} onClick={() => fetching.mutate()}>
              {t('custodyFetch')}
            </Button>
          </div>
          <FailedLine error={fetching.error} />
        </>
      );
    case 'expired':
      return (
        <p className="soft">
          {what} {t('custodyExpired')}
        </p>
      );
    case 'failed':
      return (
        <p role="alert">
          {what} {inBoth(state.message)}
        </p>
      );
  }
}
