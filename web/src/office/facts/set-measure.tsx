import { assessmentRoutes } from '../../../../shared/contracts/assessment-routes.ts';
import type { UnitMeasure } from '../../../../shared/domain/assessment/unit-facts.ts';
import { call } from '../../api/call.ts';
import { Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { countOf, draftOfMeasure, measureDraft, monthsOf, type MeasureDraft } from './measure-draft.ts';
import { SharedForm } from './shared-form.tsx';

/** Records how many of something a unit had in each month. */
export function SetMeasure(props: {
  cycle: string;
  unit: string;
  unitName: string;
  measure: string;
  /** What counts it: the measure's name for people. */
  name: string;
  recorded: UnitMeasure | null;
  close: () => void;
}) {
  const { t } = useTexts();
  const { cycle, unit, unitName, measure, name, recorded, close } = props;
  const monthOf = (place: number) => t('registerInMonth', { month: place + 1 });
  // An empty month counts 0, and is no other than one that says so.
  const say = (value: MeasureDraft) =>
    value.map((typed, place) => ({ label: monthOf(place), value: typed.trim() || '0' }));
  return (
    <SharedForm
      title={t('factsCountOf', { name })}
      why={t('factsCountWhy', { unit: unitName })}
      draft={`unit-measure ${cycle} ${unit} ${measure}`}
      shape={measureDraft}
      stored={draftOfMeasure(recorded)}
      read={async () => {
        const { measures } = await call(assessmentRoutes.listUnitFacts, { params: { cycle, unit } });
        return draftOfMeasure(measures.find((each) => each.measure === measure) ?? null);
      }}
      send={(value, seen) =>
        call(assessmentRoutes.setUnitMeasure, {
          params: { cycle, unit, measure },
          body: { months: monthsOf(value) ?? [], seen: { months: monthsOf(seen) ?? [] } },
        })
      }
      isWhole={(value) => monthsOf(value) !== null}
      say={say}
      close={close}
    >
      {(value, change) => (
        <div className="month-fields">
          {value.map((typed, place) => (
            <Field
              key={monthOf(place)}
              label={monthOf(place)}
              most={6}
              value={typed}
              fault={countOf(typed) === null ? t('factsCountWrong') : null}
              change={(next) => change(value.map((each, at) => (at === place ? next : each)))}
            />
          ))}
        </div>
      )}
    </SharedForm>
  );
}
