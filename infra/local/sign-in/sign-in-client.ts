import { createHash, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { signInPath, webClientId } from './create-sign-in.ts';

/** A signed-in account's token for the API. */
export type SignedIn = Readonly<{
  accessToken: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
}>;

/** The sign-in did not lead to a token. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  readonly code: 'wrong-password' | 'too-many-tries' | 'unexpected-answer';

  constructor(code: SignInFailed['code'], username: string, detail: string) {
    super(`Signing in as ${username} failed: ${detail}`);
    this.code = code;
  }
}

const tokenResponse = z.object({ access_token: z.string(), expires_in: z.number() });

/**
 * Signs an account in as a browser would: authorization request with PKCE, the sign-in form, the code, the token.
 * @param origin where the runtime is reached
 * @throws SignInFailed
 */
export async function signIn(origin: string, username: string, password: string): Promise<SignedIn> {
  const cookies = new Map<string, string>();
  const failed = (detail: string) => new SignInFailed('unexpected-answer', username, detail);

  const request = async (address: string, form?: URLSearchParams): Promise<Response> => {
    const response = await fetch(new URL(address, origin), {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
  const redirectOf = async (response: Response): Promise<string> => {
    await response.body?.cancel();
    const location = response.headers.get('location');
    if (location === null) throw failed(`${response.url} answered ${response.status} instead of leading on`);
    return location;
  };

  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const redirectUri = `${origin}/sign-in/callback`;
  const query = new URLSearchParams({
    client_id: webClientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const formAddress = await redirectOf(await request(`${signInPath}/auth?${query.toString()}`));
  const answer = await request(formAddress, new URLSearchParams({ username, password }));
  if (answer.status === 422)
    throw new SignInFailed('wrong-password', username, 'wrong user name or password');
  if (answer.status === 429)
    throw new SignInFailed('too-many-tries', username, 'too many wrong tries, wait a minute');
  const returned = new URL(await redirectOf(await request(await redirectOf(answer))), origin);
  const code = returned.searchParams.get('code');
  if (code === null || returned.searchParams.get('state') !== state) {
    throw failed(returned.searchParams.get('error_description') ?? 'no code came back');
  }

  const exchange = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: webClientId,
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  const token = await request(`${signInPath}/token`, exchange);
  if (!token.ok) throw failed(`the token endpoint answered ${token.status}`);
  const { access_token: accessToken, expires_in: lifetime } = tokenResponse.parse(await token.json());
  return { accessToken, expiresAt: Date.now() + lifetime * 1000 };
}
