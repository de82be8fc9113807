import { useSearchParams } from 'react-router';
import { auditKinds } from '../../../../shared/domain/audit/audit-kinds.ts';
import { trailAreas } from '../../../../shared/domain/audit/audited-records.ts';
import { Button } from '../../layout/button.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Filter } from '../parts/filter.tsx';
import { DayFilter } from './day-filter.tsx';

type Area = keyof typeof trailAreas;

/** What a trail is asked for, as the page's address says it; what is empty is not asked. */
export function useAsked() {
  const [search, setSearch] = useSearchParams();
  const value = (name: string) => search.get(name) ?? '';
  const ask = (name: string, to: string) => {
    const next = new URLSearchParams(search);
    if (to === '') next.delete(name);
    else next.set(name, to);
    setSearch(next, { replace: true });
  };
  const given = (names: readonly string[]): Readonly<Record<string, string>> =>
    Object.fromEntries(names.flatMap((name) => (value(name) === '' ? [] : [[name, value(name)]])));
  return { value, ask, given };
}

/** The area of a trail: which kind of records. */
export function AreaFilter(props: {
  areas: readonly Area[];
  value: Area | undefined;
  ask: (name: string, to: string) => void;
}) {
  const { t, of } = useTexts();
  const { areas, value, ask } = props;
  return (
    <Filter
      label={t('auditArea')}
      value={value ?? ''}
      options={areas.map((name) => ({ value: name, label: of(trailAreas[name]) }))}
      change={(to) => ask('area', to)}
    />
  );
}

/** What was done, from and until which day, and by whom: the last by the names in the list. */
export function ActFilters({ value, ask }: Pick<ReturnType<typeof useAsked>, 'value' | 'ask'>) {
  const { t, of } = useTexts();
  return (
    <>
      <Filter
        label={t('auditKind')}
        value={value('kind')}
        options={Object.entries(auditKinds).map(([kind, label]) => ({ value: kind, label: of(label) }))}
        change={(to) => ask('kind', to)}
      />
      <DayFilter label={t('auditFrom')} value={value('from')} change={(to) => ask('from', to)} />
      <DayFilter label={t('auditTo')} value={value('to')} change={(to) => ask('to', to)} />
      {value('actor') !== '' && <Button onClick={() => ask('actor', '')}>{t('auditAnybody')}</Button>}
    </>
  );
}
