import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { inboxRoutes } from '../../../shared/contracts/inbox-routes.ts';
import { standingRoutes } from '../../../shared/contracts/standing-routes.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { Button } from '../layout/button.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useTexts } from '../texts/texts.tsx';
import { HeatMap } from './heat-map.tsx';
import { Filter } from './parts/filter.tsx';
import { FoundList } from './parts/found-list.tsx';
import { Page } from './parts/page.tsx';
import { saveFile } from './parts/save-file.ts';
import { useChange } from './parts/use-change.ts';
import { useItems } from './parts/use-items.ts';
import { useRoles } from './parts/use-roles.ts';
import { fitsFilter, gapChoices, silences, unitClasses, type UnitFilter } from './unit-filter.ts';
import { UnitLines } from './unit-lines.tsx';

/** All units today: as a list that can be filtered and reminded, and as a picture of units by items. */
export default function UnitsPage() {
  const { t, day } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const items = useItems(cycle);
  const [asked, setAsked] = useSearchParams();
  const [asOf, setAsOf] = useState<string | null>(null);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isHeat = asked.get('view') === 'heat';
  const filter: UnitFilter = {
    class: unitClasses.find((each) => each === asked.get('class')) ?? '',
    gap: gapChoices.find((each) => each === asked.get('gap')) ?? '',
    silent: silences.find((each) => each === asked.get('silent')) ?? '',
    item: asked.get('item') ?? '',
  };
  // What is chosen stands in the address: it can be sent to a colleague, and going back goes back.
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setAsked(next, { replace: true });
  };
  const found = useWholeList(['standings', cycle], async (after) => {
    const page = await call(standingRoutes.listStandings, { params: { cycle }, query: pageAfter(after) });
    setAsOf(page.asOf);
    return page;
  });
  const reminding = useMutation({
    mutationFn: () =>
      call(inboxRoutes.remindNow, { params: { cycle }, body: { units: [...chosen], bodies: [], kinds: [] } }),
    onSuccess: () => setChosen([]),
  });
  const exporting = useChange(async () => {
    const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));
    saveFile(await call(standingRoutes.getStandingsFile, { params: { cycle }, query }));
  });
  const shown = found.items.filter((each) => fitsFilter(each, filter, asOf));
  const outcomes = reminding.data?.audiences;
  return (
    <Page title={t('navUnits')} why={t('unitsWhy')}>
      <div className="tools">
        <div className="switch" role="group" aria-label={t('unitsView')}>
          <button type="button" aria-pressed={!isHeat} onClick={() => ask('view', '')}>
            {t('unitsTable')}
          </button>
          <button type="button" aria-pressed={isHeat} onClick={() => ask('view', 'heat')}>
            {t('unitsHeat')}
          </button>
        </div>
        <Filter
          label={t('unitsClass')}
          value={filter.class}
          options={unitClasses.map((value) => ({ value, label: t(`class_${value}`) }))}
          change={(value) => ask('class', value)}
        />
        <Filter
          label={t('unitsGap')}
          value={filter.gap}
          options={gapChoices.map((value) => ({ value, label: t(`gap_${value}`) }))}
          change={(value) => ask('gap', value)}
        />
        <Filter
          label={t('unitsSilent')}
          value={filter.silent}
          options={silences.map((value) => ({ value, label: t('silentDays', { days: value }) }))}
          change={(value) => ask('silent', value)}
        />
        <Filter
          label={t('unitsItem')}
          value={filter.item}
          options={items}
          change={(value) => ask('item', value)}
        />
      </div>
      <div className="tools">
        <span role="status" className="soft">
          {found.items.length > 0 && t('shownOf', { shown: shown.length, all: found.items.length })}
          {asOf !== null && ` · ${t('asOf', { day: day(asOf) })}`}
        </span>
        <span className="grow" />
        {isAdmin && !isHeat && (
          <Button onClick={() => setChosen(chosen.length > 0 ? [] : shown.map(({ unit }) => unit))}>
            {t(chosen.length > 0 ? 'unitsChooseNone' : 'unitsChooseAll')}
          </Button>
        )}
        {isAdmin && !isHeat && (
          <Button
            disabled={chosen.length === 0}
            busy={reminding.isPending}
            onClick={() => reminding.mutate()}
          >
            {chosen.length === 0 ? t('unitsRemind') : t('unitsRemindCount', { count: chosen.length })}
          </Button>
        )}
        <Button busy={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('exportXlsx')}
        </Button>
      </div>
      {outcomes !== undefined && (
        <p role="status" className="done-line">
          {t('unitsReminded', {
            count: outcomes.filter(({ outcome }) => outcome === 'reminded').length,
            already: outcomes.filter(({ outcome }) => outcome === 'already-today').length,
            nothing: outcomes.filter(({ outcome }) => outcome === 'nothing-open').length,
          })}
        </p>
      )}
      <FailedLine error={reminding.error ?? exporting.error} />
      <FoundList of={{ ...found, items: shown }} none={{ title: t('unitsNone'), why: t('unitsNoneWhy') }}>
        {(lines) =>
          isHeat ? (
            <HeatMap lines={lines} cycle={cycle} />
          ) : (
            <UnitLines
              lines={lines}
              cycle={cycle}
              item={filter.item}
              chosen={chosen}
              choose={isAdmin ? setChosen : null}
            />
          )
        }
      </FoundList>
    </Page>
  );
}
