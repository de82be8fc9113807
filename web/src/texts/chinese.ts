import { firstZh } from './first-zh.ts';
import type { TextKey } from './zh.ts';

/** The Chinese texts that are here: the first screen's from the beginning, all others once they have come. */
export const chinese: Partial<Record<TextKey, string>> = { ...firstZh };

let whole: Promise<void> | null = null;

/** Fetches the texts that the first screen does without. Whoever asks again after a failure tries again. */
export function wholeChinese(): Promise<void> {
  whole ??= import('./zh.ts').then(
    ({ zh }) => {
      Object.assign(chinese, zh);
    },
    (error: unknown) => {
      whole = null;
      throw error;
    },
  );
  return whole;
}
