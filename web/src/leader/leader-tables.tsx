import { useTexts } from '../texts/texts.tsx';
import { useItems } from '../office/parts/use-items.ts';
import type { TextKey } from '../texts/zh.ts';
import type { ClassLine, Mover, WeakItem } from './leader-facts.ts';

const classText = new Map<string, TextKey>([
  ['department', 'class_department'],
  ['township', 'class_township'],
  ['park', 'class_park'],
  ['community', 'class_community'],
]);

/** Where points are lost: each item with the part of what could be had. */
export function WeakItems({ items, cycle }: { items: readonly WeakItem[]; cycle: string }) {
  const { t } = useTexts();
  const labels = new Map(useItems(cycle).map(({ value, label }) => [value, label]));
  return (
    <section className="card">
      <h2>{t('weakTitle')}</h2>
      <ul className="weak">
        {items.map(({ code, share, atZero, units }) => (
          <li key={code}>
            <span>{labels.get(code) ?? code}</span>
            <b>{share.toFixed(1)}%</b>
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect className="track" width="100" height="4" />
              <rect className="bar" width={Math.max(0, Math.min(100, share))} height="4" />
            </svg>
            <small>{t('weakZero', { atZero, units })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each class of units, and what its mean was. */
export function ClassTable({
  classes,
  before,
}: {
  classes: readonly ClassLine[];
  before: readonly ClassLine[];
}) {
  const { t } = useTexts();
  return (
    <section className="card">
      <h2>{t('classesTitle')}</h2>
      <table className="grid tight">
        <thead>
          <tr>
            <th scope="col">{t('unitsClass')}</th>
            <th scope="col" className="num">
              {t('units')}
            </th>
            <th scope="col" className="num">
              {t('figMean')}
            </th>
            {before.length > 0 && (
              <th scope="col" className="num">
                {t('lastYear')}
              </th>
            )}
            <th scope="col" className="num">
              {t('figHighest')}
            </th>
            <th scope="col" className="num">
              {t('figLowest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((line) => {
            const text = classText.get(line.class);
            return (
              <tr key={line.class}>
                <th scope="row">{text === undefined ? line.class : t(text)}</th>
                <td className="num">{line.units}</td>
                <td className="num">
                  <b>{line.figures.mean}</b>
                </td>
                {before.length > 0 && (
                  <td className="num">
                    {before.find((each) => each.class === line.class)?.figures.mean ?? ''}
                  </td>
                )}
                <td className="num">{line.figures.highest}</td>
                <td className="num">{line.figures.lowest}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** Who went up and down most since the year before. */
export function Movers({ of }: { of: Readonly<{ up: readonly Mover[]; down: readonly Mover[] }> | null }) {
  const { t } = useTexts();
  return (
    <section className="card">
      <h2>{t('moversTitle')}</h2>
      {of === null ? (
        <p className="soft">{t('moversNone')}</p>
      ) : (
        <div className="movers">
          <Some title={t('moversUp')} movers={of.up} />
          <Some title={t('moversDown')} movers={of.down} />
        </div>
      )}
    </section>
  );
}

function Some({ title, movers }: { title: string; movers: readonly Mover[] }) {
  const { t } = useTexts();
  return (
    <div>
      <h3>{title}</h3>
      {movers.length === 0 && <p className="soft">{t('moversNobody')}</p>}
      <ol>
        {movers.map(({ name, before, after, total }) => (
          <li key={name}>
            {name} <span className="soft">{t('moverLine', { before, after, total })}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
