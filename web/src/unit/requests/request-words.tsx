import type { RequestLine } from '../../../../shared/contracts/request-views.ts';
import { annualReportFormats } from '../../../../shared/domain/requests/annual-report-format.ts';
import type { Bilingual } from '../../../../shared/domain/values.ts';
import { Tag, type Tone } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';

/** The outcomes in the words of the annual report's form. */
export const outcomeLabels: ReadonlyMap<string, Bilingual> = new Map(
  (annualReportFormats.at(-1)?.rows ?? []).map(({ id, label }) => [id, label]),
);

export const stateTone: Readonly<Record<RequestLine['state'], Tone>> = {
  'awaiting-confirmation': 'plain',
  'awaiting-correction': 'plain',
  paused: 'plain',
  open: 'busy',
  'due-soon': 'warn',
  overdue: 'bad',
  answered: 'good',
  'answered-late': 'warn',
  withdrawn: 'plain',
  struck: 'plain',
};

export function StateTag({ of }: { of: RequestLine['state'] }) {
  const { t } = useTexts();
  return <Tag tone={stateTone[of]}>{t(`urs_${of}`)}</Tag>;
}

/** The clock in a sentence: when an answer is due, how many working days are used, or what it stands for. */
export function Clock({ of }: { of: RequestLine }) {
  const { t, day } = useTexts();
  const { clock } = of;
  if (of.answer !== null) return t('rqAnsweredOn', { day: day(of.answer.on) });
  if (of.status === 'withdrawn' || of.status === 'struck') return '';
  if (clock.standsFor !== null) return t(`rw_${clock.standsFor}`);
  if (clock.dueOn === null)
    return clock.notBefore === null ? t('rqNoClock') : t('rqNotBefore', { day: day(clock.notBefore) });
  const left = clock.allowed - clock.used;
  return (
    <>
      <b>{t('rqDueOn', { day: day(clock.dueOn) })}</b>{' '}
      {clock.late !== null && clock.late > 0
        ? t('rqLate', { days: clock.late })
        : t('rqLeft', { used: clock.used, allowed: clock.allowed, left })}
    </>
  );
}
