import '../unit.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { requestRoutes } from '../../../../shared/contracts/request-routes.ts';
import type { AnnualReportView } from '../../../../shared/contracts/request-views.ts';
import { call } from '../../api/call.ts';
import { Button } from '../../layout/button.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, FailedLine, Loading } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { saveFile } from '../save-file.ts';

type Table = Readonly<{
  columns: AnnualReportView['requests']['columns'];
  rows: readonly Readonly<{ id: string; label: { zh: string; en: string }; cells: readonly number[] }>[];
}>;

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
                  <li key={words.zh}>{say(words)}</li>
                ))}
              </ul>
            </section>
          )}
          <Figures title={t('arRequests')} of={found.data.requests} />
          <Figures title={t('arContests')} of={found.data.contests} />
        </>
      )}
    </>
  );
}

function Figures({ title, of }: { title: string; of: Table }) {
  const { of: say } = useTexts();
  return (
    <section>
      <h2>{title}</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="grid figures">
          <thead>
            <tr>
              <td />
              {of.columns.map(({ id, label }) => (
                <th key={id} scope="col" className="num">
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.rows.map(({ id, label, cells }) => (
              <tr key={id}>
                <th scope="row">{say(label)}</th>
                {cells.map((cell, place) => (
                  <td key={of.columns[place]?.id ?? place} className="num">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
