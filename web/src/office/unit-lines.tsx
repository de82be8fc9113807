import { useState } from 'react';
import { Link } from 'react-router';
import type { StandingLine } from '../../../shared/contracts/standing-views.ts';
import { Button } from '../layout/button.tsx';
import { Tag } from '../layout/tag.tsx';
import { useTexts } from '../texts/texts.tsx';
import type { TextKey } from '../texts/zh.ts';

type Column = 'order' | 'total' | 'item' | 'waiting' | 'register' | 'last';
/** Nobody reads more at once, and a table of thousands of rows is slow on an old computer. */
const atOnce = 200;

/** Units as lines of a table that is sorted by its headings. */
export function UnitLines(props: {
  lines: readonly StandingLine[];
  cycle: string;
  /** The item that is looked at; empty: none. */
  item: string;
  chosen: readonly string[];
  /** Null for who may not remind anybody. */
  choose: ((units: readonly string[]) => void) | null;
}) {
  const { t } = useTexts();
  const { lines, item, choose } = props;
  const [by, setBy] = useState<Readonly<{ column: Column; down: boolean }>>({ column: 'order', down: false });
  const [most, setMost] = useState(atOnce);
  const sorted = [...lines].sort((left, right) => {
    const order = valueOf(left, by.column, item) - valueOf(right, by.column, item);
    return (by.down ? -order : order) || left.order - right.order;
  });
  const heading = (column: Column, text: TextKey, isNumber = true, label = t(text)) => (
    <th
      scope="col"
      className={isNumber ? 'num' : ''}
      aria-sort={by.column === column ? (by.down ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className="sort"
        onClick={() => setBy({ column, down: by.column === column ? !by.down : false })}
      >
        {label}
        <span aria-hidden="true">{by.column === column ? (by.down ? ' ↓' : ' ↑') : ' ↕'}</span>
      </button>
    </th>
  );
  return (
    <>
      <div className="scroll tall" tabIndex={0} role="region" aria-label={t('navUnits')}>
        <table className="grid stacked units">
          <thead>
            <tr>
              {choose !== null && <th scope="col">{t('choose')}</th>}
              {heading('order', 'unitsName', false)}
              <th scope="col">{t('unitsClass')}</th>
              {heading('total', 'unitsTotal')}
              {item !== '' && heading('item', 'unitsItem', true, item)}
              <th scope="col">{t('unitsGap')}</th>
              <th scope="col">{t('unitsMissing')}</th>
              {heading('waiting', 'unitsWaiting')}
              {heading('register', 'unitsRegister')}
              {heading('last', 'unitsLast', false)}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(0, most).map((line) => (
              <Line key={line.unit} line={line} {...props} />
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > most && (
        <p>
          <Button onClick={() => setMost(most + atOnce)}>
            {t('showMore', { count: sorted.length - most })}
          </Button>
        </p>
      )}
    </>
  );
}

function valueOf(line: StandingLine, column: Column, code: string): number {
  switch (column) {
    case 'order':
      return line.order;
    case 'total':
      return Number(line.total);
    case 'item':
      return Number(line.items.find((each) => each.code === code)?.points ?? 0);
    case 'waiting':
      return line.waiting;
    case 'register':
      return line.register.target === 0 ? 1 : line.register.count / line.register.target;
    case 'last':
      return line.lastActiveOn === null ? 0 : Date.parse(line.lastActiveOn);
  }
}

function Line({
  line,
  cycle,
  item: code,
  chosen,
  choose,
}: Parameters<typeof UnitLines>[0] & { line: StandingLine }) {
  const { t, day } = useTexts();
  const item = line.items.find((each) => each.code === code);
  return (
    <tr>
      {choose !== null && (
        <td>
          <input
            type="checkbox"
            aria-label={t('chooseUnit', { name: line.name })}
            checked={chosen.includes(line.unit)}
            onChange={({ target }) =>
              choose(target.checked ? [...chosen, line.unit] : chosen.filter((unit) => unit !== line.unit))
            }
          />
        </td>
      )}
      <th scope="row">
        <Link to={`/console/${cycle}/units/${line.unit}`}>{line.name}</Link>
      </th>
      <td className="nowrap" data-title={t('unitsClass')}>
        {t(`class_${line.class}`)}
      </td>
      <td className="num" data-title={t('unitsTotal')}>
        <b>{line.total}</b> <small>/ {line.full}</small>
      </td>
      {code !== '' && (
        <td className="num" data-title={code}>
          {item === undefined ? '' : `${item.points} / ${item.maximum}`}
        </td>
      )}
      <td>
        {line.gaps.map((gap) => (
          <Tag key={gap} tone={gap === 'overdue' || gap === 'evidence-returned' ? 'bad' : 'warn'}>
            {t(`gap_${gap}`)}
          </Tag>
        ))}
      </td>
      <td title={line.itemsMissing.join('、')} data-title={t('unitsMissing')}>
        {line.itemsMissing.slice(0, 4).join('、')}
        {line.itemsMissing.length > 4 && t('andMore', { count: line.itemsMissing.length })}
      </td>
      <td className="num" data-title={t('unitsWaiting')}>
        {line.waiting}
      </td>
      <td className="num" data-title={t('unitsRegister')}>
        {line.register.count} / {line.register.target}
      </td>
      <td className="nowrap" data-title={t('unitsLast')}>
        {line.lastActiveOn === null ? t('unitsNever') : day(line.lastActiveOn)}
      </td>
    </tr>
  );
}
