import type { Item } from '../../../../shared/domain/rubric/rubric.ts';
import { Choice, Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { NumberField } from '../parts/number-field.tsx';
import { DeductionFields } from './deduction-fields.tsx';
import { replaced, type DraftFacts } from './facts.ts';

/** The facts on which an item's points rest, each to be put right where it stands: pieces, assessments, findings, deductions. */
export function FactsFields(props: { item: Item; value: DraftFacts; change: (value: DraftFacts) => void }) {
  const { t, of } = useTexts();
  const { item, value, change } = props;
  const levels = item.rule.kind === 'graded' ? item.rule.levels : [];
  const assessments = value.assessments ?? [];
  const checks = value.checks ?? {};
  const check = (cause: string, found: boolean | number) =>
    change({ ...value, checks: { ...checks, [cause]: found } });
  const aside = value.notApplicable ?? null;
  const applies = ({ notApplicable: _, ...rest }: DraftFacts): DraftFacts => rest;
  return (
    <>
      {item.notApplicable !== null && (
        <label className="check">
          <input
            type="checkbox"
            checked={aside !== null}
            onChange={({ target }) =>
              change(target.checked ? { ...value, notApplicable: { reason: '' } } : applies(value))
            }
          />
          {t('factsAside')}
        </label>
      )}
      {aside !== null && (
        <>
          <Field
            label={t('factsAsideReason')}
            value={aside.reason}
            most={2000}
            change={(reason) => change({ ...value, notApplicable: { reason } })}
          />
          <p className="soft">{t('factsAsideWhy')}</p>
        </>
      )}
      {item.evidence !== 'none' && (
        <NumberField
          label={t('factsEvidence')}
          unit={t('factsPieces')}
          least={0}
          most={999}
          value={value.evidence}
          change={(evidence) => change({ ...value, evidence })}
        />
      )}
      {assessments.map((each, place) => {
        const put = (by: typeof each | null) =>
          change({ ...value, assessments: replaced(assessments, place, by) });
        return (
          <fieldset key={each.assessor} className="numbers">
            <legend>{t('factsAssessment', { number: place + 1 })}</legend>
            {levels.length > 0 ? (
              <Choice
                label={t('judgeLevel')}
                value={each.level ?? ''}
                options={levels.map(({ id, label }) => ({ value: id, label: of(label) }))}
                change={(id) => {
                  const level = levels.find((one) => one.id === id);
                  if (level !== undefined) put({ ...each, level: level.id, points: level.points });
                }}
              />
            ) : (
              <Field
                label={t('judgePoints', { most: item.points })}
                value={each.points}
                most={8}
                change={(points) => put({ ...each, points: points.trim() })}
              />
            )}
            <Field
              label={t('judgeReason')}
              value={each.reason ?? ''}
              most={2000}
              change={(reason) => put({ ...each, reason: reason === '' ? null : reason })}
            />
          </fieldset>
        );
      })}
      {item.causes.length > 0 && (
        <fieldset className="numbers">
          <legend>{t('judgeCauses')}</legend>
          {item.causes.map((cause) =>
            cause.each ? (
              <NumberField
                key={cause.id}
                label={of(cause.label)}
                unit={t('factsTimes')}
                least={0}
                most={999}
                value={Number(checks[cause.id] ?? 0)}
                change={(times) => check(cause.id, times)}
              />
            ) : (
              <label key={cause.id} className="check">
                <input
                  type="checkbox"
                  checked={checks[cause.id] === true}
                  onChange={({ target }) => check(cause.id, target.checked)}
                />
                {of(cause.label)}
              </label>
            ),
          )}
        </fieldset>
      )}
      <DeductionFields
        value={value.deductions ?? []}
        change={(deductions) => change({ ...value, deductions })}
      />
    </>
  );
}
