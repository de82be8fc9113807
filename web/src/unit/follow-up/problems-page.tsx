import '../unit.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { problemRoutes, type problemLetterView } from '../../../../shared/contracts/problem-routes.ts';
import { call } from '../../api/call.ts';
import { LetterFiles } from '../../layout/letter-files.tsx';
import { PageHead } from '../../layout/page-head.tsx';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Say } from './say.tsx';

type Letter = z.output<typeof problemLetterView>;
const tone = { open: 'bad', reported: 'warn', mended: 'good' } as const;

/** What the unit is to mend after an evaluation, and what it reports of that; also what the year before has left. */
export default function ProblemsPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const found = useQuery({
    queryKey: ['problems', cycle, unit],
    queryFn: () => call(problemRoutes.getProblemLetter, { params: { cycle, unit } }),
  });
  const letters = found.data === undefined ? [] : [found.data.letter, ...found.data.carried];
  const present = letters.flatMap((letter) => (letter === null ? [] : [letter]));
  return (
    <>
      <PageHead title={t('navProblems')} why={t('problemsWhy')} />
      {found.error !== null && <Failed error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data !== undefined && present.length === 0 && (
        <Nothing title={t('problemsNone')} why={t('problemsNoneWhy')} />
      )}
      {present.map((letter) => (
        <One key={letter.cycle} letter={letter} cycle={cycle} unit={unit} />
      ))}
    </>
  );
}

function One({ letter, cycle, unit }: { letter: Letter; cycle: string; unit: string }) {
  const { t, of: say, day } = useTexts();
  const mended = letter.problems.filter(({ status }) => status === 'mended').length;
  return (
    <section>
      <h2>{t('problemsOf', { year: letter.cycle, day: day(letter.mendBy) })}</h2>
      <p role="status">{t('problemsSoFar', { mended, all: letter.problems.length })}</p>
      <LetterFiles cycle={letter.cycle} unit={unit} />
      {letter.problems.map((problem) => (
        <article key={problem.code} className="card">
          <h3>
            {problem.code} {say(problem.label)} · {t('points', { points: `−${problem.lost}` })}{' '}
            <Tag tone={tone[problem.status]}>{t(`ups_${problem.status}`)}</Tag>
          </h3>
          <p>{say(problem.reason)}</p>
          {problem.mend !== null && (
            <p>
              <b>{t('problemsMend')}</b> {say(problem.mend)}
            </p>
          )}
          {problem.report !== null && (
            <p className="lines">
              <b>{t('problemsOurs')}</b> {problem.report.text}
            </p>
          )}
          {problem.answer?.text != null && (
            <p className="lines">
              <b>{t('deductionAnswer')}</b> {problem.answer.text}
            </p>
          )}
          {problem.status === 'open' && (
            <Say
              cycle={cycle}
              unit={unit}
              about={`problem ${letter.cycle} ${problem.code}`}
              label={t('problemsSay')}
              hint={t('problemsHint')}
              withEvidence={false}
              send={({ text }) =>
                call(problemRoutes.reportProblem, {
                  params: { cycle: letter.cycle, unit, problem: problem.code },
                  body: { text },
                })
              }
              shows="problems"
            />
          )}
        </article>
      ))}
    </section>
  );
}
