import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import * as z from 'zod/mini';
import { registerRoutes } from '../../../../shared/contracts/register-routes.ts';
import { call } from '../../api/call.ts';
import { Field } from '../../layout/field.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { SettingsCard } from '../parts/settings-card.tsx';

/** One domain to a line, as it is typed. */
const domainsShape = z.string();

/** Which domains' links are looked at, how far the round is, and which units have links that are not fine. */
export function LinkCheckSettings() {
  const { t, moment } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['link-check', cycle],
    queryFn: () => call(registerRoutes.getLinkCheck, { params: { cycle } }),
  });
  return (
    <Found of={found}>
      {(settled) => (
        <SettingsCard
          title={t('linksTitle')}
          why={t('linksWhy')}
          draft={`links ${cycle}`}
          shape={domainsShape}
          settled={settled.domains.join('\n')}
          save={(text) =>
            call(registerRoutes.setLinkCheck, {
              params: { cycle },
              body: { domains: text.split(/[\s,，、;；]+/).filter((each) => each !== '') },
            })
          }
        >
          {(value, change) => (
            <>
              <Field label={t('linksDomains')} type="long" most={5000} value={value} change={change} />
              <p className="soft">
                {settled.roundStartedAt === null
                  ? t('linksNever')
                  : settled.roundEndedAt === null
                    ? t('linksUnderWay', { at: moment(settled.roundStartedAt) })
                    : t('linksEnded', { at: moment(settled.roundEndedAt) })}
              </p>
              <Findings cycle={cycle} looked={settled.roundEndedAt !== null} />
            </>
          )}
        </SettingsCard>
      )}
    </Found>
  );
}

function Findings({ cycle, looked }: { cycle: string; looked: boolean }) {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ['link-findings', cycle],
    queryFn: () => call(registerRoutes.countLinkFindings, { params: { cycle } }),
  });
  const some = (found.data?.items ?? []).filter(({ dead, titles }) => dead + titles > 0);
  return (
    <>
      <FailedLine error={found.error} />
      {looked && found.data !== undefined && some.length === 0 && <p className="good">{t('linksAllFine')}</p>}
      <ul className="bullets">
        {some.map(({ unit, name, dead, titles }) => (
          <li key={unit}>
            <Link to={`/console/${cycle}/units/${unit}/register`}>{name}</Link>{' '}
            {t('linksLine', { dead, titles })}
          </li>
        ))}
      </ul>
    </>
  );
}
