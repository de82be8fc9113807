import * as z from 'zod/mini';
import { unitMeasure, type UnitMeasure } from '../../../../shared/domain/assessment/unit-facts.ts';

/** A count of a unit by month, as it is typed: January to December. */
export const measureDraft = z.array(z.string()).check(z.length(12));
export type MeasureDraft = z.infer<typeof measureDraft>;

const count = unitMeasure.shape.months.def.element;

/** What is recorded; nothing typed where nothing is. */
export function draftOfMeasure(recorded: UnitMeasure | null): MeasureDraft {
  return Array.from({ length: 12 }, (_, month) => String(recorded?.months[month] ?? ''));
}

/** A month's count; a month that is left empty has none. Null where what is typed is no count. */
export function countOf(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return 0;
  return /^\d{1,6}$/.test(text) && count.safeParse(Number(text)).success ? Number(text) : null;
}

/** Every month's count; null while one of them is none. */
export function monthsOf(typed: MeasureDraft): number[] | null {
  const counts = typed.map(countOf);
  return counts.every((each) => each !== null) ? counts : null;
}
