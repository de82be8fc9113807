import '../unit.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import type { RequestLine } from '../../../../shared/contracts/request-views.ts';
import type { RequestEntry } from '../../../../shared/domain/requests/request.ts';
import { requestStates } from '../../../../shared/domain/requests/request-state.ts';
import { call } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { useWholeList } from '../../api/lists.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { LongTable } from '../../layout/long-table.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../../layout/states.tsx';
import { useIsStaff } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { entryOf, noDraft, RequestFields, requestDraft } from './request-fields.tsx';
import { Clock, StateTag } from './request-words.tsx';

/** The ledger of requests for information, soonest due first, each with its clock. */
export default function RequestsPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const [state, setState] = useState('');
  const [adding, setAdding] = useState(false);
  const isStaff = useIsStaff(unit);
  const found = useWholeList(['requests', cycle, unit], (after) =>
    call(requestRoutes.listRequests, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  const shown = found.items.filter((each) => state === '' || each.state === state);
  const present = requestStates.filter((each) => found.items.some((item) => item.state === each));
  return (
    <>
      <PageHead title={t('navUnitRequests')} why={t('unitRequestsWhy')}>
        {isStaff && (
          <Button kind="primary" onClick={() => setAdding(true)}>
            {t('requestsAdd')}
          </Button>
        )}
        <Link className="button" to="report">
          {t('requestsReport')}
        </Link>
      </PageHead>
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {found.isWhole && found.items.length === 0 && (
        <Nothing title={t('requestsNone')} why={t('requestsNoneWhy')} />
      )}
      {found.items.length > 0 && (
        <>
          <div className="tools">
            <select aria-label={t('rqState')} value={state} onChange={({ target }) => setState(target.value)}>
              <option value="">{t('all')}</option>
              {present.map((each) => (
                <option key={each} value={each}>
                  {t(`urs_${each}`)}
                </option>
              ))}
            </select>
          </div>
          <LongTable<RequestLine>
            label={t('navUnitRequests')}
            rows={shown}
            keyOf={({ id }) => id}
            nameOf={({ wanted }) => wanted}
            columns={[
              {
                key: 'wanted',
                title: t('rqWanted'),
                heading: true,
                cell: (of) => (
                  <Link to={of.id}>{of.wanted.length > 60 ? `${of.wanted.slice(0, 60)}…` : of.wanted}</Link>
                ),
              },
              { key: 'reference', title: t('rqReference'), width: '9rem', cell: (of) => of.reference ?? '' },
              {
                key: 'name',
                title: t('rqApplicant'),
                width: '8rem',
                cell: (of) => of.applicant.name ?? t(`ak_${of.applicant.kind}`),
              },
              { key: 'state', title: t('rqState'), width: '8rem', cell: (of) => <StateTag of={of.state} /> },
              { key: 'clock', title: t('rqClock'), width: '16rem', cell: (of) => <Clock of={of} /> },
            ]}
          />
        </>
      )}
      {adding && <Add cycle={cycle} unit={unit} close={() => setAdding(false)} />}
    </>
  );
}

function Add({ cycle, unit, close }: { cycle: string; unit: string; close: () => void }) {
  const { t } = useTexts();
  const draft = useDraft(`request ${cycle} ${unit}`, requestDraft, noDraft);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const entry = entryOf(draft.value);
  const adding = useMutation({
    mutationFn: (body: RequestEntry) =>
      call(requestRoutes.recordRequest, { params: { cycle, unit }, body, key: key.current }),
    onSuccess: async ({ id }) => {
      draft.clear();
      close();
      await queries.invalidateQueries({ queryKey: ['requests', cycle, unit] });
      await navigate(id);
    },
  });
  return (
    <Dialog
      title={t('requestsAdd')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={adding.isPending}
            onClick={() => {
              setTried(true);
              if (entry !== null) adding.mutate(entry);
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <RequestFields value={draft.value} change={draft.change} tried={tried} confirmation={false} />
      <FailedLine error={adding.error} />
    </Dialog>
  );
}
