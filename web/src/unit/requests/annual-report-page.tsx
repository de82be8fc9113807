import '../unit.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import { call } from '../../api/call.ts';
import { Button } from '../../layout/button.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { ReportTable } from '../../layout/report-table.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { withDays } from '../../texts/with-days.ts';
import { saveFile } from '../save-file.ts';

/** The tables of the unit's annual report as the ledger fills them, what the check says of them, and the draft as a Word file. */
export default function AnnualReportPage() {
  const { t, of: say, day } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const params = { cycle, unit };
  const found = useQuery({
    queryKey: ['annual-report', cycle, unit],
    queryFn: () => call(requestRoutes.getAnnualReport, { params }),
  });
  const draft = useMutation({
    mutationFn: () => call(requestRoutes.getAnnualReportDraft, { params }),
    onSuccess: saveFile,
  });
  return (
    <>
      <PageHead
        title={t('arTitle')}
        {...(found.data === undefined
          ? {}
          : { why: t('arWhy', { asOf: day(found.data.asOf), due: day(found.data.dueOn) }) })}
      >
        <Button kind="primary" busy={draft.isPending} onClick={() => draft.mutate()}>
          {t('arDraft')}
        </Button>
        <Link className="button" to={`/console/${cycle}/units/${unit}/requests`}>
          {t('rqBack')}
        </Link>
      </PageHead>
      <FailedLine error={draft.error} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && (
        <>
          {found.data.findings.length > 0 && (
            <section className="callout" role="note">
              <b>{t('arFindings')}</b>
              <ul className="how">
                {found.data.findings.map(({ words }) => (
                  <li key={words.zh}>{withDays(say(words), day)}</li>
                ))}
              </ul>
            </section>
          )}
          <section>
            <h2>{t('arRequests')}</h2>
            <ReportTable title={t('arRequests')} {...found.data.requests} />
          </section>
          <section>
            <h2>{t('arContests')}</h2>
            <ReportTable title={t('arContests')} {...found.data.contests} />
          </section>
        </>
      )}
    </>
  );
}
