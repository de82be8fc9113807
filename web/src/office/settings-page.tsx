import { useTexts } from '../texts/texts.tsx';
import { LinkCheckSettings } from './settings/link-check-settings.tsx';
import { ReminderSettingsForm } from './settings/reminder-settings-form.tsx';
import { RequestRulesForm } from './settings/request-rules-form.tsx';
import { WebhookForm } from './settings/webhook-form.tsx';
import { Page } from './parts/page.tsx';

/** What the office settles for everybody: reminders, requests, links, and where other systems hear of reminders. */
export default function SettingsPage() {
  const { t } = useTexts();
  return (
    <Page title={t('navSettings')} why={t('settingsWhy')}>
      <ReminderSettingsForm />
      <RequestRulesForm />
      <LinkCheckSettings />
      <WebhookForm />
    </Page>
  );
}
