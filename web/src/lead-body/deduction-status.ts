import type { Tone } from '../layout/tag.tsx';
import type { TextKey } from '../texts/zh.ts';
import type { Deduction } from './use-body.ts';

/** How a deduction's status is said. */
export const deductionStatus: Readonly<Record<Deduction['status'], Readonly<{ text: TextKey; tone: Tone }>>> =
  {
    replied: { text: 'bs_replied', tone: 'warn' },
    draft: { text: 'bs_draft', tone: 'plain' },
    told: { text: 'bs_told', tone: 'busy' },
    answered: { text: 'bs_answered', tone: 'good' },
    withdrawn: { text: 'bs_withdrawn', tone: 'plain' },
  };
