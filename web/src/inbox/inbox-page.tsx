import './inbox.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { inboxRoutes } from '../../../shared/contracts/inbox-routes.ts';
import { call } from '../api/call.ts';
import { Failed, Loading, Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { Components } from '../layout/components.tsx';
import { InboxSettings } from './settings.tsx';
import { useTexts } from '../texts/texts.tsx';

/** What the member was reminded of: open things first; reading one says so. */
export default function InboxPage() {
  return (
    <Components>
      <Inbox />
    </Components>
  );
}

function Inbox() {
  const { t, of, moment } = useTexts();
  const { cycle = '' } = useParams();
  const [status, setStatus] = useState<'open' | 'settled'>('open');
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['inbox', cycle, status],
    queryFn: () => call(inboxRoutes.listInbox, { params: { cycle }, query: { status, limit: 100 } }),
  });
  const reading = useMutation({
    mutationFn: (reminder: string) => call(inboxRoutes.readReminder, { params: { cycle, reminder } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['inbox', cycle] }),
  });
  return (
    <>
      <header className="page-head">
        <h1>{t('navInbox')}</h1>
        <p className="soft">{t('inboxWhy')}</p>
      </header>
      <Segmented
        aria-label={t('navInbox')}
        value={status}
        options={[
          { value: 'open', label: t('inboxOpen') },
          { value: 'settled', label: t('inboxSettled') },
        ]}
        onChange={setStatus}
      />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data?.items.length === 0 && <Nothing title={t('inboxNone')} why={t('inboxNoneWhy')} />}
      <ul className="inbox">
        {found.data?.items.map((each) => (
          <li key={each.id} className={each.readAt === null ? 'card unread' : 'card'}>
            <details
              onToggle={(event) => {
                if (event.currentTarget.open && each.readAt === null) reading.mutate(each.id);
              }}
            >
              <summary>
                <b>{of(each.title)}</b>
                {each.stage === 'overdue' && <Tag tone="bad">{t('stageOverdue')}</Tag>}
                <span className="soft nowrap">{moment(each.sentAt)}</span>
              </summary>
              <p className="lines">{of(each.body)}</p>
            </details>
          </li>
        ))}
      </ul>
      <InboxSettings />
    </>
  );
}
