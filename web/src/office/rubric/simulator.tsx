import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parse } from 'yaml';
import { rubric } from '../../../../shared/domain/rubric/rubric.ts';
import { ClassWithoutRules, simulate, type Simulation } from '../../../../shared/domain/rubric/simulate.ts';
import { inputs, type Inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { readPublished } from '../../api/published.ts';
import { Choice } from '../../layout/field.tsx';
import { Nothing } from '../../layout/states.tsx';
import { useYear } from '../../session/year.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { Found } from '../parts/found.tsx';
import { SimulationView } from './simulation-view.tsx';

/** What a rubric would do to a year whose report is published. It is worked out here, in the browser; nothing is sent or kept. */
export default function Simulator(props: { cycle: string; text: string; against: string }) {
  const { t } = useTexts();
  const { cycles, cycle: year } = useYear();
  const { text, against } = props;
  const published = cycles.filter((each) => each.published);
  const [chosen, setChosen] = useState<string | null>(
    () => (published.find(({ id }) => id === year.id) ?? published[0])?.id ?? null,
  );
  const found = useQuery({
    queryKey: ['published-inputs', chosen],
    queryFn: () => (chosen === null ? null : readPublished(chosen, 'inputs.json', inputs)),
    staleTime: 600_000,
  });
  if (chosen === null) return <Nothing title={t('simNone')} why={t('simNoneWhy')} />;
  return (
    <div className="repair">
      <h3>{t('simTitle')}</h3>
      <Choice
        label={t('simYear')}
        value={chosen}
        options={published.map(({ id, title }) => ({ value: id, label: title }))}
        change={setChosen}
      />
      <Found of={found}>
        {(facts) =>
          facts === null ? (
            <Nothing title={t('simNone')} why={t('simNoneWhy')} />
          ) : (
            <Tried text={text} against={against} facts={facts} />
          )
        }
      </Found>
    </div>
  );
}

function Tried({ text, against, facts }: { text: string; against: string; facts: Inputs }) {
  const tried = tryOut(text, against, facts);
  return typeof tried === 'string' ? (
    <p className="bad" role="alert">
      {tried}
    </p>
  ) : (
    <SimulationView of={tried} />
  );
}

/** The simulation, or why there is none, in words. */
function tryOut(text: string, against: string, facts: Inputs): Simulation | string {
  try {
    return simulate(rubric.parse(parse(text)), facts, rubric.parse(parse(against)));
  } catch (error) {
    if (error instanceof ClassWithoutRules || error instanceof Error) return error.message;
    throw error;
  }
}
