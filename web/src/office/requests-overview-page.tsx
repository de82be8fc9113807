import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { requestRoutes } from '../../../shared/contracts/request-routes.ts';
import type { AnnualReportView } from '../../../shared/contracts/request-views.ts';
import { requestStates } from '../../../shared/domain/requests/request-state.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { ReportTable } from '../layout/report-table.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { withDays } from '../texts/with-days.ts';
import { Filter } from './parts/filter.tsx';
import { Found } from './parts/found.tsx';
import { FoundList } from './parts/found-list.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';

/** The county's requests for information in numbers, and its annual report with what the check says of it. */
export default function RequestsOverviewPage() {
  const { t, day } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const [only, setOnly] = useState<'late' | 'choice' | 'any' | ''>('');
  const found = useWholeList(['request-counts', cycle], (after) =>
    call(requestRoutes.countRequests, { params: { cycle }, query: pageAfter(after) }),
  );
  const items = found.items.filter(
    (each) =>
      only === '' ||
      (only === 'late' ? each.states.overdue > 0 : only === 'choice' ? each.choiceOpen > 0 : each.total > 0),
  );
  const states = requestStates.filter((state) => found.items.some((each) => each.states[state] > 0));
  return (
    <Page title={t('navOfficeRequests')} why={t('officeRequestsWhy')}>
      <div className="tools">
        <Filter
          label={t('requestsOnly')}
          value={only}
          options={[
            { value: 'any', label: t('requestsAny') },
            { value: 'late', label: t('ors_overdue') },
            { value: 'choice', label: t('requestsChoice') },
          ]}
          change={setOnly}
        />
        <span role="status" className="soft">
          {t('shownOf', { shown: items.length, all: found.items.length })}
        </span>
      </div>
      <FoundList of={{ ...found, items }} none={{ title: t('unitsNone'), why: t('unitsNoneWhy') }}>
        {(lines) => (
          <div className="scroll tall after" tabIndex={0} role="region" aria-label={t('navOfficeRequests')}>
            <table className="grid stacked">
              <thead>
                <tr>
                  <th scope="col">{t('unitsName')}</th>
                  <th scope="col" className="num">
                    {t('requestsTotal')}
                  </th>
                  {states.map((state) => (
                    <th key={state} scope="col" className="num">
                      {t(`ors_${state}`)}
                    </th>
                  ))}
                  <th scope="col" className="num">
                    {t('requestsChoice')}
                  </th>
                  <th scope="col">{t('reportDue')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((each) => (
                  <tr key={each.unit}>
                    <th scope="row">
                      {isAdmin && each.total > 0 ? (
                        <Link to={`/console/${cycle}/units/${each.unit}/requests`}>{each.name}</Link>
                      ) : (
                        each.name
                      )}
                    </th>
                    <td className="num" data-title={t('requestsTotal')}>
                      {each.total}
                    </td>
                    {states.map((state) => (
                      <td
                        key={state}
                        className={`num${state === 'overdue' ? ' bad' : ''}`}
                        data-title={t(`ors_${state}`)}
                      >
                        {each.states[state] === 0 ? '' : each.states[state]}
                      </td>
                    ))}
                    <td className="num" data-title={t('requestsChoice')}>
                      {each.choiceOpen === 0 ? '' : each.choiceOpen}
                    </td>
                    <td className="nowrap" data-title={t('reportDue')}>
                      {day(each.reportDueOn)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </FoundList>
      <AnnualReport />
    </Page>
  );
}

function AnnualReport() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['annual-report', cycle],
    queryFn: () => call(requestRoutes.getCountyAnnualReport, { params: { cycle } }),
  });
  return (
    <section className="card">
      <h2>{t('countyReport')}</h2>
      <p className="soft">{t('countyReportWhy')}</p>
      <Found of={found}>{(report) => <Report of={report} />}</Found>
    </section>
  );
}

function Report({ of: report }: { of: AnnualReportView }) {
  const { t, of, day } = useTexts();
  return (
    <>
      <p>{t('countyReportDue', { asOf: day(report.asOf), due: day(report.dueOn) })}</p>
      {report.findings.length === 0 && <p role="status">{t('countyReportFine')}</p>}
      <ul className="spaced">
        {report.findings.map(({ code, weight, words }) => (
          <li key={`${code} ${words.en}`}>
            <Tag tone={weight === 'error' ? 'bad' : 'warn'}>
              {t(weight === 'error' ? 'reportError' : 'reportLook')}
            </Tag>
            {withDays(of(words), day)}
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('countyReportTables')}</summary>
        <h3>{t('countyReportRequests')}</h3>
        <ReportTable title={t('countyReportRequests')} {...report.requests} />
        <h3>{t('countyReportContests')}</h3>
        <ReportTable title={t('countyReportContests')} {...report.contests} />
      </details>
    </>
  );
}
