import * as oauth from 'oauth4webapi';
import * as z from 'zod/mini';
import { callbackPath, kept, SignedOut, tokensKey } from './session.ts';
import type { Tokens } from './token.ts';

/** What the installation says of its sign-in: who issues tokens, and as which client the console asks for them. */
const settingsShape = z.object({ issuer: z.url(), clientId: z.string(), scope: z.string() });
type Settings = z.infer<typeof settingsShape>;

const begunShape = z.object({ verifier: z.string(), state: z.string(), returnTo: z.string() });
const begunKey = 'biaochi-sign-in';

let settings: Promise<Settings> | null = null;
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

/** Leads to the issuer's sign-in, and back to where one was. */
export async function beginSignIn(returnTo: string): Promise<void> {
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
  const begun = readBegun();
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

function readBegun(): z.infer<typeof begunShape> | null {
  try {
    return begunShape.parse(JSON.parse(kept.getItem(begunKey) ?? ''));
  } catch {
    return null;
  }
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

/** @returns null when the issuer renews nothing any more */
export async function renewTokens(refreshToken: string): Promise<Tokens | null> {
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
    return null;
  }
}

/** Leads to where the issuer ends its own session, and back to the first page. */
export async function endSession(): Promise<void> {
  const { as, settings: of } = await server();
  const address = new URL(as.end_session_endpoint ?? '/', window.location.origin);
  address.search = new URLSearchParams({
    client_id: of.clientId,
    post_logout_redirect_uri: `${window.location.origin}/`,
  }).toString();
  window.location.assign(address);
}
