import '../unit.css';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import * as z from 'zod';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import type { RequestLine } from '../../../../shared/contracts/request-views.ts';
import { applicantKind, receipt, type RequestEntry } from '../../../../shared/domain/requests/request.ts';
import { requestStates } from '../../../../shared/domain/requests/request-state.ts';
import { call } from '../../api/call.ts';
import { newKey, useDraft } from '../../api/draft.ts';
import { useWholeList } from '../../api/lists.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { LongTable } from '../../layout/long-table.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading, Nothing } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Clock, StateTag } from './request-words.tsx';

/** The ledger of requests for information, soonest due first, each with its clock. */
export default function RequestsPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const [state, setState] = useState('');
  const [adding, setAdding] = useState(false);
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
        <Button kind="primary" onClick={() => setAdding(true)}>
          {t('requestsAdd')}
        </Button>
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

const shape = z.object({
  reference: z.string(),
  kind: z.string(),
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  address: z.string(),
  wanted: z.string(),
  channel: z.string(),
  arrivedOn: z.string(),
});
type Draft = z.infer<typeof shape>;
const noDraft: Draft = {
  reference: '',
  kind: '',
  name: '',
  phone: '',
  email: '',
  address: '',
  wanted: '',
  channel: '',
  arrivedOn: '',
};
const channels = receipt.options.flatMap((option) => option.shape.channel.options);

function receiptOf({ channel, arrivedOn }: Draft): RequestEntry['receipt'] {
  const direct = receipt.options[0].shape.channel.safeParse(channel);
  if (direct.success) return { channel: direct.data, arrivedOn };
  return { channel: receipt.options[1].shape.channel.parse(channel), arrivedOn, confirmedOn: null };
}

function Add({ cycle, unit, close }: { cycle: string; unit: string; close: () => void }) {
  const { t } = useTexts();
  const draft = useDraft(`request ${cycle} ${unit}`, shape, noDraft);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { value } = draft;
  const change = (next: Partial<Draft>) => draft.change({ ...value, ...next });
  const missing = (name: keyof Draft) => tried && value[name].trim() === '';
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const complete = [value.kind, value.name, value.wanted, value.channel, value.arrivedOn].every(
    (each) => each.trim() !== '',
  );
  const adding = useMutation({
    mutationFn: () =>
      call(requestRoutes.recordRequest, {
        params: { cycle, unit },
        body: {
          reference: orNull(value.reference),
          applicant: {
            kind: applicantKind.parse(value.kind),
            name: value.name.trim(),
            phone: orNull(value.phone),
            email: orNull(value.email),
            address: orNull(value.address),
          },
          wanted: value.wanted.trim(),
          receipt: receiptOf(value),
        },
        key: key.current,
      }),
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
              if (complete) adding.mutate();
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Field
        label={t('rqWanted')}
        type="long"
        most={2000}
        value={value.wanted}
        change={(wanted) => change({ wanted })}
        missing={missing('wanted')}
      />
      <div className="fields">
        <Choice
          label={t('rqChannel')}
          value={value.channel}
          options={channels.map((each) => ({ value: each, label: t(`rc_${each}`) }))}
          change={(channel) => change({ channel })}
          missing={missing('channel')}
        />
        <Field
          label={t('rqArrivedOn')}
          type="date"
          value={value.arrivedOn}
          change={(arrivedOn) => change({ arrivedOn })}
          missing={missing('arrivedOn')}
        />
        <Choice
          label={t('rqKind')}
          value={value.kind}
          options={applicantKind.options.map((each) => ({ value: each, label: t(`ak_${each}`) }))}
          change={(kind) => change({ kind })}
          missing={missing('kind')}
        />
        <Field
          label={t('rqName')}
          value={value.name}
          change={(name) => change({ name })}
          missing={missing('name')}
        />
        <Field label={t('rqPhone')} type="tel" value={value.phone} change={(phone) => change({ phone })} />
        <Field label={t('rqEmail')} type="email" value={value.email} change={(email) => change({ email })} />
        <Field label={t('rqAddress')} value={value.address} change={(address) => change({ address })} />
        <Field
          label={t('rqReference')}
          value={value.reference}
          change={(reference) => change({ reference })}
        />
      </div>
      <FailedLine error={adding.error} />
    </Dialog>
  );
}
