import { assessmentRoutes } from '../../../../shared/contracts/assessment-routes.ts';
import type { ItemFacts } from '../../../../shared/domain/assessment/unit-facts.ts';
import type { Item, NotApplicable } from '../../../../shared/domain/rubric/rubric.ts';
import { call } from '../../api/call.ts';
import { Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import {
  draftOfFacts,
  factsOfDraft,
  isScore,
  isWhole,
  itemFactsDraft,
  mostOf,
  type ItemFactsDraft,
} from './item-facts-draft.ts';
import { SharedForm } from './shared-form.tsx';

/** Records of a unit's item that it does not apply, and what others scored. */
export function SetItemFacts(props: {
  cycle: string;
  unit: string;
  unitName: string;
  item: Item;
  recorded: ItemFacts | null;
  close: () => void;
}) {
  const { t, of } = useTexts();
  const { cycle, unit, unitName, item, recorded, close } = props;
  const stored = draftOfFacts(item, recorded);
  const name = `${item.code} ${of(item.label)}`;
  // Where the rubric has since been changed, what was recorded before can still be taken out.
  const mayBeAside = item.notApplicable !== null || stored.aside;
  const say = (value: ItemFactsDraft) => [
    {
      label: t('factsApplies'),
      value: value.aside ? t('factsNot', { reason: value.reason }) : t('factsDoes'),
    },
    ...value.scores.map(({ period, points }) => ({ label: period, value: points })),
  ];
  return (
    <SharedForm
      title={name}
      why={t('factsOf', { unit: unitName })}
      draft={`unit-facts ${cycle} ${unit} ${item.code}`}
      shape={itemFactsDraft}
      stored={stored}
      read={async () => {
        const { items } = await call(assessmentRoutes.listUnitFacts, { params: { cycle, unit } });
        return draftOfFacts(item, items.find((each) => each.item === item.code) ?? null);
      }}
      send={(value, seen) =>
        call(assessmentRoutes.setItemFacts, {
          params: { cycle, unit, item: item.code },
          body: { ...factsOfDraft(value), seen: factsOfDraft(seen) },
        })
      }
      isWhole={(value) => isWhole(value, item)}
      say={say}
      close={close}
    >
      {(value, change, tried) => (
        <>
          {mayBeAside && (
            <label className="check">
              <input
                type="checkbox"
                checked={value.aside}
                onChange={({ target }) => change({ ...value, aside: target.checked })}
              />
              {t('factsAside')}
            </label>
          )}
          {value.aside && (
            <>
              <Field
                label={t('factsNotReason')}
                type="long"
                most={2000}
                value={value.reason}
                missing={tried && value.reason.trim() === ''}
                change={(reason) => change({ ...value, reason })}
              />
              {item.notApplicable !== null && (
                <p className="soft">
                  <WhereTo of={item.notApplicable} />
                </p>
              )}
            </>
          )}
          {value.scores.length > 0 && (
            <fieldset className="scores">
              <legend>{t('factsScores', { most: mostOf(item) })}</legend>
              <p className="soft">{t('factsScoresWhy')}</p>
              <div className="fields">
                {value.scores.map(({ period, points }) => (
                  <Field
                    key={period}
                    label={period}
                    most={12}
                    value={points}
                    fault={isScore(points, item) ? null : t('factsScoreWrong', { most: mostOf(item) })}
                    change={(next) =>
                      change({
                        ...value,
                        scores: value.scores.map((each) =>
                          each.period === period ? { period, points: next } : each,
                        ),
                      })
                    }
                  />
                ))}
              </div>
            </fieldset>
          )}
        </>
      )}
    </SharedForm>
  );
}

/** Where the points of an item go that does not apply. */
function WhereTo({ of }: { of: NotApplicable }) {
  const { t } = useTexts();
  if (of.method === 'move') return t('factsMove', { item: of.to });
  const within = t(of.within === 'part' ? 'factsPart' : 'factsScheme');
  return t(of.method === 'rescale' ? 'factsRescale' : 'factsSpread', { within });
}
