import { useState } from 'react';
import type * as z from 'zod/mini';
import type { cycleRoutes } from '../../../shared/contracts/cycle-routes.ts';
import type { UnitReform } from '../../../shared/domain/cycle/next-cycle.ts';
import { Button } from '../layout/button.tsx';
import { Dialog } from '../layout/dialog.tsx';
import { Choice, Field } from '../layout/field.tsx';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';
import { ManyChoice } from './parts/many-choice.tsx';

type Unit = z.output<typeof cycleRoutes.listUnits.output>['items'][number];
const classes = ['department', 'township', 'park', 'community'] as const;
type Class = (typeof classes)[number];
const kinds = ['rename', 'merge', 'split', 'abolish', 'establish'] as const;
type Kind = (typeof kinds)[number];
/** A unit that a reform makes. */
type Made = Readonly<{ name: string; class: Class; target: string }>;
const noUnit: Made = { name: '', class: 'department', target: '' };

/** What a reform makes of units, in a sentence. */
export function ReformLine({ of }: { of: UnitReform }) {
  const { t } = useTexts();
  const names = useNames();
  switch (of.kind) {
    case 'rename':
      return t('rf_rename', { unit: names.unit(of.unit), name: of.name });
    case 'merge':
      return t('rf_merge', { units: of.units.map(names.unit).join('、'), name: of.into.name });
    case 'split':
      return t('rf_split', {
        unit: names.unit(of.unit),
        names: of.into.map(({ name }) => name).join('、'),
      });
    case 'abolish':
      return t('rf_abolish', { unit: names.unit(of.unit) });
    case 'establish':
      return t('rf_establish', { name: of.name, target: of.target });
  }
}

/** Units' numbers that nobody has had, for units that are made. */
function freeNumbers(units: readonly Unit[], reforms: readonly UnitReform[], count: number): string[] {
  const taken = [
    ...units.map(({ id }) => Number(id)),
    ...reforms.flatMap((reform) =>
      reform.kind === 'establish'
        ? [Number(reform.id)]
        : reform.kind === 'merge'
          ? [Number(reform.into.id)]
          : reform.kind === 'split'
            ? reform.into.map(({ id }) => Number(id))
            : [],
    ),
  ];
  const first = Math.max(0, ...taken) + 1;
  return Array.from({ length: count }, (_, place) => String(first + place).padStart(3, '0'));
}

export function AddReform(props: {
  cycle: string;
  units: readonly Unit[];
  reforms: readonly UnitReform[];
  add: (reform: UnitReform) => void;
}) {
  const { t } = useTexts();
  const [kind, setKind] = useState<Kind | null>(null);
  return (
    <>
      <div className="tools">
        {kinds.map((each) => (
          <Button key={each} onClick={() => setKind(each)}>
            {t(`reform_${each}`)}
          </Button>
        ))}
      </div>
      {kind !== null && <Asking {...props} kind={kind} close={() => setKind(null)} />}
    </>
  );
}

function Asking(props: Parameters<typeof AddReform>[0] & { kind: Kind; close: () => void }) {
  const { t } = useTexts();
  const { kind, units, reforms, add, close } = props;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [made, setMade] = useState<readonly Made[]>(kind === 'split' ? [noUnit, noUnit] : [noUnit]);
  const [tried, setTried] = useState(false);
  const reform = reformOf(kind, chosen, made, units, reforms);
  const options = units.map(({ id, name }) => ({ value: id, label: name }));
  const [one = ''] = chosen;
  const asksUnit = kind === 'rename' || kind === 'split' || kind === 'abolish';
  const asksTarget = kind === 'split' || kind === 'establish';
  return (
    <Dialog
      title={t(`reform_${kind}`)}
      close={close}
      actions={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              setTried(true);
              if (reform === null) return;
              add(reform);
              close();
            }}
          >
            {t('add')}
          </Button>
        </>
      }
    >
      <p className="soft">{t(`reform_${kind}Why`)}</p>
      {asksUnit && (
        <Choice
          label={t('unitsName')}
          value={one}
          options={options}
          change={(unit) => setChosen([unit])}
          missing={tried && one === ''}
        />
      )}
      {kind === 'merge' && (
        <ManyChoice label={t('mergeWhich')} options={options} chosen={chosen} change={setChosen} />
      )}
      {kind !== 'abolish' &&
        made.map((each, place) => {
          const change = (of: Partial<Made>) =>
            setMade(made.map((other, at) => (at === place ? { ...other, ...of } : other)));
          return (
            <fieldset key={place} className="made">
              <legend>{t('madeUnit', { place: place + 1 })}</legend>
              <Field
                label={t('newName')}
                value={each.name}
                change={(name) => change({ name })}
                missing={tried && each.name.trim() === ''}
              />
              {kind !== 'rename' && (
                <Choice
                  label={t('unitsClass')}
                  value={each.class}
                  options={classes.map((value) => ({ value, label: t(`class_${value}`) }))}
                  change={(value) => change({ class: classes.find((of) => of === value) ?? each.class })}
                />
              )}
              {asksTarget && (
                <Field
                  label={t('newTarget')}
                  value={each.target}
                  change={(target) => change({ target })}
                  missing={tried && !/^\d{1,6}$/.test(each.target.trim())}
                />
              )}
            </fieldset>
          );
        })}
      {kind === 'split' && <Button onClick={() => setMade([...made, noUnit])}>{t('oneMore')}</Button>}
      {tried && reform === null && (
        <p className="bad" role="alert">
          {t('reformIncomplete')}
        </p>
      )}
    </Dialog>
  );
}

/** The reform as far as it is filled in; null while something is missing. */
function reformOf(
  kind: Kind,
  chosen: readonly string[],
  made: readonly Made[],
  units: readonly Unit[],
  reforms: readonly UnitReform[],
): UnitReform | null {
  const [unit = ''] = chosen;
  const [first = noUnit] = made;
  const named = made.every(({ name }) => name.trim() !== '');
  const counted = made.every(({ target }) => /^\d{1,6}$/.test(target.trim()));
  const numbers = freeNumbers(units, reforms, made.length);
  const [number = ''] = numbers;
  switch (kind) {
    case 'rename':
      return unit === '' || !named ? null : { kind, unit, name: first.name.trim() };
    case 'merge':
      return chosen.length < 2 || !named
        ? null
        : { kind, units: [...chosen], into: { id: number, name: first.name.trim(), class: first.class } };
    case 'split':
      return unit === '' || !named || !counted
        ? null
        : {
            kind,
            unit,
            into: made.map((each, place) => ({
              id: numbers[place] ?? number,
              name: each.name.trim(),
              class: each.class,
              target: Number(each.target),
            })),
          };
    case 'abolish':
      return unit === '' ? null : { kind, unit };
    case 'establish':
      return !named || !counted
        ? null
        : { kind, id: number, name: first.name.trim(), class: first.class, target: Number(first.target) };
  }
}
