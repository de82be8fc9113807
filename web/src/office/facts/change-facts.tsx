import * as z from 'zod/mini';
import { useState } from 'react';
import type { InputsChange } from '../../../../shared/domain/re-evaluation/inputs-change.ts';
import { findItem } from '../../../../shared/domain/rubric/rubric.ts';
import { itemInputs, type Inputs } from '../../../../shared/domain/scoring/inputs.ts';
import { useDraft } from '../../api/draft.ts';
import { Button } from '../../layout/button.tsx';
import { Dialog } from '../../layout/dialog.tsx';
import { Choice, Field } from '../../layout/field.tsx';
import { useTexts } from '../../texts/texts.tsx';
import { useScheme } from '../parts/use-scheme.ts';
import { FactsFields } from './facts-fields.tsx';
import { factsChange, factsDraft, noFacts, type DraftFacts } from './facts.ts';

type Options = readonly Readonly<{ value: string; label: string }>[];
type Props = Readonly<{
  cycle: string;
  units: Options;
  items: Options;
  published: Inputs;
  add: (change: InputsChange) => void;
}>;

/** Names what an item's points rest on anew, beginning with what was published: the rubric then gives the points. */
export function ChangeFacts(props: Props) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('addFacts')}</Button>
      {open && <Asking {...props} close={() => setOpen(false)} />}
    </>
  );
}

function Asking({ cycle, units, items, published, add, close }: Props & { close: () => void }) {
  const { t } = useTexts();
  const draft = useDraft(`change-facts ${cycle}`, factsDraft, noFacts);
  const { value } = draft;
  const [tried, setTried] = useState(false);
  const inputsOf = published.units.find(({ unit }) => unit === value.unit);
  const scheme = useScheme(cycle, inputsOf?.class ?? '').data ?? null;
  const item = scheme === null ? null : findItem(scheme, value.item);
  const facts = value.facts ?? (inputsOf === undefined ? null : publishedFacts(inputsOf, value.item));
  const naming = factsChange({ ...value, facts });
  const isChosen = value.unit !== '' && value.item !== '';
  return (
    <Dialog
      title={t('addFacts')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              setTried(true);
              if (naming === null || item === null || value.facts === null) return;
              add(naming);
              draft.clear();
              close();
            }}
          >
            {t('addFacts')}
          </Button>
        </>
      }
    >
      <p>{t('addFactsWhy')}</p>
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Choice
        label={t('unitsName')}
        value={value.unit}
        options={units}
        missing={tried && value.unit === ''}
        change={(unit) => draft.change({ ...value, unit, facts: null })}
      />
      <Choice
        label={t('item')}
        value={value.item}
        options={items}
        missing={tried && value.item === ''}
        change={(code) => draft.change({ ...value, item: code, facts: null })}
      />
      {isChosen && item === null && <p className="soft">{t('factsNotThere')}</p>}
      {isChosen && item !== null && facts !== null && (
        <FactsFields item={item} value={facts} change={(next) => draft.change({ ...value, facts: next })} />
      )}
      <Field
        label={t('changeReason')}
        type="long"
        most={2000}
        value={value.reason}
        missing={tried && value.reason.trim() === ''}
        change={(reason) => draft.change({ ...value, reason })}
      />
      {tried && isChosen && item !== null && value.facts === null && (
        <p className="bad" role="alert">
          {t('factsUnchanged')}
        </p>
      )}
      {tried && value.facts !== null && naming === null && value.reason.trim() !== '' && (
        <p className="bad" role="alert">
          {t('factsUnclear')}
        </p>
      )}
    </Dialog>
  );
}

/** What was published of an item, as facts: what was decided and what the public is shown are none. */
function publishedFacts(unit: Inputs['units'][number], code: string): DraftFacts {
  return z
    .object(z.omit(itemInputs, { decided: true, publicEvidence: true }).shape)
    .parse(unit.items[code] ?? { evidence: 0 });
}
