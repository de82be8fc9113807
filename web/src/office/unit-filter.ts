import type { StandingLine } from '../../../shared/contracts/standing-views.ts';

export const unitClasses = ['department', 'township', 'park', 'community'] as const;
export const gapChoices = [
  'overdue',
  'evidence-missing',
  'evidence-returned',
  'contacts',
  'register-behind',
  'unconfirmed',
] as const;
/** Days without anything done. */
export const silences = ['7', '30', '90'] as const;

/** Which units are shown; what is empty leaves nobody out. */
export type UnitFilter = Readonly<{
  class: (typeof unitClasses)[number] | '';
  gap: (typeof gapChoices)[number] | '';
  silent: (typeof silences)[number] | '';
  item: string;
}>;

const dayLength = 86_400_000;

/** @param asOf the day of the list, against which silence is counted; nobody is silent while it is not known */
export function fitsFilter(line: StandingLine, filter: UnitFilter, asOf: string | null): boolean {
  if (filter.class !== '' && line.class !== filter.class) return false;
  if (filter.gap !== '' && !line.gaps.includes(filter.gap)) return false;
  if (filter.silent !== '' && !isSilent(line, Number(filter.silent), asOf)) return false;
  return filter.item === '' || losesAt(line, filter.item);
}

function isSilent({ lastActiveOn }: StandingLine, days: number, asOf: string | null): boolean {
  if (asOf === null) return false;
  if (lastActiveOn === null) return true;
  return (Date.parse(asOf) - Date.parse(lastActiveOn)) / dayLength >= days;
}

/** Whether a unit has less than it could have for an item. */
function losesAt({ items }: StandingLine, code: string): boolean {
  const item = items.find((each) => each.code === code);
  return item !== undefined && Number(item.points) < Number(item.maximum);
}
