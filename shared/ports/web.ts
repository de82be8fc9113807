/** The installation as somebody outside uses it: by its addresses. */
export type Web = Readonly<{
  /** Sends bytes by a link. @returns the answer's status, or null when there was none */
  put: (url: string, headers: Readonly<Record<string, string>>, body: Uint8Array) => Promise<number | null>;
  /** @returns what stands at an address, or null when nothing was answered or it was no success */
  get: (url: string) => Promise<Uint8Array | null>;
}>;
