import * as z from 'zod/mini';
import type { RegisterEntry } from '../../../../shared/domain/register/register-row.ts';
import { Choice, Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import type { TextKey } from '../../texts/zh.ts';

/** What a person fills in of a row. */
export const rowShape = z.object({
  title: z.string(),
  column: z.string(),
  documentNumber: z.string(),
  url: z.string(),
  madeOn: z.string(),
  publishedOn: z.string(),
  responsibleOffice: z.string(),
  reviewer: z.string(),
  reviewedOn: z.string(),
});
export type RowDraft = z.infer<typeof rowShape>;
export const noRow: RowDraft = {
  title: '',
  column: '',
  documentNumber: '',
  url: '',
  madeOn: '',
  publishedOn: '',
  responsibleOffice: '',
  reviewer: '',
  reviewedOn: '',
};

export const rowFields: readonly Readonly<{
  name: Exclude<keyof RowDraft, 'column'>;
  text: TextKey;
  type: 'text' | 'date' | 'url';
  needed: boolean;
}>[] = [
  { name: 'title', text: 'registerTitle', type: 'text', needed: true },
  { name: 'url', text: 'registerUrl', type: 'url', needed: false },
  { name: 'documentNumber', text: 'registerNumber', type: 'text', needed: false },
  { name: 'madeOn', text: 'registerMade', type: 'date', needed: true },
  { name: 'publishedOn', text: 'registerPublished', type: 'date', needed: true },
  { name: 'responsibleOffice', text: 'registerOffice', type: 'text', needed: true },
  { name: 'reviewer', text: 'registerReviewer', type: 'text', needed: false },
  { name: 'reviewedOn', text: 'registerReviewedOn', type: 'date', needed: false },
];

/** Which fields have nothing in them and should: a secrecy review has both its reviewer and its day, or neither. */
export function missingIn(of: RowDraft): ReadonlySet<keyof RowDraft> {
  const empty = (name: keyof RowDraft) => of[name].trim() === '';
  const missing = new Set<keyof RowDraft>(
    rowFields.flatMap(({ name, needed }) => (needed && empty(name) ? [name] : [])),
  );
  if (empty('column')) missing.add('column');
  if (empty('reviewer') !== empty('reviewedOn')) missing.add(empty('reviewer') ? 'reviewer' : 'reviewedOn');
  return missing;
}

export function entryOf(of: RowDraft): RegisterEntry {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  const { title, column, documentNumber, url, madeOn, publishedOn, responsibleOffice, reviewer, reviewedOn } =
    of;
  return {
    title: title.trim(),
    column,
    documentNumber: orNull(documentNumber),
    url: orNull(url),
    madeOn,
    publishedOn,
    responsibleOffice: responsibleOffice.trim(),
    secrecyReview: reviewer.trim() === '' ? null : { reviewer: reviewer.trim(), reviewedOn },
  };
}

export function draftOf(of: RegisterEntry): RowDraft {
  return {
    ...of,
    documentNumber: of.documentNumber ?? '',
    url: of.url ?? '',
    reviewer: of.secrecyReview?.reviewer ?? '',
    reviewedOn: of.secrecyReview?.reviewedOn ?? '',
  };
}

/** The fields of a row, to be filled in or corrected. */
export function RowForm(props: {
  value: RowDraft;
  change: (value: RowDraft) => void;
  columns: ReadonlyMap<string, string>;
  opens: string;
  tried: boolean;
}) {
  const { t } = useTexts();
  const { value, change, columns, opens, tried } = props;
  const missing = tried ? missingIn(value) : new Set<keyof RowDraft>();
  return (
    <div className="form">
      <Choice
        label={t('registerColumn')}
        value={value.column}
        options={[...columns].map(([of, label]) => ({ value: of, label }))}
        change={(column) => change({ ...value, column })}
        missing={missing.has('column')}
      />
      {rowFields.map(({ name, text, type }) => (
        <Field
          key={name}
          label={t(text)}
          type={type}
          most={type === 'url' ? 1000 : 200}
          value={value[name]}
          {...(name === 'publishedOn' ? { from: opens } : {})}
          change={(next) => change({ ...value, [name]: next })}
          missing={missing.has(name)}
        />
      ))}
    </div>
  );
}
