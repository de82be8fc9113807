import type * as z from 'zod/mini';
import type { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import type { nextCycleRoutes } from '../../../shared/contracts/next-cycle-routes.ts';
import { useTexts } from '../texts/texts.tsx';
import { Figures } from './parts/figures.tsx';

type Preview = z.output<typeof nextCycleRoutes.previewNextCycle.output>;
type Unit = z.output<typeof cycleRoutes.listUnits.output>['items'][number];

/** What the next year would be: its units with where each comes from, and its lead bodies. */
export function NextYearPreview({ of, before }: { of: Preview; before: readonly Unit[] }) {
  const { t } = useTexts();
  const names = new Map(before.map((unit) => [unit.id, unit]));
  const list = (ids: readonly string[]) => ids.map((id) => names.get(id)?.name ?? id).join('、');
  return (
    <section className="card" aria-live="polite">
      <h2>{of.title}</h2>
      <Figures
        of={[
          { label: t('units'), value: of.units.length },
          { label: t('navLeadBodies'), value: of.bodies.length },
          { label: t('nextAbolished'), value: of.abolished.length },
          { label: t('nextMembers'), value: of.members },
        ]}
      />
      {of.abolished.length > 0 && <p>{t('nextAbolishedNames', { names: list(of.abolished) })}</p>}
      <div className="scroll tall" tabIndex={0} role="region" aria-label={t('units')}>
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">{t('unitsName')}</th>
              <th scope="col">{t('unitsClass')}</th>
              <th scope="col">{t('comesFrom')}</th>
              <th scope="col" className="num">
                {t('targetBefore')}
              </th>
              <th scope="col" className="num">
                {t('newTarget')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.units.map((unit) => {
              const was = names.get(unit.id);
              const from = unit.from.length > 0 ? unit.from : was === undefined ? [] : [unit.id];
              const target = from.reduce((sum, id) => sum + (names.get(id)?.target ?? 0), 0);
              const isNew = unit.from.length > 0 || was?.name !== unit.name;
              return (
                <tr key={unit.id}>
                  <th scope="row">{unit.name}</th>
                  <td>{t(`class_${unit.class}`)}</td>
                  <td>{!isNew ? '' : from.length === 0 ? t('nextNew') : list(from)}</td>
                  <td className="num">{from.length === 0 ? '' : target}</td>
                  <td className="num">{unit.target}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
