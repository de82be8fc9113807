import type { TokenCheck } from '../../../shared/ports/token-check.ts';

/** For a function that answers everybody: it takes no token, and so needs no issuer. */
export const noTokens: TokenCheck = { subjectOf: () => Promise.resolve(null) };
