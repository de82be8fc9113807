import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import * as z from 'zod/mini';
import { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import { deductionRoutes } from '../../../shared/contracts/deduction-routes.ts';
import { call } from '../api/call.ts';
import { newKey, useDraft } from '../api/draft.ts';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Choice, Field } from '../layout/field.tsx';
import { FailedLine } from '../layout/states.tsx';
import { useYear } from '../session/year.tsx';
import { documentNumber } from '../texts/document-number.ts';
import { useTexts } from '../texts/texts.tsx';
import { useChange, type Deduction, type Place } from './use-body.ts';

const shape = z.object({
  unit: z.string(),
  points: z.string(),
  fact: z.string(),
  document: z.string(),
  happenedOn: z.string(),
  link: z.string(),
});
const nothing = { unit: '', points: '', fact: '', document: '', happenedOn: '', link: '' };
const needed = ['unit', 'points', 'fact', 'happenedOn'] as const;

/** A deduction is drafted, or a draft corrected. */
export function DeductionForm(props: { place: Place; before: Deduction | null; close: () => void }) {
  const { t } = useTexts();
  const { me } = useYear();
  const { place, before, close } = props;
  const [start] = useState(() => (before === null ? nothing : filledFrom(before)));
  const draft = useDraft(`deduction ${place.cycle} ${place.body} ${before?.id ?? ''}`, shape, start);
  const [tried, setTried] = useState(false);
  const key = useRef(newKey());
  const { value } = draft;
  const units = useQuery({
    queryKey: ['units', place.cycle],
    queryFn: () => call(cycleRoutes.listUnits, { params: { cycle: place.cycle } }),
    staleTime: 600_000,
  });
  const empty = (name: keyof typeof nothing) => value[name].trim() === '';
  const saving = useChange(
    place,
    () => {
      const body = {
        unit: value.unit,
        points: value.points.trim(),
        fact: value.fact.trim(),
        document: empty('document') ? null : documentNumber(value.document.trim()),
        happenedOn: value.happenedOn,
        // The form has room for one; further ones that a sheet brought stay.
        links: [
          ...(empty('link') ? [] : [{ url: value.link.trim(), title: null }]),
          ...(before?.links.slice(1) ?? []),
        ],
      };
      return before === null
        ? call(deductionRoutes.recordDeduction, { params: place, body, key: key.current })
        : call(deductionRoutes.correctDeduction, { params: { ...place, deduction: before.id }, body });
    },
    () => {
      draft.clear();
      close();
    },
  );
  // Nobody takes points from their own unit.
  const options = (units.data?.items ?? [])
    .filter(({ id }) => id !== me.homeUnit)
    .map(({ id, name }) => ({ value: id, label: name }));
  const set = (name: keyof typeof nothing) => (to: string) => draft.change({ ...value, [name]: to });
  const missing = (name: (typeof needed)[number]) => tried && empty(name);
  return (
    <Dialog
      title={t(before === null ? 'bodyAdd' : 'bodyCorrect')}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('close')}</Button>
          <Button
            kind="primary"
            busy={saving.isPending}
            onClick={() => {
              setTried(true);
              if (!needed.some(empty)) saving.mutate(undefined);
            }}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      {draft.restored && <p className="soft">{t('registerDraftKept')}</p>}
      <Choice
        label={t('unitsName')}
        value={value.unit}
        options={options}
        change={set('unit')}
        missing={missing('unit')}
      />
      <Field
        label={t('bodyPoints')}
        most={8}
        value={value.points}
        change={set('points')}
        missing={missing('points')}
      />
      <Field
        label={t('deductionFact')}
        type="long"
        most={2000}
        value={value.fact}
        change={set('fact')}
        missing={missing('fact')}
      />
      <Field
        label={t('bodyDay')}
        type="date"
        value={value.happenedOn}
        change={set('happenedOn')}
        missing={missing('happenedOn')}
      />
      <Field label={t('registerNumber')} value={value.document} change={set('document')} />
      <Field label={t('bodyLink')} type="url" most={2000} value={value.link} change={set('link')} />
      <FailedLine error={saving.error} />
    </Dialog>
  );
}

function filledFrom(of: Deduction) {
  const { unit, points, fact, happenedOn } = of;
  return { unit, points, fact, happenedOn, document: of.document ?? '', link: of.links[0]?.url ?? '' };
}
