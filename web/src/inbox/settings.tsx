import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { reminderSettingsRoutes } from '../../../shared/contracts/reminder-settings-routes.ts';
import { notificationChoice } from '../../../shared/domain/reminders/notification-settings.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { Failed, FailedLine, Loading } from '../layout/states.tsx';
import { useAnnounce } from '../layout/announcer.tsx';
import { useTexts } from '../texts/texts.tsx';

type Choice = z.infer<typeof notificationChoice>;
/** As it is being typed: an address that is not whole yet is kept as well. */
const shape = z.extend(notificationChoice, { mail: z.string() });

/** How somebody is told of reminders beside the inbox: by e-mail or not, in which language, with the weekly digest or without. */
export function InboxSettings() {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ['notifications'],
    queryFn: () => call(reminderSettingsRoutes.getMyNotifications, { params: {} }),
  });
  return (
    <section className="card">
      <h2>{t('inboxSettings')}</h2>
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && <Form of={found.data} mailPossible={found.data.mailPossible} />}
    </section>
  );
}

function Form({ of, mailPossible }: { of: Choice; mailPossible: boolean }) {
  const { t } = useTexts();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [start] = useState(() => ({ mail: of.mail ?? '', language: of.language, digest: of.digest }));
  const draft = useDraft('notifications', shape, start);
  const { value } = draft;
  const saving = useMutation({
    mutationFn: () =>
      call(reminderSettingsRoutes.setMyNotifications, {
        params: {},
        body: { ...value, mail: value.mail.trim() === '' ? null : value.mail.trim() },
      }),
    onSuccess: async () => {
      window.localStorage.removeItem('biaochi-draft notifications');
      await queries.invalidateQueries({ queryKey: ['notifications'] });
      announce(t('saved'));
    },
  });
  return (
    <>
      {mailPossible ? (
        <Field
          label={t('inboxMail')}
          type="email"
          value={value.mail}
          change={(mail) => draft.change({ ...value, mail })}
        />
      ) : (
        <p>{t('inboxMailNot')}</p>
      )}
      <p>
        <label>
          {t('inboxLanguage')}{' '}
          <select
            value={value.language}
            onChange={({ target }) =>
              draft.change({ ...value, language: target.value === 'en' ? 'en' : 'zh' })
            }
          >
            <option value="zh">{t('inboxChinese')}</option>
            <option value="en">English</option>
          </select>
        </label>
      </p>
      <p>
        <label>
          <input
            type="checkbox"
            checked={value.digest}
            onChange={({ target }) => draft.change({ ...value, digest: target.checked })}
          />{' '}
          {t('inboxDigest')}
        </label>
      </p>
      <p className="soft">{t('inboxQuiet')}</p>
      <FailedLine error={saving.error} />
      <Button kind="primary" busy={saving.isPending} onClick={() => saving.mutate()}>
        {t('save')}
      </Button>
    </>
  );
}
