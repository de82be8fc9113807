import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import * as z from 'zod/mini';
import { reminderSettingsRoutes } from '../../../../shared/contracts/reminder-settings-routes.ts';
import { call } from '../../api/call.ts';
import { Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { SettingsCard } from '../parts/settings-card.tsx';

const webhookShape = z.object({ url: z.string(), active: z.boolean(), renewSecret: z.boolean() });

/** Where the county's own systems hear of reminders; the secret is shown once, when it is made. */
export function WebhookForm() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const [secret, setSecret] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['webhook', cycle],
    queryFn: () => call(reminderSettingsRoutes.getWebhook, { params: { cycle } }),
  });
  return (
    <Found of={found}>
      {({ webhook }) => (
        <>
          <SettingsCard
            title={t('webhookTitle')}
            why={t('webhookWhy')}
            draft={`webhook ${cycle}`}
            shape={webhookShape}
            settled={{ url: webhook?.url ?? '', active: webhook?.active ?? false, renewSecret: false }}
            save={async (body) => {
              const answer = await call(reminderSettingsRoutes.setWebhook, { params: { cycle }, body });
              setSecret(answer.secret);
            }}
          >
            {(value, change) => (
              <>
                <Field
                  label={t('webhookUrl')}
                  type="url"
                  most={500}
                  value={value.url}
                  change={(url) => change({ ...value, url: url.trim() })}
                />
                <label className="check">
                  <input
                    type="checkbox"
                    checked={value.active}
                    onChange={({ target }) => change({ ...value, active: target.checked })}
                  />
                  {t('webhookActive')}
                </label>
                {webhook !== null && (
                  <label className="check">
                    <input
                      type="checkbox"
                      checked={value.renewSecret}
                      onChange={({ target }) => change({ ...value, renewSecret: target.checked })}
                    />
                    {t('webhookRenew')}
                  </label>
                )}
              </>
            )}
          </SettingsCard>
          {secret !== null && (
            <div className="callout" role="alert">
              <b>{t('webhookSecret')}</b>
              <p>
                <code className="secret">{secret}</code>
              </p>
            </div>
          )}
        </>
      )}
    </Found>
  );
}
