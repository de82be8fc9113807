import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, {
  errors,
  interactionPolicy,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { RequestHandler } from '../http-api/http-api.ts';
import { createGuessLimit } from './guess-limit.ts';
import {
  cannotContinuePage,
  signedOutPage,
  signInPage,
  signOutPage,
  type Page,
  type SignInNotice,
} from './pages.ts';
import { loadSignInKeys } from './sign-in-keys.ts';
import { openTokenStore } from './token-store.ts';

/** A demonstration account. */
export type Account = Readonly<{
  /** The token's subject, by which the product knows the member. */
  sub: string;
  username: string;
  displayName: string;
  password: string;
}>;

export type SignIn = Readonly<{ issuer: string; handler: RequestHandler; close: () => void }>;

type Options = Readonly<{
  /** Where the runtime is reached, `http://localhost:PORT`. */
  origin: string;
  /** What tokens are made out for: the audience of the API's authorizer. */
  audience: string;
  /** Folder for keys and sessions. */
  dir: string;
  /** Asked at every sign-in, so that accounts may come and go. */
  accounts: () => Promise<readonly Account[]>;
  onError: (error: unknown) => void;
}>;

/** The path under which sign-in is served, and the one client it knows. */
export const signInPath = '/oidc';
export const webClientId = 'biaochi-web';

/** Where the web client's sign-in may lead back to, on its own origin. */
const returnPaths = ['/', '/sign-in/callback', '/docs/callback'] as const;

const hour = 3600;
const day = 24 * hour;
/** What the web client asks for. */
export const webScope = 'openid profile offline_access';

/** A form with a name and a password is shorter. */
const longestForm = 4096;

/**
 * Sign-in with demonstration accounts: an OpenID provider (authorization code with PKCE, access tokens as RS256 JWT made
 * out for the API, refresh tokens by rotation) with a sign-in page of its own.
 */
export async function createSignIn({ origin, audience, dir, accounts, onError }: Options): Promise<SignIn> {
  const keys = await loadSignInKeys(dir);
  const store = openTokenStore(dir);
  const issuer = `${origin}${signInPath}`;
  // A resource has to be an address; what stands in the token as its audience is said beside it.
  const resource = `${origin}/api`;
  const home = `${origin}/`;

  const policy = interactionPolicy.base();
  // The one client is the product's own: signing in is all the consent that there is to give.
  policy.remove('consent');

  const configuration: Configuration = {
    adapter: store.adapter,
    jwks: { keys: [keys.signing] },
    cookies: {
      keys: keys.cookies,
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    clients: [
      {
        client_id: webClientId,
        client_name: '标尺 Biaochi',
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: returnPaths.map((path) => `${origin}${path}`),
        post_logout_redirect_uris: [home],
      },
    ],
    scopes: webScope.split(' '),
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, asked) => {
          if (asked !== resource) throw new errors.InvalidTarget();
          return {
            audience,
            scope: '',
            accessTokenFormat: 'jwt',
            accessTokenTTL: hour,
            jwt: { sign: { alg: 'RS256' } },
          };
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => show(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => show(ctx, signedOutPage(home)),
      },
    },
    interactions: { policy, url: (_, { uid }) => interactionPath(uid) },
    findAccount: async (_, sub) => {
      const account = (await accounts()).find((candidate) => candidate.sub === sub);
      if (account === undefined) return undefined;
      const { displayName: name, username } = account;
      return { accountId: sub, claims: () => ({ sub, name, preferred_username: username }) };
    },
    loadExistingGrant: async ({ oidc }) => {
      const { client, provider, session } = oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const known = session.grantIdFor(client.clientId);
      const found = known === undefined ? undefined : await provider.Grant.find(known);
      if (found !== undefined) return found;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(webScope);
      await grant.save();
      return grant;
    },
    issueRefreshToken: (_, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    rotateRefreshToken: true,
    // Browsers name the origin also on its own: the console is served from here, and from nowhere else.
    clientBasedCORS: (_, asking) => asking === origin,
    renderError: (ctx) => show(ctx, cannotContinuePage(home)),
    ttl: {
      AccessToken: () => hour,
      AuthorizationCode: () => 60,
      Grant: () => 14 * day,
      IdToken: () => hour,
      Interaction: () => hour,
      RefreshToken: () => 14 * day,
      Session: () => 14 * day,
    },
  };
  const provider = new Provider(issuer, configuration);
  provider.on('server_error', (_, error) => onError(error));
  const provide = provider.callback();
  const guesses = createGuessLimit();

  /** The sign-in page: shown by GET, answered by POST. */
  const interact = async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const { prompt } = await provider.interactionDetails(request, response);
    const listed = await accounts();
    const form = request.method === 'POST' ? await readForm(request) : new URLSearchParams();
    const username = form.get('username') ?? url.searchParams.get('username') ?? '';
    const showForm = (status: number, notice: SignInNotice | null) =>
      write(response, status, signInPage({ action: url.pathname, username, accounts: listed, notice }));

    if (request.method !== 'POST') return showForm(200, null);
    if (prompt.name !== 'login') return write(response, 400, cannotContinuePage(home));
    const seconds = guesses.waitSeconds(username);
    if (seconds > 0) return showForm(429, { kind: 'wait', seconds });
    const account = listed.find((candidate) => candidate.username === username);
    if (account === undefined || !isSame(form.get('password') ?? '', account.password)) {
      guesses.wrong(username);
      return showForm(422, { kind: 'wrong' });
    }
    guesses.right(username);
    await provider.interactionFinished(request, response, {
      login: { accountId: account.sub, remember: true },
    });
  };

  return {
    issuer,
    handler: (request, response) => {
      const url = new URL(request.url ?? '/', origin);
      if (url.pathname.startsWith(interactionPath(''))) {
        interact(request, response, url).catch((error: unknown) => {
          if (!(error instanceof errors.SessionNotFound) && !(error instanceof FormTooLong)) onError(error);
          write(response, 400, cannotContinuePage(home));
        });
        return;
      }
      // The provider finds out where it is mounted by comparing the two addresses, as Express leaves them.
      const mounted = Object.assign(request, {
        originalUrl: request.url,
        url: (request.url ?? '').slice(signInPath.length) || '/',
      });
      provide(mounted, response).catch(onError);
    },
    close: store.close,
  };
}

function interactionPath(uid: string): string {
  return `${signInPath}/interaction/${uid}`;
}

function show(ctx: KoaContextWithOIDC, { html, headers }: Page): void {
  ctx.set({ ...headers });
  ctx.body = html;
}

function write(response: ServerResponse, status: number, { html, headers }: Page): void {
  if (!response.headersSent)
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(html) });
  response.end(html);
}

class FormTooLong extends Error {
  override readonly name = 'FormTooLong';
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > longestForm) reject(new FormTooLong());
    });
    request.once('end', () => resolve(new URLSearchParams(text)));
    request.once('error', reject);
  });
}

/** Takes the same time for every wrong password. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
