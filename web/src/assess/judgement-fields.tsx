import { useId } from 'react';
import type { Item } from '../../../shared/domain/rubric/rubric.ts';
import { Field } from '../layout/field.tsx';
import { useTexts } from '../texts/texts.tsx';
import { missingIn, type Filled } from './judgement.ts';

/** What an item takes: points or one of its levels, which listed causes were found, and the reason. */
export function JudgementFields(props: {
  item: Item;
  value: Filled;
  change: (value: Filled) => void;
  tried: boolean;
}) {
  const { t, of: say } = useTexts();
  const { item, value, change, tried } = props;
  const id = useId();
  const missing = missingIn(item, value);
  const levels = item.rule.kind === 'graded' ? item.rule.levels : [];
  return (
    <div className="form">
      {item.rule.kind === 'graded' && levels.length === 0 && (
        <>
          <Field
            label={t('judgePoints', { most: item.points })}
            value={value.points}
            most={8}
            change={(points) => change({ ...value, points })}
            missing={tried && missing === 'points'}
          />
          <p>
            <button type="button" className="link" onClick={() => change({ ...value, points: item.points })}>
              {t('judgeFull', { most: item.points })}
            </button>
          </p>
        </>
      )}
      {levels.length > 0 && (
        <fieldset className="levels">
          <legend>{t('judgeLevel')}</legend>
          {levels.map((level) => (
            <label key={level.id}>
              <input
                type="radio"
                name={id}
                checked={value.level === level.id}
                onChange={() => change({ ...value, level: level.id })}
              />{' '}
              {say(level.label)} <span className="soft">{t('points', { points: level.points })}</span>
            </label>
          ))}
          {tried && missing === 'points' && <span className="bad">{t('judgeChooseLevel')}</span>}
        </fieldset>
      )}
      {item.causes.length > 0 && (
        <fieldset className="levels">
          <legend>{t('judgeCauses')}</legend>
          {item.causes.map((cause) =>
            cause.each ? (
              <Field
                key={cause.id}
                label={t('judgeTimes', { cause: say(cause.label), points: cause.points })}
                value={value.checks[cause.id] ?? ''}
                most={5}
                change={(times) =>
                  change({
                    ...value,
                    checks: { ...value.checks, [cause.id]: times.replace(/\D/g, '') },
                  })
                }
              />
            ) : (
              <label key={cause.id}>
                <input
                  type="checkbox"
                  checked={(value.checks[cause.id] ?? '0') !== '0'}
                  onChange={({ target }) =>
                    change({ ...value, checks: { ...value.checks, [cause.id]: target.checked ? '1' : '0' } })
                  }
                />{' '}
                {say(cause.label)} <span className="soft">{t('points', { points: `−${cause.points}` })}</span>
              </label>
            ),
          )}
        </fieldset>
      )}
      <Field
        label={t('judgeReason')}
        type="long"
        most={2000}
        value={value.reason}
        change={(reason) => change({ ...value, reason })}
      />
      {tried && missing === 'reason' && (
        <p className="bad" role="alert">
          {t('judgeReasonNeeded')}
        </p>
      )}
    </div>
  );
}
