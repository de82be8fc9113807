import * as z from 'zod/mini';
import { inputsChange, type InputsChange } from '../../../../shared/domain/re-evaluation/inputs-change.ts';
import { itemInputs } from '../../../../shared/domain/scoring/inputs.ts';

export type Facts = Extract<InputsChange, { kind: 'item-facts' }>['facts'];

/** Facts as they are written anew: what was published, until somebody changes it. Points may be half typed. */
export const factsDraft = z.object({
  unit: z.string(),
  item: z.string(),
  reason: z.string(),
  /** Null until something was changed. */
  facts: z.nullable(
    z.object({
      ...z.omit(itemInputs, { decided: true, publicEvidence: true, assessments: true, deductions: true })
        .shape,
      assessments: z.optional(
        z.array(
          z.object({
            assessor: z.string(),
            points: z.string(),
            level: z.optional(z.string()),
            reason: z.nullable(z.string()),
          }),
        ),
      ),
      deductions: z.optional(
        z.array(
          z.object({
            points: z.string(),
            fact: z.string(),
            document: z.nullable(z.string()),
            date: z.string(),
            reply: z.optional(z.string()),
            replyEvidence: z.optional(z.array(z.string())),
            answer: z.optional(z.object({ was: z.string(), reason: z.string() })),
          }),
        ),
      ),
    }),
  ),
});
export type FactsDraft = z.output<typeof factsDraft>;
export type DraftFacts = NonNullable<FactsDraft['facts']>;

export const noFacts: FactsDraft = { unit: '', item: '', reason: '', facts: null };

/** What is written, where it is a change that can be named; null while something is missing or is no number. */
export function factsChange(of: FactsDraft): InputsChange | null {
  const { unit, item, facts } = of;
  if (facts?.notApplicable?.reason.trim() === '') return null;
  const read = inputsChange.safeParse({ kind: 'item-facts', unit, item, facts, reason: of.reason.trim() });
  return read.success ? read.data : null;
}

/** A list with what stands at a place put anew; without it for null. */
export function replaced<Of>(list: readonly Of[], place: number, by: Of | null): Of[] {
  return list.flatMap((each, at) => (at !== place ? [each] : by === null ? [] : [by]));
}
