import { en, zhCN } from 'zod/locales';

/**
 * What zod says of a value that is not as it should be, in the two languages: given to `safeParse` as `error` where people read its
 * findings. Without it a finding says only that the value is invalid, and where.
 */
export const wordsOfZod = { zh: zhCN().localeError, en: en().localeError } as const;
