import './layout.css';
import { useTexts } from '../texts/texts.tsx';
import { Button } from './button.tsx';

export type ConflictField = Readonly<{ label: string; theirs: string; mine: string }>;

/** Two people have written the same thing: what the other wrote beside one's own, and the choice. Nothing is lost before it is made. */
export function Conflict(props: {
  fields: readonly ConflictField[];
  takeTheirs: () => void;
  putMine: () => void;
  busy?: boolean;
}) {
  const { t } = useTexts();
  const { fields, takeTheirs, putMine, busy = false } = props;
  const differing = fields.filter(({ theirs, mine }) => theirs !== mine);
  return (
    <div className="callout conflict" role="alert">
      <p className="nothing-title">{t('changedTitle')}</p>
      <p>{t('changedWhy')}</p>
      <table className="grid stacked">
        <thead>
          <tr>
            <th scope="col">{t('changedField')}</th>
            <th scope="col">{t('changedTheirs')}</th>
            <th scope="col">{t('changedMine')}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ label, theirs, mine }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className="lines">{theirs === '' ? t('changedEmpty') : theirs}</td>
              <td className="lines">{mine === '' ? t('changedEmpty') : mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="actions">
        <Button onClick={takeTheirs}>{t('changedTake')}</Button>
        <Button kind="primary" busy={busy} onClick={putMine}>
          {t('changedPut')}
        </Button>
      </p>
    </div>
  );
}
