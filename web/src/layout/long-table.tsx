import './layout.css';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { Fragment, memo, useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTexts } from '../texts/texts.tsx';

export type LongColumn<Row> = Readonly<{
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** As CSS says it; columns without one share what is left. */
  width?: string;
  /** Of figures, which stand under each other. */
  figures?: boolean;
  /** Names the row. */
  heading?: boolean;
  /** Orders rows, where the column may be sorted by. */
  compare?: (left: Row, right: Row) => number;
}>;

export type Selection<Row> = Readonly<{
  chosen: ReadonlySet<string>;
  change: (chosen: ReadonlySet<string>) => void;
  /** False for a row that cannot be chosen; its cells say why. */
  may?: (row: Row) => boolean;
}>;

type Props<Row> = Readonly<{
  /** What the list is of, for whoever does not see it. */
  label: string;
  rows: readonly Row[];
  columns: readonly LongColumn<Row>[];
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  selection?: Selection<Row>;
  /** A mark for the row: `chosen` or `muted`. */
  classOf?: (row: Row) => string;
  sorted?: Readonly<{ by: string; descending: boolean }>;
}>;

/** So many rows stand in the page as they are: they can be searched by the browser and printed. */
const wholeUpTo = 100;
const estimatedRow = 44;

/** How high a row is at a guess, until it has been seen: on a phone its cells stand below each other. */
function guessedHeight(cells: number): number {
  return window.matchMedia('(max-width: 40rem)').matches ? 28 * cells + 17 : estimatedRow;
}

/**
 * A list of any length. Only rows near the window stand in the page, and the one that has the focus; their number and places are
 * stated (aria-rowcount, aria-rowindex), and the list scrolls by keys once it has the focus.
 */
