import { refusalCodes, type RefusalCode, type RefusalKind } from '../domain/errors.ts';

/**
 * The one place where a kind of refusal becomes an HTTP status; handlers and the OpenAPI document both take it from here.
 * Anything that is not a refusal is a fault of ours: 500, without detail.
 */
export const refusalStatus: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  wrongState: 409,
  conflict: 409,
  tooLarge: 413,
  tooMany: 429,
  unavailable: 503,
};

const kinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'missing',
  'wrongState',
  'conflict',
  'tooLarge',
  'tooMany',
  'unavailable',
] as const;

/** The HTTP status of a refusal's code. */
export function statusOfCode(code: RefusalCode): number {
  const kind = kinds.find((each) => {
    const codes: readonly string[] = refusalCodes[each];
    return codes.includes(code);
  });
  if (kind === undefined) throw new Error(`The refusal code ${code} belongs to no kind`);
  return refusalStatus[kind];
}
