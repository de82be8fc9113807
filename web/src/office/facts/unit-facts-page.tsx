import '../office.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type * as z from 'zod/mini';
import { assessmentRoutes } from '../../../../shared/contracts/assessment-routes.ts';
import { cycleRoutes } from '../../../../shared/contracts/cycle-routes.ts';
import type { Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import { call } from '../../api/call.ts';
import { PageHead } from '../../layout/page-head.tsx';
import { Nothing } from '../../layout/states.tsx';
import { YearStage } from '../../layout/year-stage.tsx';
import { useNames, useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { useRoles } from '../parts/use-roles.ts';
import { useScheme } from '../parts/use-scheme.ts';
import { WhoMay } from '../parts/who-may.tsx';
import { Change } from './change.tsx';
import { askedOf, ItemFactsTable, type AskedItem } from './item-facts-table.tsx';
import { measuresBeside } from './measure-names.ts';
import { Months } from './months.tsx';
import { SetItemFacts } from './set-item-facts.tsx';
import { SetMeasure } from './set-measure.tsx';

type Facts = z.output<typeof assessmentRoutes.listUnitFacts.output>;
/** What is being recorded: an item's facts by its code, or a measure. */
type Open = Readonly<{ item: string } | { measure: string; name: string }> | null;

/** What the county office records of a unit that nobody hands in: items that do not apply, scores from elsewhere, other counts. */
export default function UnitFactsPage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const names = useNames();
  const found = useQuery({
    queryKey: ['unit-facts', cycle, unit],
    queryFn: () => call(assessmentRoutes.listUnitFacts, { params: { cycle, unit } }),
  });
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const unitClass = units.data?.items.find(({ id }) => id === unit)?.class ?? '';
  const scheme = useScheme(cycle, unitClass);
  return (
    <>
      <PageHead title={t('navFacts')} why={t('factsPageWhy', { unit: names.unit(unit) })}>
        <Link className="button" to={`/console/${cycle}/units/${unit}`}>
          {t('unitBack')}
        </Link>
      </PageHead>
      <Found of={found}>
        {(facts) => (
          <Found of={units}>
            {() => (
              <Found of={scheme}>
                {(rules) => <Recorded cycle={cycle} unit={unit} facts={facts} scheme={rules} />}
              </Found>
            )}
          </Found>
        )}
      </Found>
    </>
  );
}

function Recorded(props: { cycle: string; unit: string; facts: Facts; scheme: Scheme | null }) {
  const { t, of, moment } = useTexts();
  const { cycle, unit, facts, scheme } = props;
  const { stage } = useYear().cycle;
  const { isAdmin, homeUnit } = useRoles();
  const unitName = useNames().unit(unit);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const mayChange = isAdmin && homeUnit !== unit && stage !== 'published';
  const items = askedOf(scheme, facts.items);
  const measures = (scheme === null ? [] : measuresBeside(scheme)).map(({ measure, usedBy }) => ({
    measure,
    name: usedBy.map(({ code, label }) => (code === null ? of(label) : `${code} ${of(label)}`)).join('、'),
    recorded: facts.measures.find((each) => each.measure === measure) ?? null,
  }));
  const without = facts.measures.filter(({ measure }) => measures.every((each) => each.measure !== measure));
  const change = (item: AskedItem) => setOpen({ item: item.item.code });
  const opened =
    open !== null && 'item' in open ? items.find(({ item }) => item.code === open.item) : undefined;
  if (items.length + measures.length + without.length === 0)
    return (
      <>
        <Nothing title={t('factsNone')} why={t(isAdmin ? 'factsNoneWhy' : 'factsNoneUnit')} />
        {isAdmin && <Link to={`/console/${cycle}/rubric`}>{t('factsToRubric')}</Link>}
      </>
    );
  return (
    <>
      {stage === 'published' && <YearStage />}
      {stage === 'published' && isAdmin && (
        <p>
          <Link to={`/console/${cycle}/re-evaluation`}>{t('factsAfter')}</Link>
        </p>
      )}
      {isAdmin && homeUnit === unit && <WhoMay unit={unit} act="decide" />}
      {items.length > 0 && (
        <section>
          <h2>{t('factsItems')}</h2>
          <ItemFactsTable items={items} change={mayChange ? change : null} />
        </section>
      )}
      {measures.map(({ measure, name, recorded }) => (
        <section key={measure} className="card">
          <h2>{t('factsCountOf', { name })}</h2>
          {recorded === null ? (
            <p className="soft">{t('factsCountNone')}</p>
          ) : (
            <>
              <Months months={recorded.months} />
              <p className="soft">{t('factsAt', { at: moment(recorded.recordedAt) })}</p>
            </>
          )}
          {mayChange && <Change isNew={recorded === null} of={name} go={() => setOpen({ measure, name })} />}
        </section>
      ))}
      {without.map((each) => (
        <section key={each.measure} className="card">
          <h2>{t('factsCountGone')}</h2>
          <p className="soft">{t('factsCountGoneWhy')}</p>
          <Months months={each.months} />
        </section>
      ))}
      {opened !== undefined && (
        <SetItemFacts
          cycle={cycle}
          unit={unit}
          unitName={unitName}
          item={opened.item}
          recorded={opened.recorded}
          close={close}
        />
      )}
      {open !== null && 'measure' in open && (
        <SetMeasure
          cycle={cycle}
          unit={unit}
          unitName={unitName}
          measure={open.measure}
          name={open.name}
          recorded={facts.measures.find((each) => each.measure === open.measure) ?? null}
          close={close}
        />
      )}
    </>
  );
}