export function LongTable<Row>(props: Props<Row>) {
  const { t } = useTexts();
  const { label, rows, columns, keyOf, selection } = props;
  const [sort, setSort] = useState(props.sorted ?? null);
  const ordered = useMemo(() => {
    const compare = columns.find(({ key }) => key === sort?.by)?.compare;
    if (sort === null || compare === undefined) return rows;
    const sign = sort.descending ? -1 : 1;
    return [...rows].sort((left, right) => sign * compare(left, right));
  }, [rows, columns, sort]);
  const [focused, setFocused] = useState<string | null>(null);
  const focusedAt = focused === null ? -1 : ordered.findIndex((row) => keyOf(row) === focused);
  const scroller = useRef<HTMLDivElement>(null);
  const isWhole = ordered.length <= wholeUpTo;
  const rangeExtractor = useCallback(
    (range: Range) => {
      const near = defaultRangeExtractor(range);
      if (focusedAt < 0 || near.includes(focusedAt)) return near;
      return [...near, focusedAt].sort((left, right) => left - right);
    },
    [focusedAt],
  );
  const width = columns.length + (selection === undefined ? 0 : 1);
  // Asked once and not for each row: the window answers too slowly for thousands of them at every step of a scroll.
  const guess = guessedHeight(width);
  const virtual = useVirtualizer({
    count: ordered.length,
    enabled: !isWhole,
    getScrollElement: () => scroller.current,
    estimateSize: () => guess,
    overscan: 12,
    scrollPaddingStart: estimatedRow,
    getItemKey: (place) => keyAt(ordered, place, keyOf),
    rangeExtractor,
  });
  const places = isWhole
    ? ordered.map((_, index) => ({ index, start: 0, end: 0 }))
    : virtual.getVirtualItems();
  const { measureElement } = virtual;
  const { classOf, nameOf } = props;
  const makers = useMemo(() => {
    const known = new Map<Row, () => ReactNode>();
    const maker = (row: Row, index: number) => () => (
      <tr
        ref={isWhole ? undefined : measureElement}
        data-index={index}
        data-key={keyOf(row)}
        aria-rowindex={index + 2}
        className={classOf?.(row)}
      >
        {selection !== undefined && (
          <td>
            <Choose row={row} id={keyOf(row)} name={nameOf(row)} selection={selection} />
          </td>
        )}
        {columns.map((column) => (
          <Cell key={column.key} of={column} row={row} />
        ))}
      </tr>
    );
    return (row: Row, index: number): (() => ReactNode) => {
      const found = known.get(row) ?? maker(row, index);
      known.set(row, found);
      return found;
    };
    // The order is among them: another order is another place for each row.
  }, [ordered, columns, selection, keyOf, nameOf, classOf, isWhole, measureElement]);
  const last = places.at(-1);
  // Also before any row is near the window: without it the list has no height, and no row ever would be.
  const after = isWhole ? 0 : virtual.getTotalSize() - (last?.end ?? 0);
  return (
    <div
      ref={scroller}
      className={isWhole ? 'scroll' : 'scroll long'}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table className="grid long-table stacked" aria-rowcount={ordered.length + 1} aria-label={label}>
        <colgroup>
          {selection !== undefined && <col className="choosing" />}
          {columns.map((column) => (
            <col
              key={column.key}
              {...(column.width === undefined ? {} : { style: { width: column.width } })}
            />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {selection !== undefined && (
              <th scope="col">
                <ChooseAll rows={ordered} keyOf={keyOf} selection={selection} />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.key} of={column} sort={sort} setSort={setSort} />
            ))}
          </tr>
        </thead>
        <tbody
          onFocus={({ target }) => setFocused(target.closest('tr')?.dataset['key'] ?? null)}
          onBlur={() => setFocused(null)}
        >
          {places.map(({ index, start }, place) => {
            const row = ordered[index];
            if (row === undefined) return null;
            const gap = isWhole ? 0 : start - (places[place - 1]?.end ?? 0);
            return (
              <Fragment key={keyOf(row)}>
                <Gap height={gap} width={width} />
                <OneRow make={makers(row, index)} />
              </Fragment>
            );
          })}
          <Gap height={after} width={width} />
          {ordered.length === 0 && (
            <tr>
              <td colSpan={width} className="soft">
                {t('listEmpty')}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

/** A row that stays in the page while the list scrolls is not made again: on an old computer that is most of a frame. */
const OneRow = memo(function OneRow({ make }: { make: () => ReactNode }) {
  return make();
});

function keyAt<Row>(rows: readonly Row[], place: number, keyOf: (row: Row) => string): string | number {
  const row = rows[place];
  return row === undefined ? place : keyOf(row);
}

/** Stands for rows that are not in the page. */
function Gap({ height, width }: { height: number; width: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="gap">
      <td colSpan={width} style={{ height }} />
    </tr>
  );
}

function Cell<Row>({ of, row }: { of: LongColumn<Row>; row: Row }) {
  if (of.heading === true) return <th scope="row">{of.cell(row)}</th>;
  return (
    <td className={of.figures === true ? 'num' : undefined} data-title={of.title}>
      {of.cell(row)}
    </td>
  );
}

type Sort = Readonly<{ by: string; descending: boolean }> | null;

function Heading<Row>(props: { of: LongColumn<Row>; sort: Sort; setSort: (sort: Sort) => void }) {
  const { t } = useTexts();
  const { of, sort, setSort } = props;
  const className = of.figures === true ? 'num' : undefined;
  if (of.compare === undefined)
    return (
      <th scope="col" className={className}>
        {of.title}
      </th>
    );
  const own = sort?.by === of.key ? sort : null;
  const state = own === null ? 'none' : own.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" className={className} aria-sort={state}>
      <button
        type="button"
        className="plain sorting"
        title={t('sortBy', { title: of.title })}
        onClick={() => setSort({ by: of.key, descending: own === null ? false : !own.descending })}
      >
        {of.title} <span aria-hidden="true">{own === null ? '↕' : own.descending ? '↓' : '↑'}</span>
      </button>
    </th>
  );
}

function Choose<Row>(props: { row: Row; id: string; name: string; selection: Selection<Row> }) {
  const { t } = useTexts();
  const { row, id, name, selection } = props;
  const change = (on: boolean) => {
    const next = new Set(selection.chosen);
    if (on) next.add(id);
    else next.delete(id);
    selection.change(next);
  };
  return (
    <input
      type="checkbox"
      aria-label={t('chooseRow', { name })}
      checked={selection.chosen.has(id)}
      disabled={selection.may !== undefined && !selection.may(row)}
      onChange={({ target }) => change(target.checked)}
    />
  );
}

function ChooseAll<Row>(props: {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  selection: Selection<Row>;
}) {
  const { t } = useTexts();
  const { rows, keyOf, selection } = props;
  const may = rows.filter((row) => selection.may?.(row) ?? true).map(keyOf);
  const all = may.length > 0 && may.every((id) => selection.chosen.has(id));
  return (
    <input
      type="checkbox"
      aria-label={t('chooseAll')}
      checked={all}
      disabled={may.length === 0}
      onChange={() => selection.change(new Set(all ? [] : may))}
    />
  );
}
