import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { call } from '../api/call.ts';
import { Button } from '../layout/button.tsx';
import { Nothing } from '../layout/states.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Found } from './parts/found.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';
import { AdoptRubric } from './rubric/adopt-rubric.tsx';
import { RubricDifference } from './rubric/rubric-difference.tsx';
import { RubricEditor } from './rubric/rubric-editor.tsx';

/** The year's rubric: its versions, what differs between them, and a new one written, checked, tried on a year and adopted. */
export default function RubricPage() {
  const { t, of, moment } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const [compared, setCompared] = useState<number | null>(null);
  const [edited, setEdited] = useState<number | null>(null);
  const year = useQuery({
    queryKey: ['cycle', cycle],
    queryFn: () => call(cycleRoutes.getCycle, { params: { cycle } }),
  });
  const found = useQuery({
    queryKey: ['rubric-versions', cycle],
    queryFn: () => call(cycleRoutes.listRubrics, { params: { cycle } }),
  });
  return (
    <Page title={t('navRubric')} why={t('rubricWhy')}>
      {year.data?.rubricIsDraft === true && <p className="callout">{t('rubricDraft')}</p>}
      <Found of={found}>
        {({ items }) => {
          const adopted = items.find((each) => each.adopted);
          const newest = [...items].sort((left, right) => right.version - left.version);
          const from = edited ?? newest[0]?.version ?? null;
          if (from === null) return <Nothing title={t('rubricNone')} why={t('rubricNoneWhy')} />;
          return (
            <>
              <section className="card">
                <h2>{t('rubricVersions')}</h2>
                <ul className="rows">
                  {newest.map((each) => (
                    <li key={each.version}>
                      <span>
                        {t('rubricVersionLine', { version: each.version, title: of(each.title) })}{' '}
                        <small className="soft">
                          {moment(each.storedAt)}
                          {each.storedBy !== null && ` · ${each.storedBy}`}
                          {each.usedByRuns.length > 0 &&
                            ` · ${t('rubricUsed', { count: each.usedByRuns.length })}`}
                        </small>{' '}
                        {each.adopted && (
                          <Tag tone={year.data?.rubricIsDraft === true ? 'warn' : 'good'}>
                            {t(year.data?.rubricIsDraft === true ? 'rubricIsDraft' : 'rubricAdopted')}
                          </Tag>
                        )}
                      </span>
                      <span className="tools tight">
                        {adopted !== undefined && !each.adopted && (
                          <Button onClick={() => setCompared(each.version)}>{t('rubricCompare')}</Button>
                        )}
                        {isAdmin && (
                          <Button onClick={() => setEdited(each.version)}>{t('rubricEditFrom')}</Button>
                        )}
                        {isAdmin && (!each.adopted || year.data?.rubricIsDraft === true) && (
                          <AdoptRubric cycle={cycle} version={each.version} />
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
                {compared !== null && adopted !== undefined && (
                  <RubricDifference cycle={cycle} version={compared} against={adopted.version} />
                )}
              </section>
              {isAdmin && <RubricEditor key={from} cycle={cycle} from={from} />}
            </>
          );
        }}
      </Found>
    </Page>
  );
}
