import { useMemo } from 'react';
import type { ItemFacts } from '../../../../shared/domain/assessment/unit-facts.ts';
import { itemsOf, type Item, type Scheme } from '../../../../shared/domain/rubric/rubric.ts';
import { LongTable, type LongColumn } from '../../layout/long-table.tsx';
import { Tag } from '../../layout/tag.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Change } from './change.tsx';
import { draftOfFacts, mostOf } from './item-facts-draft.ts';

export type AskedItem = Readonly<{ item: Item; recorded: ItemFacts | null }>;

/** The items of which something may be recorded, or was before the rubric was changed, in the rubric's order. */
export function askedOf(scheme: Scheme | null, recorded: readonly ItemFacts[]): readonly AskedItem[] {
  return (scheme === null ? [] : itemsOf(scheme)).flatMap((item) => {
    const facts = recorded.find((each) => each.item === item.code) ?? null;
    const says = facts !== null && (facts.notApplicable !== null || facts.imported.length > 0);
    const asks = item.notApplicable !== null || item.rule.kind === 'imported';
    return asks || says ? [{ item, recorded: facts }] : [];
  });
}

/** Whether each item applies to the unit, and what others scored. */
export function ItemFactsTable(props: {
  items: readonly AskedItem[];
  /** Null for who only reads. */
  change: ((item: AskedItem) => void) | null;
}) {
  const { t, of, moment } = useTexts();
  const { items, change } = props;
  const columns = useMemo((): readonly LongColumn<AskedItem>[] => {
    const nameOf = ({ item }: AskedItem) => `${item.code} ${of(item.label)}`;
    const scores = items.some((each) => draftOfFacts(each.item, each.recorded).scores.length > 0);
    return [
      { key: 'item', title: t('item'), heading: true, width: '24%', cell: nameOf },
      { key: 'applies', title: t('factsApplies'), cell: (each) => <Applies of={each} /> },
      ...(scores
        ? [{ key: 'scores', title: t('factsOthers'), cell: (each: AskedItem) => <Scores of={each} /> }]
        : []),
      {
        key: 'at',
        title: t('factsWhen'),
        width: '11rem',
        cell: ({ recorded }) => (recorded === null ? t('factsNever') : moment(recorded.recordedAt)),
      },
      ...(change === null
        ? []
        : [
            {
              key: 'do',
              title: t('toDo'),
              width: '6.5rem',
              cell: (each: AskedItem) => (
                <Change isNew={each.recorded === null} of={nameOf(each)} go={() => change(each)} />
              ),
            },
          ]),
    ];
  }, [items, change, t, of, moment]);
  return (
    <LongTable
      label={t('factsItems')}
      rows={items}
      columns={columns}
      keyOf={({ item }) => item.code}
      nameOf={({ item }) => `${item.code} ${of(item.label)}`}
    />
  );
}

function Applies({ of: { item, recorded } }: { of: AskedItem }) {
  const { t } = useTexts();
  const aside = recorded?.notApplicable ?? null;
  if (aside !== null)
    return (
      <>
        <Tag tone="warn">{t('evNotApplicable')}</Tag>
        <span className="lines">{aside.reason}</span>
      </>
    );
  return <span className="soft">{t(item.notApplicable === null ? 'factsAlways' : 'factsDoes')}</span>;
}

/** So many periods stand beside each other in a cell; more open at a press. */
const shownPeriods = 6;

function Scores({ of: { item, recorded } }: { of: AskedItem }) {
  const { t } = useTexts();
  const { scores } = draftOfFacts(item, recorded);
  if (scores.length === 0) return null;
  const list = (
    <ul className="scores-list">
      {scores.map(({ period, points }) => (
        <li key={period}>
          {period} {points === '' ? <span className="soft">{t('factsNoScore')}</span> : <b>{points}</b>}
        </li>
      ))}
    </ul>
  );
  const combine = item.rule.kind === 'imported' ? item.rule.combine : null;
  const done = scores.filter(({ points }) => points !== '').length;
  const whole = t('factsScoresDone', { done, all: scores.length });
  return (
    <>
      {scores.length <= shownPeriods ? (
        list
      ) : (
        <details>
          <summary>{whole}</summary>
          {list}
        </details>
      )}
      {combine !== null && (
        <small className="soft">
          {t(combine === 'mean' ? 'factsMean' : 'factsSum', { most: mostOf(item) })}
        </small>
      )}
    </>
  );
}
