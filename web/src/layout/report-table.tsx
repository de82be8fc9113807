import { Fragment } from 'react';
import type { AnnualReportView } from '../../../shared/contracts/request-views.ts';
import type { Bilingual } from '../../../shared/domain/values.ts';
import { useTexts } from '../texts/texts.tsx';

type Row = Readonly<{ id: string; label: Bilingual; under?: readonly Bilingual[]; cells: readonly number[] }>;

/** A table of the annual report, its rows under the headings that the form puts above them. */
export function ReportTable(props: {
  title: string;
  columns: AnnualReportView['requests']['columns'];
  rows: readonly Row[];
}) {
  const { t, of: say } = useTexts();
  const { title, columns, rows } = props;
  const above = (row: Row | undefined) => (row?.under ?? []).map(say).join(' › ');
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={title}>
      <table className="grid report">
        <thead>
          <tr>
            <th scope="col">{t('arRow')}</th>
            {columns.map(({ id, label }) => (
              <th key={id} scope="col" className="num">
                {say(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Fragment key={row.id}>
              {above(row) !== '' && above(row) !== above(rows[at - 1]) && (
                <tr className="group">
                  <th scope="rowgroup" colSpan={columns.length + 1}>
                    {above(row)}
                  </th>
                </tr>
              )}
              <tr className={above(row) === '' ? '' : 'below'}>
                <th scope="row">{say(row.label)}</th>
                {row.cells.map((cell, place) => (
                  <td key={columns[place]?.id ?? place} className={cell === 0 ? 'num zero' : 'num'}>
                    {cell}
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
