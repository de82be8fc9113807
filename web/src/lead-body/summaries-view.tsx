import * as z from 'zod/mini';
import { planRoutes } from '../../../shared/contracts/plan-routes.ts';
import { call } from '../api/call.ts';
import { useDraft } from '../api/draft.ts';
import { useAnnounce } from '../layout/announcer.tsx';
import { Button } from '../layout/button.tsx';
import { Field } from '../layout/field.tsx';
import { Failed, FailedLine, Loading } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { useChange, usePlan, type Place, type Plan } from './use-body.ts';

type Summary = Plan['summaries'][number];
const quarterOf = z.enum(['1', '2', '3', '4']);
const shape = z.string();

/** What the body tells the county office about each quarter. */
export function SummariesView({ place }: { place: Place }) {
  const { t } = useTexts();
  const found = usePlan(place);
  if (found.error !== null) return <Failed error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return <Loading />;
  return (
    <>
      <p className="soft">{t('summariesWhy')}</p>
      {found.data.summaries.map((each) => (
        <One key={each.quarter} of={each} place={place} />
      ))}
    </>
  );
}

function One({ of, place }: { of: Summary; place: Place }) {
  const { t, day, moment } = useTexts();
  const announce = useAnnounce();
  const draft = useDraft(`summary ${place.cycle} ${place.body} ${of.quarter}`, shape, of.text ?? '');
  const writing = useChange(
    place,
    () =>
      call(planRoutes.writeSummary, {
        params: { ...place, quarter: quarterOf.parse(String(of.quarter)) },
        body: { text: draft.value.trim() },
      }),
    () => {
      draft.clear(draft.value.trim());
      announce(t('bodySummaryDone', { quarter: of.quarter }));
    },
  );
  return (
    <section className="card">
      <h2>
        {t('bodySummaryOf', { quarter: of.quarter })}{' '}
        {of.overdue && <Tag tone="bad">{t('stageOverdue')}</Tag>}
        {of.at !== null && <Tag tone="good">{t('summaryWritten', { at: moment(of.at) })}</Tag>}
      </h2>
      <p className="soft">{t('dueOn', { day: day(of.dueOn) })}</p>
      <Field
        label={t('summaryText', { quarter: of.quarter })}
        type="long"
        most={10_000}
        value={draft.value}
        change={draft.change}
      />
      <FailedLine error={writing.error} />
      <p className="actions">
        <Button
          kind="primary"
          disabled={draft.value.trim() === '' || draft.value.trim() === of.text}
          busy={writing.isPending}
          onClick={() => writing.mutate(undefined)}
        >
          {t(of.text === null ? 'summarySend' : 'summaryChange')}
        </Button>
      </p>
    </section>
  );
}
