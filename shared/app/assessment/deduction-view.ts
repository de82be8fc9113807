import type { z } from 'zod';
import type { deductionView as view } from '../../contracts/views.ts';
import type { Deduction } from '../../domain/assessment/deduction.ts';

/** A deduction as its body and the county office see it. */
export function deductionView({ cycle: _, ...shown }: Deduction): z.infer<typeof view> {
  return shown;
}
