import type { AuditEntryView } from '../../../../shared/contracts/audit-views.ts';
import { Button } from '../../layout/button.tsx';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';
import { useTexts } from '../../texts/texts.tsx';

type Pages = Readonly<{
  data: Readonly<{ pages: readonly Readonly<{ items: readonly AuditEntryView[] }>[] }> | undefined;
  error: Error | null;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}>;

/** Entries of the trail as far as they have come, the newest first, and the way to earlier ones. */
export function TrailList(props: { of: Pages; why: string; askActor: (id: string) => void }) {
  const { t } = useTexts();
  const { of: found, why, askActor } = props;
  const entries = (found.data?.pages ?? []).flatMap(({ items }) => items);
  return (
    <>
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && entries.length === 0 && !found.hasNextPage && (
        <Nothing title={t('auditNone')} why={why} />
      )}
      {entries.length > 0 && (
        <ol className="trail-list">
          {entries.map((entry) => (
            <Entry key={entry.hash} of={entry} askActor={askActor} />
          ))}
        </ol>
      )}
      {found.hasNextPage && (
        <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('auditMore')}
        </Button>
      )}
    </>
  );
}

function Entry({ of: entry, askActor }: { of: AuditEntryView; askActor: (id: string) => void }) {
  const { t, of, moment } = useTexts();
  return (
    <li>
      <p>
        <b>{of(entry.label)}</b> · {of(entry.place.label)}
        {entry.place.name !== null && ` ${entry.place.name}`}
        {entry.about.name !== null && entry.about.name !== entry.place.name && ` · ${entry.about.name}`}
      </p>
      <p className="soft">
        {moment(entry.at)} ·{' '}
        <button type="button" className="link" onClick={() => askActor(entry.actor.id)}>
          {of(entry.actor.name)}
        </button>
        {entry.from !== null && ` · ${entry.from}`}
      </p>
      {entry.changes.length > 0 && (
        <details>
          <summary>{t('auditChanges')}</summary>
          {entry.changes.map((change, place) => (
            <table key={`${change.record.en} ${place}`} className="grid tight">
              <caption>
                {of(change.record)}
                {change.isNew && `（${t('auditNew')}）`}
              </caption>
              <tbody>
                {change.fields.map((field) => (
                  <tr key={field.label.en}>
                    <th scope="row">{of(field.label)}</th>
                    {!change.isNew && (
                      <td className="lines">{field.before === null ? '—' : of(field.before)}</td>
                    )}
                    <td className="lines">{field.after === null ? '—' : of(field.after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          ))}
          <p className="soft">
            {t('auditNumber', { number: entry.number })} <code className="secret">{entry.hash}</code>
          </p>
        </details>
      )}
    </li>
  );
}
