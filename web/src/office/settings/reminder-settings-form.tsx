import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { reminderSettingsRoutes } from '../../../../shared/contracts/reminder-settings-routes.ts';
import { dutyKinds, reminderSettings } from '../../../../shared/domain/reminders/reminder-settings.ts';
import { call } from '../../api/call.ts';
import { Choice } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { SettingsCard } from '../parts/settings-card.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When and of what people are reminded. */
export function ReminderSettingsForm() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['reminder-settings', cycle],
    queryFn: () => call(reminderSettingsRoutes.getReminderSettings, { params: { cycle } }),
  });
  return (
    <Found of={found}>
      {(settled) => (
        <SettingsCard
          title={t('remindersTitle')}
          why={t('remindersWhy')}
          draft={`reminders ${cycle}`}
          shape={reminderSettings}
          settled={settled}
          save={(body) => call(reminderSettingsRoutes.setReminderSettings, { params: { cycle }, body })}
        >
          {(value, change) => (
            <>
              <label className="check">
                <input
                  type="checkbox"
                  checked={value.active}
                  onChange={({ target }) => change({ ...value, active: target.checked })}
                />
                {t('remindersActive')}
              </label>
              <fieldset className="numbers">
                <legend>{t('soonDays')}</legend>
                {dutyKinds.map((kind) => (
                  <NumberField
                    key={kind}
                    label={t(`duty_${kind}`)}
                    unit={t('days')}
                    least={0}
                    most={60}
                    value={value.soonDays[kind]}
                    change={(days) => change({ ...value, soonDays: { ...value.soonDays, [kind]: days } })}
                  />
                ))}
              </fieldset>
              <fieldset className="numbers">
                <legend>{t('remindersOther')}</legend>
                <NumberField
                  label={t('handInNear')}
                  unit={t('days')}
                  least={0}
                  most={60}
                  value={value.handInNearDays}
                  change={(handInNearDays) => change({ ...value, handInNearDays })}
                />
                <NumberField
                  label={t('mendDays')}
                  unit={t('days')}
                  least={1}
                  most={90}
                  value={value.mendDays}
                  change={(mendDays) => change({ ...value, mendDays })}
                />
                <NumberField
                  label={t('hoursFrom')}
                  unit={t('oclock')}
                  least={0}
                  most={value.hours.until - 1}
                  value={value.hours.from}
                  change={(from) => change({ ...value, hours: { ...value.hours, from } })}
                />
                <NumberField
                  label={t('hoursUntil')}
                  unit={t('oclock')}
                  least={value.hours.from + 1}
                  most={24}
                  value={value.hours.until}
                  change={(until) => change({ ...value, hours: { ...value.hours, until } })}
                />
              </fieldset>
              <Choice
                label={t('digestOn')}
                value={value.digestOn === null ? 'never' : String(value.digestOn)}
                options={[
                  ...weekdays.map((each) => ({ value: String(each), label: t(`weekday_${each}`) })),
                  { value: 'never', label: t('digestNever') },
                ]}
                change={(on) =>
                  change({ ...value, digestOn: weekdays.find((each) => String(each) === on) ?? null })
                }
              />
            </>
          )}
        </SettingsCard>
      )}
    </Found>
  );
}
