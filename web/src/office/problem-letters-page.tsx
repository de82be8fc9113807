import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { problemRoutes, type problemLetterView } from '../../../shared/contracts/problem-routes.ts';
import { call } from '../api/call.ts';
import { LetterFiles } from '../layout/letter-files.tsx';
import { Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Act } from './parts/act.tsx';
import { Figures } from './parts/figures.tsx';
import { Filter } from './parts/filter.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { WhoMay } from './parts/who-may.tsx';

type Letter = z.output<typeof problemLetterView>;
type Problem = Letter['problems'][number];
const states = ['open', 'reported', 'mended'] as const;
const tones = { open: 'plain', reported: 'warn', mended: 'good' } as const;

/** What units are to mend after the year: issued from the published result, and followed until all of it is mended. */
export default function ProblemLettersPage() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const [state, setState] = useState<Problem['status'] | ''>('');
  const found = useQuery({
    queryKey: ['problem-letters', cycle],
    queryFn: () => call(problemRoutes.listProblemLetters, { params: { cycle } }),
  });
  return (
    <Page title={t('navLetters')} why={t('lettersWhy')}>
      <Found of={found}>
        {({ figures, items, carried }) => (
          <>
            {items.length > 0 && (
              <Figures
                of={[
                  { label: t('lettersUnits'), value: figures.units },
                  { label: t('ls_open'), value: figures.open },
                  { label: t('ls_reported'), value: figures.reported, tone: 'warn' },
                  { label: t('ls_mended'), value: figures.mended, tone: 'good' },
                  { label: t('lettersOverdue'), value: figures.overdue, tone: 'bad' },
                ]}
              />
            )}
            <div className="tools">
              {items.length + carried.length > 0 && (
                <Filter
                  label={t('lettersState')}
                  value={state}
                  options={states.map((value) => ({ value, label: t(`ls_${value}`) }))}
                  change={setState}
                />
              )}
              {isAdmin && (
                <Act
                  label={t('lettersIssue')}
                  why={t('lettersIssueWhy')}
                  draft={`letters ${cycle}`}
                  kind={items.length === 0 ? 'primary' : 'plain'}
                  ask={[{ name: 'mendBy', label: t('lettersMendBy'), type: 'date' }]}
                  change={({ of }) =>
                    call(problemRoutes.issueProblemLetters, {
                      params: { cycle },
                      body: { mendBy: of('mendBy') },
                    })
                  }
                />
              )}
            </div>
            {items.length === 0 && <Nothing title={t('lettersNone')} why={t('lettersNoneWhy')} />}
            <Letters items={items} state={state} />
            {carried.length > 0 && (
              <>
                <h2>{t('lettersCarried')}</h2>
                <Letters items={carried} state={state} />
              </>
            )}
          </>
        )}
      </Found>
    </Page>
  );
}

function Letters({ items, state }: { items: readonly Letter[]; state: Problem['status'] | '' }) {
  const { t, day } = useTexts();
  const names = useNames();
  const { isAdmin, homeUnit } = useRoles();
  const shown = items.flatMap((letter) => {
    const problems = letter.problems.filter(({ status }) => state === '' || status === state);
    return problems.length === 0 ? [] : [{ letter, problems }];
  });
  return shown.map(({ letter, problems }) => {
    const mended = letter.problems.filter(({ status }) => status === 'mended').length;
    const isReported = problems.some(({ status }) => status === 'reported');
    return (
      <details key={`${letter.cycle} ${letter.unit}`} className="card fold" open={isReported}>
        <summary>
          <b>{names.unit(letter.unit)}</b>{' '}
          <span className="soft">
            {t('letterLine', { mended, total: letter.problems.length, by: day(letter.mendBy) })}
          </span>{' '}
          {isReported && <Tag tone="warn">{t('ls_reported')}</Tag>}
        </summary>
        <LetterFiles cycle={letter.cycle} unit={letter.unit} />
        {letter.unit === homeUnit && isAdmin && <WhoMay unit={letter.unit} act="decide" />}
        {problems.map((problem) => (
          <One
            key={problem.code}
            of={problem}
            letter={letter}
            mayAnswer={isAdmin && letter.unit !== homeUnit}
          />
        ))}
      </details>
    );
  });
}

function One({ of: problem, letter, mayAnswer }: { of: Problem; letter: Letter; mayAnswer: boolean }) {
  const { t, of } = useTexts();
  const answer = (mended: boolean, text: string | null) =>
    call(problemRoutes.answerProblem, {
      params: { cycle: letter.cycle, unit: letter.unit, problem: problem.code },
      body: { mended, text },
    });
  const draft = `${letter.cycle} ${letter.unit} ${problem.code}`;
  return (
    <article className="entry">
      <h3>
        {problem.code} {of(problem.label)} · {t('points', { points: `−${problem.lost}` })}{' '}
        <Tag tone={tones[problem.status]}>{t(`ls_${problem.status}`)}</Tag>
      </h3>
      <p>{of(problem.reason)}</p>
      {problem.mend !== null && <p className="soft">{of(problem.mend)}</p>}
      {problem.report !== null && (
        <p className="lines">
          <b>{t('letterReport')}</b> {problem.report.text}
        </p>
      )}
      {problem.answer?.text != null && (
        <p className="lines">
          <b>{t('letterAnswer')}</b> {problem.answer.text}
        </p>
      )}
      {problem.status === 'reported' && mayAnswer && (
        <div className="actions">
          <Act
            label={t('letterMended')}
            why={t('letterMendedWhy')}
            draft={`mended ${draft}`}
            kind="primary"
            ask={[{ name: 'text', label: t('letterWords'), type: 'long', optional: true }]}
            change={(said) => answer(true, said.orNull('text'))}
          />
          <Act
            label={t('letterNotMended')}
            why={t('letterNotMendedWhy')}
            draft={`not-mended ${draft}`}
            ask={[{ name: 'text', label: t('letterMissing'), type: 'long' }]}
            change={(said) => answer(false, said.of('text'))}
          />
        </div>
      )}
    </article>
  );
}
