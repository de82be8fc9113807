import { Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { replaced, type DraftFacts } from './facts.ts';

type Deduction = NonNullable<DraftFacts['deductions']>[number];

/** The deductions that an item has: how much each takes and for what; one that does not stand any more is taken out. */
export function DeductionFields(props: {
  value: readonly Deduction[];
  change: (value: Deduction[]) => void;
}) {
  const { t, day } = useTexts();
  const { value, change } = props;
  return value.map((each, place) => (
    <fieldset key={`${each.date} ${place}`} className="numbers">
      <legend>{t('factsDeduction', { at: day(each.date) })}</legend>
      <Field
        label={t('factsTakes')}
        value={each.points}
        most={8}
        change={(points) => change(replaced(value, place, { ...each, points: points.trim() }))}
      />
      <Field
        label={t('factsFact')}
        value={each.fact}
        most={2000}
        change={(fact) => change(replaced(value, place, { ...each, fact }))}
      />
      <p>
        <button
          type="button"
          className="link"
          aria-label={t('factsRevokeOf', { fact: each.fact })}
          onClick={() => change(replaced(value, place, null))}
        >
          {t('factsRevoke')}
        </button>
      </p>
    </fieldset>
  ));
}
