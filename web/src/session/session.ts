import * as oauth from 'oauth4webapi';
import * as z from 'zod';

/** What the installation says of its sign-in: who issues tokens, and as which client the console asks for them. */
const settingsShape = z.object({ issuer: z.url(), clientId: z.string(), scope: z.string() });
type Settings = z.infer<typeof settingsShape>;

const tokensShape = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.number(),
});
type Tokens = z.infer<typeof tokensShape>;

const begunShape = z.object({ verifier: z.string(), state: z.string(), returnTo: z.string() });

/** Nobody is signed in, or no longer: the way on is to sign in. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

const tokensKey = 'biaochi-tokens';
const begunKey = 'biaochi-sign-in';
const callbackPath = '/sign-in/callback';
/** A token is renewed so long before it ends. */
const renewalMs = 60_000;

/** Of this tab alone, and gone with it: another tab signs in by the session that the issuer keeps. */
const kept = window.sessionStorage;

let settings: Promise<Settings> | null = null;
let renewing: Promise<Tokens> | null = null;
let finishing: Promise<string> | null = null;

function readSettings(): Promise<Settings> {
  settings ??= fetch('/console/settings.json').then(async (answer) =>
    settingsShape.parse(await answer.json()),
  );
  return settings;
}

async function server(): Promise<Readonly<{ as: oauth.AuthorizationServer; settings: Settings }>> {
  const found = await readSettings();
  const issuer = new URL(found.issuer);
  const answer = await oauth.discoveryRequest(issuer, http(issuer));
  return { as: await oauth.processDiscoveryResponse(issuer, answer), settings: found };
}

/** Only an installation on one's own machine speaks without TLS. */
function http({ hostname }: URL) {
  // Marked as deprecated only so that nobody uses it for anything else.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return { [oauth.allowInsecureRequests]: hostname === 'localhost' || hostname === '127.0.0.1' };
}

function readTokens(): Tokens | null {
  return parsed(tokensShape, kept.getItem(tokensKey));
}

function parsed<Schema extends z.ZodType>(shape: Schema, text: string | null): z.output<Schema> | null {
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export function isSignedIn(): boolean {
  return readTokens() !== null;
}

/** Leads to the issuer's sign-in, and back to where one was. */
export async function signIn(returnTo: string): Promise<void> {
  const { as, settings: of } = await server();
  const begun = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    returnTo,
  };
  kept.setItem(begunKey, JSON.stringify(begun));
  const address = new URL(as.authorization_endpoint ?? '');
  address.search = new URLSearchParams({
    client_id: of.clientId,
    redirect_uri: `${window.location.origin}${callbackPath}`,
    response_type: 'code',
    scope: of.scope,
    state: begun.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  }).toString();
  window.location.assign(address);
}

export function isCallback(): boolean {
  return window.location.pathname === callbackPath;
}

/**
 * Takes up the sign-in that the issuer leads back from.
 * @returns where to go on
 * @throws SignedOut when it was not begun in this tab, or the issuer says no
 */
export function finishSignIn(): Promise<string> {
  // A code is good once, and the page may ask twice.
  finishing ??= finish();
  return finishing;
}

async function finish(): Promise<string> {
  const begun = parsed(begunShape, kept.getItem(begunKey));
  kept.removeItem(begunKey);
  if (begun === null) throw new SignedOut();
  const { as, settings: of } = await server();
  const client = { client_id: of.clientId };
  try {
    const params = oauth.validateAuthResponse(as, client, new URL(window.location.href), begun.state);
    const answer = await oauth.authorizationCodeGrantRequest(
      as,
      client,
      oauth.None(),
      params,
      `${window.location.origin}${callbackPath}`,
      begun.verifier,
      http(new URL(of.issuer)),
    );
    keep(await oauth.processAuthorizationCodeResponse(as, client, answer));
  } catch {
    throw new SignedOut();
  }
  return begun.returnTo;
}

function keep({ access_token, refresh_token, expires_in }: oauth.TokenEndpointResponse): Tokens {
  const tokens = {
    accessToken: access_token,
    refreshToken: refresh_token ?? null,
    expiresAt: Date.now() + (expires_in ?? 300) * 1000,
  };
  kept.setItem(tokensKey, JSON.stringify(tokens));
  return tokens;
}

/** A token that is good for the next call. @throws SignedOut */
export async function accessToken(): Promise<string> {
  const tokens = readTokens();
  if (tokens === null) throw new SignedOut();
  if (tokens.expiresAt - renewalMs > Date.now()) return tokens.accessToken;
  renewing ??= renew(tokens).finally(() => {
    renewing = null;
  });
  return (await renewing).accessToken;
}

async function renew({ refreshToken }: Tokens): Promise<Tokens> {
  if (refreshToken === null) return forget();
  const { as, settings: of } = await server();
  const client = { client_id: of.clientId };
  const answer = await oauth.refreshTokenGrantRequest(
    as,
    client,
    oauth.None(),
    refreshToken,
    http(new URL(of.issuer)),
  );
  try {
    return keep(await oauth.processRefreshTokenResponse(as, client, answer));
  } catch {
    return forget();
  }
}

function forget(): never {
  kept.removeItem(tokensKey);
  throw new SignedOut();
}

/** The token was refused: what the tab holds is worth nothing any more. */
export function dropTokens(): void {
  kept.removeItem(tokensKey);
}

/** Signs out here and at the issuer. */
export async function signOut(): Promise<void> {
  kept.removeItem(tokensKey);
  const { as, settings: of } = await server();
  const address = new URL(as.end_session_endpoint ?? '/', window.location.origin);
  address.search = new URLSearchParams({
    client_id: of.clientId,
    post_logout_redirect_uri: `${window.location.origin}/`,
  }).toString();
  window.location.assign(address);
}
