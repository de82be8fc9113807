import '../unit.css';
import './evidence.css';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { evidenceRoutes } from '../../../../shared/contracts/evidence-routes.ts';
import type { EvidenceView } from '../../../../shared/contracts/evidence-views.ts';
import { call } from '../../api/call.ts';
import { useWholeList } from '../../api/lists.ts';
import { Failed, Loading, Nothing } from '../../layout/states.tsx';
import { useMayKeep, YearStage } from '../../layout/year-stage.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Bring } from './bring.tsx';
import { useItems } from './items.ts';
import { Pieces } from './pieces.tsx';
import { UnderWay } from './under-way.tsx';
import { Unfinished } from './unfinished.tsx';

/** What a unit's staff look for: what they have to mend first. */
const groups = {
  mend: ['returned', 'quarantined', 'requested'],
  waiting: ['inspected'],
  accepted: ['accepted'],
  gone: ['replaced', 'withdrawn'],
} as const satisfies Readonly<Record<string, readonly EvidenceView['status'][]>>;
type Group = keyof typeof groups;
const groupNames = ['mend', 'waiting', 'accepted', 'gone'] as const;

/** A unit's evidence: a place to bring more, what is on its way, and what was handed in and how it stands. */
export default function EvidencePage() {
  const { t } = useTexts();
  const { cycle = '', unit = '' } = useParams();
  const [asked] = useSearchParams();
  const mayKeep = useMayKeep(unit);
  const found = useWholeList(['evidence', cycle, unit], (after) =>
    call(evidenceRoutes.listEvidence, {
      params: { cycle, unit },
      query: { limit: 200, ...(after === undefined ? {} : { after }) },
    }),
  );
  return (
    <>
      <header className="page-head">
        <h1>{t('navEvidence')}</h1>
        <p className="soft">{t('evidenceWhy')}</p>
      </header>
      <YearStage />
      {mayKeep && (
        // Another piece to replace is another form.
        <Bring key={asked.get('replaces') ?? ''} cycle={cycle} unit={unit} pieces={found.items} />
      )}
      <UnderWay cycle={cycle} unit={unit} />
      {mayKeep && <Unfinished cycle={cycle} unit={unit} pieces={found.items} />}
      <section>
        <h2>{t('evidenceList')}</h2>
        {found.error !== null && <Failed error={found.error} retry={found.refetch} />}
        {found.isPending && found.error === null && <Loading />}
        {found.isWhole && found.items.length === 0 && (
          <Nothing title={t('evidenceNone')} why={t('evidenceNoneWhy')} />
        )}
        {found.items.length > 0 && <Found pieces={found.items} cycle={cycle} unit={unit} />}
      </section>
    </>
  );
}

/** Long lists show their first so many; the rest is one step away. */
const shownAtFirst = 100;

function Found({ pieces, cycle, unit }: { pieces: readonly EvidenceView[]; cycle: string; unit: string }) {
  const { t } = useTexts();
  const [group, setGroup] = useState<Group | ''>('');
  const [item, setItem] = useState('');
  const [most, setMost] = useState(shownAtFirst);
  const items = useItems(cycle);
  const inGroup = (of: Group) => {
    const statuses: readonly EvidenceView['status'][] = groups[of];
    return ({ status }: EvidenceView) => statuses.includes(status);
  };
  const used = new Set(pieces.flatMap((piece) => piece.items));
  const shown = pieces
    .filter((piece) => (group === '' || inGroup(group)(piece)) && (item === '' || piece.items.includes(item)))
    .sort((left, right) => (left.changedAt < right.changedAt ? 1 : -1));
  return (
    <>
      <div className="tools">
        <div className="chips" role="group" aria-label={t('evidenceStatus')}>
          <Chip on={group === ''} choose={() => setGroup('')} text={t('all')} count={pieces.length} />
          {groupNames.map((each) => (
            <Chip
              key={each}
              on={group === each}
              choose={() => setGroup(each)}
              text={t(`eg_${each}`)}
              count={pieces.filter(inGroup(each)).length}
            />
          ))}
        </div>
        <select aria-label={t('evidenceItem')} value={item} onChange={({ target }) => setItem(target.value)}>
          <option value="">{t('evidenceAllItems')}</option>
          {items
            .filter(({ code }) => used.has(code))
            .map(({ code, label }) => (
              <option key={code} value={code}>
                {code} {label}
              </option>
            ))}
        </select>
      </div>
      {shown.length === 0 ? (
        <p className="soft">{t('evidenceNoneSuch')}</p>
      ) : (
        <Pieces pieces={shown.slice(0, most)} cycle={cycle} unit={unit} />
      )}
      {shown.length > most && (
        <p>
          <button type="button" className="link" onClick={() => setMost(most + shownAtFirst)}>
            {t('evidenceShowMore', { count: shown.length - most })}
          </button>
        </p>
      )}
    </>
  );
}

function Chip(props: { on: boolean; choose: () => void; text: string; count: number }) {
  const { on, choose, text, count } = props;
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={choose}>
      {text} <small>{count}</small>
    </button>
  );
}
