import './assess.css';
import { useParams, useSearchParams } from 'react-router';
import { Failed, Loading } from '../layout/states.tsx';
import { PageHead } from '../layout/page-head.tsx';
import { Tabs } from '../layout/tabs.tsx';
import { AssessedStage } from '../layout/year-stage.tsx';
import { useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { AppealsToAnswer, useAppealsToAnswer } from './appeals-to-answer.tsx';
import { EvidenceQueue } from './evidence-queue.tsx';
import { PointsSheet } from './points-sheet.tsx';
import { useToReview } from './to-review.ts';

const views = ['evidence', 'points', 'appeals'] as const;
type View = (typeof views)[number];

/** What waits for somebody who assesses: evidence, points, and appeals against what they gave. */
export default function ReviewPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { me, cycle: year } = useYear();
  const [search, setSearch] = useSearchParams();
  const found = useToReview(cycle);
  const appeals = useAppealsToAnswer(cycle);
  const reviews = me.roles.some(({ role }) => role === 'reviewer');
  // A published year's points stand: only appeals against them are still to be answered.
  const shown = views.filter((view) =>
    year.stage === 'published' ? view === 'appeals' : view !== 'evidence' || reviews,
  );
  const view = shown.find((each) => each === search.get('view')) ?? shown[0] ?? 'points';
  const mine = found.items.filter(({ recused }) => !recused);
  const counts: Readonly<Record<View, number>> = {
    evidence: mine.reduce((sum, { waiting }) => sum + waiting.length, 0),
    points: mine.reduce(
      (sum, { judges, given }) =>
        sum + judges.filter((code) => !given.some((each) => each.own && each.item === code)).length,
      0,
    ),
    appeals: appeals.items.length,
  };
  const titles = {
    evidence: t('reviewEvidence'),
    points: t('reviewPoints'),
    appeals: t('reviewAppeals'),
  };
  return (
    <>
      <PageHead title={t('navReview')} why={t('reviewWhy')} />
      <AssessedStage />
      {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
      {found.isPending && found.error === null && <Loading />}
      {!found.isPending && (found.error === null || found.items.length > 0) && (
        <Tabs
          label={t('navReview')}
          tabs={shown.map((key) => ({
            key,
            title: titles[key],
            ...(found.isWhole ? { count: counts[key] } : {}),
          }))}
          chosen={view}
          choose={(next) => setSearch({ view: next }, { replace: true })}
        >
          {view === 'evidence' && <EvidenceQueue cycle={cycle} units={found.items} isWhole={found.isWhole} />}
          {view === 'points' && <PointsSheet cycle={cycle} units={found.items} isWhole={found.isWhole} />}
          {view === 'appeals' && <AppealsToAnswer cycle={cycle} found={appeals} />}
        </Tabs>
      )}
    </>
  );
}
