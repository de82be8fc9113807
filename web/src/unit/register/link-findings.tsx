import { useQuery } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { registerRoutes } from '../../../../shared/contracts/register-routes.ts';
import type { RegisterRow } from '../../../../shared/domain/register/register-row.ts';
import { call } from '../../api/call.ts';
import { LongTable, type LongColumn } from '../../layout/long-table.tsx';
import { FailedLine } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { RowAct } from './row-act.tsx';

type Finding = z.output<typeof registerRoutes.listLinkFindings.output>['items'][number];

/** The links of a unit's register that could not be opened or show something else, each with its row to be put right beside it. */
export function LinkFindings(props: {
  cycle: string;
  unit: string;
  rows: readonly RegisterRow[];
  /** Null for who only reads. */
  correct: ((row: RegisterRow) => void) | null;
}) {
  const { t, of: say, day, moment } = useTexts();
  const { cycle, unit, rows, correct } = props;
  const found = useQuery({
    queryKey: ['link-findings', cycle, unit],
    queryFn: () => call(registerRoutes.listLinkFindings, { params: { cycle, unit } }),
  });
  const items = found.data?.items ?? [];
  if (found.error !== null) return <FailedLine error={found.error} />;
  if (items.length === 0) return null;
  const columns: readonly LongColumn<Finding>[] = [
    {
      key: 'title',
      title: t('registerTitle'),
      heading: true,
      width: '26%',
      cell: ({ title, publishedOn }) => (
        <>
          {title} <small className="soft">{day(publishedOn)}</small>
        </>
      ),
    },
    {
      key: 'url',
      title: t('registerUrl'),
      width: '26%',
      cell: ({ url }) => (
        <a href={url} target="_blank" rel="noreferrer noopener">
          {url}
        </a>
      ),
    },
    { key: 'what', title: t('linksWhat'), cell: (finding) => <What of={finding} say={say} /> },
    {
      key: 'since',
      title: t('linksSince'),
      width: '11rem',
      cell: ({ since, times, checkedAt }) => (
        <>
          {moment(since)}
          {times > 1 && <small className="soft"> {t('linksTimes', { times, at: moment(checkedAt) })}</small>}
        </>
      ),
    },
    ...(correct === null
      ? []
      : [
          {
            key: 'do',
            title: t('evidenceDo'),
            width: '5rem',
            cell: ({ row: id, title }: Finding) => {
              const row = rows.find((each) => each.id === id);
              return (
                row !== undefined && (
                  <RowAct text={t('registerCorrect')} name={title} go={() => correct(row)} />
                )
              );
            },
          },
        ]),
  ];
  return (
    <details className="card fold-card">
      <summary>
        <b>{t('linksFound', { count: items.length })}</b> <span className="soft">{t('linksFoundWhy')}</span>
      </summary>
      <LongTable
        label={t('linksFound', { count: items.length })}
        rows={items}
        columns={columns}
        keyOf={({ row }) => row}
        nameOf={({ title }) => title}
      />
    </details>
  );
}

function What({ of, say }: { of: Finding; say: (both: Finding['message']) => string }) {
  const { t } = useTexts();
  return (
    <>
      {say(of.message)}
      {of.pageTitle !== null && <p className="soft">{t('linksShows', { title: of.pageTitle })}</p>}
      {of.ledTo !== null && <p className="soft">{t('linksLed', { url: of.ledTo })}</p>}
    </>
  );
}
