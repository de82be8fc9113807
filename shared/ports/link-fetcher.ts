/** What a request for a link came to, redirects followed. */
export type LinkAnswer =
  | Readonly<{
      kind: 'answered';
      status: number;
      /** The address that answered. */
      url: string;
      contentType: string | null;
      body: Uint8Array;
      /** Whether `body` is all there is of it. */
      whole: boolean;
    }>
  /** Nothing was asked of the last address: it may not be. */
  | Readonly<{
      kind: 'refused';
      reason: 'address-forbidden' | 'redirects-away' | 'too-many-redirects';
      url: string;
    }>
  | Readonly<{ kind: 'failed'; reason: 'timed-out' | 'unreachable' }>;

/**
 * Asks for links on the public internet, on behalf of people who typed them: every address on the way, redirects included,
 * is checked before anything is sent to it. Never throws for what an address or a server does.
 */
export type LinkFetcher = Readonly<{
  /** @param mayGo which addresses of the public internet may be asked at all */
  request: (method: 'HEAD' | 'GET', url: string, mayGo: (url: URL) => boolean) => Promise<LinkAnswer>;
}>;
