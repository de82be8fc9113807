import type { InputsChange } from '../../../shared/domain/re-evaluation/inputs-change.ts';
import { useNames } from '../session/year.tsx';
import { useTexts } from '../texts/texts.tsx';

/** A named change of the facts of a published report, in a sentence with its reason. */
export function ChangeLine({ of }: { of: InputsChange }) {
  return (
    <>
      <What of={of} /> <span className="soft">{of.reason}</span>
    </>
  );
}

function What({ of }: { of: InputsChange }) {
  const { t } = useTexts();
  const names = useNames();
  switch (of.kind) {
    case 'item-points':
      return t('ch_itemPoints', { unit: names.unit(of.unit), item: of.item, points: of.points });
    case 'item-facts':
      return t(of.facts.notApplicable === undefined ? 'ch_itemFacts' : 'ch_itemAside', {
        unit: names.unit(of.unit),
        item: of.item,
      });
    case 'measure':
      return t('ch_measure', { unit: names.unit(of.unit), count: of.value.count });
    case 'target':
      return t('ch_target', { unit: names.unit(of.unit), target: of.target });
    case 'incidents':
      return t('ch_incidents', { unit: names.unit(of.unit), count: of.incidents.length });
    case 'city-deductions':
      return t('ch_city', { count: of.cityDeductions.length });
    case 'rubric':
      return t('ch_rubric', { version: of.version });
  }
}
