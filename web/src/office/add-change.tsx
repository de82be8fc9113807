import { useQuery } from '@tanstack/react-query';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import type { InputsChange } from '../../../shared/domain/re-evaluation/inputs-change.ts';
import { inputs } from '../../../shared/domain/scoring/inputs.ts';
import { call } from '../api/call.ts';
import { readPublished } from '../api/published.ts';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ChangeFacts } from './facts/change-facts.tsx';
import { Act } from './parts/act.tsx';

type Options = readonly Readonly<{ value: string; label: string }>[];

/** Names one more change: each kind asks for what it needs, and all for the reason. */
export function AddChange(props: {
  cycle: string;
  units: Options;
  items: Options;
  scope: 'units' | 'item' | 'all';
  add: (change: InputsChange) => void;
}) {
  const { t } = useTexts();
  const { cycle, units, items, scope, add } = props;
  const published = usePublishedInputs(cycle);
  const unit = { name: 'unit', label: t('unitsName'), options: units };
  const reason = { name: 'reason', label: t('changeReason'), type: 'long' } as const;
  const adding = (change: InputsChange) => {
    add(change);
    return Promise.resolve();
  };
  return (
    <div className="tools">
      <Act
        label={t('addItemPoints')}
        why={t('addItemPointsWhy')}
        draft={`change-points ${cycle}`}
        ask={[
          unit,
          { name: 'item', label: t('item'), options: items },
          { name: 'points', label: t('newPoints') },
          reason,
        ]}
        change={({ of }) =>
          adding({
            kind: 'item-points',
            unit: of('unit'),
            item: of('item'),
            points: of('points'),
            appeal: null,
            reason: of('reason'),
          })
        }
      />
      {published.data !== undefined && published.data !== null && (
        <ChangeFacts cycle={cycle} units={units} items={items} published={published.data} add={add} />
      )}
      {scope !== 'item' && (
        <>
          <Act
            label={t('addTarget')}
            why={t('addTargetWhy')}
            draft={`change-target ${cycle}`}
            ask={[unit, { name: 'target', label: t('newTarget') }, reason]}
            change={({ of }) =>
              adding({ kind: 'target', unit: of('unit'), target: Number(of('target')), reason: of('reason') })
            }
          />
          <RevokedIncident cycle={cycle} units={units} adding={adding} />
        </>
      )}
      {scope === 'all' && (
        <>
          <RevokedCity cycle={cycle} adding={adding} />
          <OtherRubric cycle={cycle} adding={adding} />
        </>
      )}
    </div>
  );
}

type Adding = (change: InputsChange) => Promise<void>;

function usePublishedInputs(cycle: string) {
  return useQuery({
    queryKey: ['published-inputs', cycle],
    queryFn: () => readPublished(cycle, 'inputs.json', inputs),
    staleTime: 600_000,
  });
}

/** An incident that does not stand any more: the unit keeps its others. */
function RevokedIncident({ cycle, units, adding }: { cycle: string; units: Options; adding: Adding }) {
  const { t, day } = useTexts();
  const published = usePublishedInputs(cycle);
  const all = (published.data?.units ?? []).flatMap((unit) =>
    unit.incidents.map((incident, place) => ({ unit, incident, place })),
  );
  const options = all
    .filter(({ unit }) => units.some(({ value }) => value === unit.unit))
    .map(({ unit, incident, place }) => ({
      value: `${unit.unit} ${place}`,
      label: `${unit.name} · ${day(incident.decidedOn)} · ${incident.document}`,
    }));
  if (options.length === 0) return null;
  return (
    <Act
      label={t('addIncident')}
      why={t('addIncidentWhy')}
      draft={`change-incident ${cycle}`}
      ask={[
        { name: 'incident', label: t('incidentTitle'), options },
        { name: 'reason', label: t('changeReason'), type: 'long' },
      ]}
      change={({ of }) => {
        const found = all.find(({ unit, place }) => `${unit.unit} ${place}` === of('incident'));
        if (found === undefined) return Promise.resolve();
        const left = found.unit.incidents.filter((_, place) => place !== found.place);
        return adding({ kind: 'incidents', unit: found.unit.unit, incidents: left, reason: of('reason') });
      }}
    />
  );
}

/** A deduction by the city that does not stand any more: the others stay. */
function RevokedCity({ cycle, adding }: { cycle: string; adding: Adding }) {
  const { t } = useTexts();
  const names = useNames();
  const published = usePublishedInputs(cycle);
  const all = published.data?.cityDeductions ?? [];
  if (all.length === 0) return null;
  return (
    <Act
      label={t('addCity')}
      why={t('addCityWhy')}
      draft={`change-city ${cycle}`}
      ask={[
        {
          name: 'city',
          label: t('cityTitle'),
          options: all.map(({ id, body, points, document }) => ({
            value: id,
            label: `${names.body(body)} −${points} · ${document}`,
          })),
        },
        { name: 'reason', label: t('changeReason'), type: 'long' },
      ]}
      change={({ of }) =>
        adding({
          kind: 'city-deductions',
          cityDeductions: all.filter(({ id }) => id !== of('city')),
          reason: of('reason'),
        })
      }
    />
  );
}

function OtherRubric({ cycle, adding }: { cycle: string; adding: Adding }) {
  const { t } = useTexts();
  const versions = useQuery({
    queryKey: ['rubric-versions', cycle],
    queryFn: () => call(cycleRoutes.listRubrics, { params: { cycle } }),
  });
  const options = (versions.data?.items ?? []).map(({ version, title }) => ({
    value: String(version),
    label: t('rubricVersionLine', { version, title: title.zh }),
  }));
  if (options.length < 2) return null;
  return (
    <Act
      label={t('addRubric')}
      why={t('addRubricWhy')}
      draft={`change-rubric ${cycle}`}
      ask={[
        { name: 'version', label: t('rubricVersion'), options },
        { name: 'reason', label: t('changeReason'), type: 'long' },
      ]}
      change={({ of }) => adding({ kind: 'rubric', version: Number(of('version')), reason: of('reason') })}
    />
  );
}
