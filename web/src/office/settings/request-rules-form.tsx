import { useQuery } from '@tanstack/react-query';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import { requestRules } from '../../../../shared/domain/requests/request-rules.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { SettingsCard } from '../parts/settings-card.tsx';

/** When a request is due soon, and how long applicants' data is kept. */
export function RequestRulesForm() {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ['request-rules'],
    queryFn: () => call(requestRoutes.getRequestRules, { params: {} }),
  });
  return (
    <Found of={found}>
      {(settled) => (
        <SettingsCard
          title={t('requestRulesTitle')}
          why={t('requestRulesWhy')}
          draft="request-rules"
          shape={requestRules}
          settled={settled}
          save={(body) => call(requestRoutes.setRequestRules, { params: {}, body })}
        >
          {(value, change) => (
            <div className="numbers">
              <NumberField
                label={t('dueSoonDays')}
                unit={t('workingDays')}
                least={0}
                most={20}
                value={value.dueSoonDays}
                change={(dueSoonDays) => change({ ...value, dueSoonDays })}
              />
              <NumberField
                label={t('keepApplicantDays')}
                unit={t('days')}
                least={0}
                most={3650}
                value={value.keepApplicantDays}
                change={(keepApplicantDays) => change({ ...value, keepApplicantDays })}
              />
            </div>
          )}
        </SettingsCard>
      )}
    </Found>
  );
}
