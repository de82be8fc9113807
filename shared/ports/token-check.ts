/** Tells whose a bearer token is, trusting nobody who may have looked at it before. */
export type TokenCheck = Readonly<{
  /**
   * @param authorization the request's header as it came; undefined where there was none
   * @returns the token's subject; null whatever is wrong with it, and never which
   * @throws Refusal `issuer-unreachable` when the issuer's keys cannot be had just now
   */
  subjectOf: (authorization: string | undefined) => Promise<string | null>;
}>;
