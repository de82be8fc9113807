import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type * as z from 'zod/mini';
import { assessmentRoutes } from '../../../shared/contracts/assessment-routes.ts';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { rubric } from '../../../shared/domain/rubric/rubric.ts';
import { call } from '../api/call.ts';
import { useWholeList } from '../api/lists.ts';
import { pageAfter } from '../api/page-query.ts';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { Decision, type DecisionCalls } from './decision.tsx';
import { Act } from './parts/act.tsx';
import { FoundList } from './parts/found-list.tsx';
import { Page } from './parts/page.tsx';
import { useRoles } from './parts/use-roles.ts';

type City = z.output<typeof assessmentRoutes.listCityDeductions.output>['items'][number];
type Incident = z.output<typeof assessmentRoutes.listIncidents.output>['items'][number];

/** What the city took, and incidents: each stated by one admin and confirmed by another, also to be unmade. */
export default function DecisionsPage() {
  const { t } = useTexts();
  return (
    <Page title={t('navDecisions')} why={t('decisionsWhy')}>
      <CityDeductions />
      <Incidents />
    </Page>
  );
}

function CityDeductions() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin } = useRoles();
  const names = useNames();
  const bodies = useQuery({
    queryKey: ['bodies', cycle],
    queryFn: () => call(cycleRoutes.listBodies, { params: { cycle } }),
    staleTime: 600_000,
  });
  const found = useWholeList(['city-deductions', cycle], (after) =>
    call(assessmentRoutes.listCityDeductions, { params: { cycle }, query: pageAfter(after) }),
  );
  const callsOf = ({ id }: City): DecisionCalls => {
    const params = { cycle, deduction: id };
    return {
      confirm: () => call(assessmentRoutes.confirmCityDeduction, { params }),
      ask: (body) => call(assessmentRoutes.askCityDeductionRevocation, { params, body }),
      confirmRevocation: () => call(assessmentRoutes.confirmCityDeductionRevocation, { params }),
    };
  };
  const unitOf = (body: string) => bodies.data?.items.find(({ id }) => id === body)?.unit ?? null;
  return (
    <section className="card">
      <h2>{t('cityTitle')}</h2>
      <p className="soft">{t('cityWhy')}</p>
      {isAdmin && (
        <Act
          label={t('cityAdd')}
          why={t('statedWhy')}
          draft={`city ${cycle}`}
          kind="primary"
          ask={[
            {
              name: 'body',
              label: t('bodyName'),
              options: (bodies.data?.items ?? [])
                .filter(({ gives }) => gives === 'deductions')
                .map(({ id, name }) => ({ value: id, label: name })),
            },
            { name: 'points', label: t('cityPoints') },
            { name: 'document', label: t('documentNumber') },
            { name: 'fact', label: t('deductionFact'), type: 'long' },
            { name: 'decidedOn', label: t('decidedOn'), type: 'date' },
          ]}
          change={({ of }, key) =>
            call(assessmentRoutes.recordCityDeduction, {
              params: { cycle },
              body: {
                body: of('body'),
                points: of('points'),
                document: of('document'),
                fact: of('fact'),
                decidedOn: of('decidedOn'),
              },
              key,
            })
          }
        />
      )}
      <FoundList of={found} none={{ title: t('cityNone'), why: t('cityNoneWhy') }}>
        {(items) =>
          items.map((each) => (
            <Decision
              key={each.id}
              of={each}
              title={t('cityLine', { body: names.body(each.body), points: each.points })}
              fact={each.fact}
              unit={unitOf(each.body)}
              calls={callsOf(each)}
            />
          ))
        }
      </FoundList>
    </section>
  );
}

function Incidents() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const { isAdmin, homeUnit } = useRoles();
  const names = useNames();
  const words = useIncidentWords();
  const units = useQuery({
    queryKey: ['units', cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle } }),
    staleTime: 600_000,
  });
  const found = useWholeList(['incidents', cycle], (after) =>
    call(assessmentRoutes.listIncidents, { params: { cycle }, query: pageAfter(after) }),
  );
  const callsOf = ({ id }: Incident): DecisionCalls => {
    const params = { cycle, incident: id };
    return {
      confirm: () => call(assessmentRoutes.confirmIncident, { params }),
      ask: (body) => call(assessmentRoutes.askIncidentRevocation, { params, body }),
      confirmRevocation: () => call(assessmentRoutes.confirmIncidentRevocation, { params }),
    };
  };
  return (
    <section className="card">
      <h2>{t('incidentTitle')}</h2>
      <p className="soft">{t('incidentWhy')}</p>
      {isAdmin && (
        <Act
          label={t('incidentAdd')}
          why={t('statedWhy')}
          draft={`incident ${cycle}`}
          kind="primary"
          ask={[
            {
              name: 'unit',
              label: t('unitsName'),
              options: (units.data?.items ?? [])
                // Nobody decides about their own unit.
                .filter(({ id }) => id !== homeUnit)
                .map(({ id, name }) => ({ value: id, label: name })),
            },
            { name: 'kind', label: t('incidentKind'), options: words.options },
            { name: 'reason', label: t('deductionFact'), type: 'long' },
            { name: 'document', label: t('documentNumber') },
            { name: 'decidedOn', label: t('decidedOn'), type: 'date' },
          ]}
          change={({ of }, key) =>
            call(assessmentRoutes.decideIncident, {
              params: { cycle },
              body: {
                unit: of('unit'),
                kind: of('kind'),
                reason: of('reason'),
                document: of('document'),
                decidedOn: of('decidedOn'),
              },
              key,
            })
          }
        />
      )}
      <FoundList of={found} none={{ title: t('incidentNone'), why: t('incidentNoneWhy') }}>
        {(items) =>
          items.map((each) => (
            <Decision
              key={each.id}
              of={each}
              title={t('incidentLine', { unit: names.unit(each.unit), kind: words.of(each.kind) })}
              fact={each.reason}
              unit={each.unit}
              calls={callsOf(each)}
            />
          ))
        }
      </FoundList>
    </section>
  );
}

/** The kinds of incident that the year's rubric says anything of, in words: the two of the notice, and others by their effect's. */
function useIncidentWords() {
  const { t } = useTexts();
  const { cycle = '' } = useParams();
  const found = useQuery({
    queryKey: ['rubric', cycle],
    queryFn: () => call(cycleRoutes.getRubric, { params: { cycle } }),
    staleTime: 600_000,
  });
  const parsed = rubric.safeParse(found.data);
  const kinds = new Set(
    (parsed.data?.schemes ?? []).flatMap(({ effects }) =>
      effects.flatMap(({ when }) =>
        when.flatMap((each) => (each.kind === 'incident' ? [each.incident] : [])),
      ),
    ),
  );
  const of = (kind: string) =>
    kind === 'leak' ? t('incident_leak') : kind === 'lawsuit-lost' ? t('incident_lawsuit') : kind;
  return { of, options: [...kinds].map((value) => ({ value, label: of(value) })) };
}
