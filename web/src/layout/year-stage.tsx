import { useIsStaff, useYear } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';

/** Whether units and lead bodies may change the year's record today. */
export function useIsOpen(): boolean {
  return useYear().cycle.stage === 'open';
}

/** Whether the reader keeps that unit's books, and may change them today: others read them. */
export function useMayKeep(unit: string): boolean {
  const isStaff = useIsStaff(unit);
  return useIsOpen() && isStaff;
}

/** Says on a unit's page why nothing can be entered there, and what is next. Nothing while the year is open. */
export function YearStage() {
  const { t, day } = useTexts();
  const { cycle } = useYear();
  const { stage } = cycle;
  if (stage === 'open') return null;
  const on = stage === 'before' ? cycle.window.opensOn : cycle.window.closesOn;
  return (
    <p className="callout" role="note">
      {stage === 'published'
        ? t('stage_published', { year: cycle.id })
        : t(`stage_${stage}`, { year: cycle.id, day: day(on) })}{' '}
      {stage === 'published' && <ReportLink year={cycle.id} />}
    </p>
  );
}

/** Says to who assesses that a published year's points stand, and that appeals are still theirs to answer. */
export function AssessedStage() {
  const { t } = useTexts();
  const { cycle } = useYear();
  if (cycle.stage !== 'published') return null;
  return (
    <p className="callout" role="note">
      {t('stageAssessed', { year: cycle.id })} <ReportLink year={cycle.id} />
    </p>
  );
}

/** The report is a page of its own, outside of the console. */
function ReportLink({ year }: { year: string }) {
  const { t } = useTexts();
  return <a href={`/reports/${year}/index.html`}>{t('stageReport')}</a>;
}
