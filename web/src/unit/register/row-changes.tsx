import { useTexts } from '../../texts/texts.tsx';
import { rowFields, type RowDraft } from './row-form.tsx';

/** What of a row is otherwise than it was, field by field. */
export function RowChanges(props: {
  before: RowDraft;
  after: RowDraft;
  columns: ReadonlyMap<string, string>;
}) {
  const { t } = useTexts();
  const { before, after, columns } = props;
  const names = [{ name: 'column', text: 'registerColumn' } as const, ...rowFields];
  const text = (of: RowDraft, name: keyof RowDraft) =>
    (name === 'column' ? columns.get(of.column) : of[name]) || t('changedEmpty');
  return (
    <dl className="pairs">
      {names
        .filter(({ name }) => before[name] !== after[name])
        .map(({ name, text: label }) => (
          <div key={name}>
            <dt>{t(label)}</dt>
            <dd>
              <del>{text(before, name)}</del> → <ins>{text(after, name)}</ins>
            </dd>
          </div>
        ))}
    </dl>
  );
}
