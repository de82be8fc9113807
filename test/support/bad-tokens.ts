import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Whoever signs good tokens, and for whom. */
export type Signing = Readonly<{
  issuer: string;
  audience: string;
  kid: string;
  key: KeyObject;
  /** A member's. */
  subject: string;
}>;

/**
 * An `authorization` header that gets nobody in, or null for none. `first` says who is to refuse it: API Gateway's authorizer, or
 * only the function behind it, which looks at more.
 */
export type BadToken = Readonly<{
  name: string;
  header: string | null;
  first: 'gateway' | 'function';
}>;

type Parts = Readonly<Record<string, unknown>>;
const encoded = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const hs256 = (secret: string | Buffer) => (text: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');
const rs256 = (key: KeyObject) => (text: string) =>
  sign('sha256', Buffer.from(text), key).toString('base64url');

/** A token as the issuer makes them; `claims` and `header` replace what is in it, or (undefined) leave it out. */
export function goodToken(of: Signing, claims: Parts = {}, header: Parts = {}): string {
  return tokenOf(of, rs256(of.key), claims, header);
}

function tokenOf(of: Signing, signed: (text: string) => string, claims: Parts = {}, header: Parts = {}) {
  const now = Math.floor(Date.now() / 1000);
  const payload = { iss: of.issuer, aud: of.audience, sub: of.subject, iat: now, exp: now + 600, ...claims };
  const text = `${encoded({ alg: 'RS256', kid: of.kid, typ: 'at+jwt', ...header })}.${encoded(payload)}`;
  return `${text}.${signed(text)}`;
}

/** What somebody might send who has no good token, or once had one. */
export function badTokens(of: Signing): readonly BadToken[] {
  const now = Math.floor(Date.now() / 1000);
  const publicKey = createPublicKey(of.key);
  const pem = publicKey.export({ type: 'spki', format: 'pem' });
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strangersJwk = stranger.publicKey.export({ format: 'jwk' });
  const good = goodToken(of);
  const [head = '', body = '', signature = ''] = good.split('.');
  const claiming = (claims: Parts, header: Parts = {}) => goodToken(of, claims, header);
  const byStranger = (header: Parts) => tokenOf(of, rs256(stranger.privateKey), {}, header);
  const bySecret = (secret: string | Buffer, header: Parts = {}) =>
    tokenOf(of, hs256(secret), {}, { alg: 'HS256', ...header });

  const gateway: Readonly<Record<string, string>> = {
    'no token after “Bearer”': '',
    'text that is no token': 'abc.def',
    'alg none': tokenOf(of, () => '', {}, { alg: 'none' }),
    'alg nOnE': tokenOf(of, () => '', {}, { alg: 'nOnE' }),
    'alg none with a real signature': `${encoded({ alg: 'none', kid: of.kid })}.${body}.${signature}`,
    'HS256 with the public key as its secret': bySecret(pem),
    'HS256 with the public key as a JWK': bySecret(JSON.stringify(publicKey.export({ format: 'jwk' }))),
    'HS256 with an empty secret': bySecret(''),
    'another audience': claiming({ aud: 'other-api' }),
    'another audience, though client_id fits': claiming({ aud: 'other-api', client_id: of.audience }),
    'no audience': claiming({ aud: undefined }),
    'another issuer': claiming({ iss: 'https://elsewhere.example' }),
    'the issuer with a slash': claiming({ iss: `${of.issuer}/` }),
    'no issuer': claiming({ iss: undefined }),
    expired: claiming({ iat: now - 900, exp: now - 60 }),
    'without an end': claiming({ exp: undefined }),
    'an end that is text': claiming({ exp: String(now + 600) }),
    'not yet valid': claiming({ nbf: now + 300 }),
    'issued in the future': claiming({ iat: now + 300 }),
    'no key id': claiming({}, { kid: undefined }),
    'an unknown key id': claiming({}, { kid: 'unknown' }),
    'a key id that is a path': bySecret('', { kid: '../../../../dev/null' }),
    'a key id that is an address': byStranger({ kid: 'https://evil.example/keys.json' }),
    'a key id that is a query': bySecret('x', { kid: "x' UNION SELECT 'x" }),
    'a key of its own in the header (jwk)': byStranger({ jwk: strangersJwk }),
    'the address of its own keys (jku)': byStranger({ jku: 'http://127.0.0.1:1/keys.json' }),
    'the address of its own certificate (x5u)': byStranger({ x5u: 'http://127.0.0.1:1/cert.pem' }),
    'a stranger’s signature under the issuer’s key id': byStranger({}),
    'a key that was rotated out': byStranger({ kid: 'rotated-out' }),
    'an extension nobody knows (crit)': claiming({}, { crit: ['x'], x: 1 }),
    'a truncated signature': good.slice(0, -40),
    'a truncated token': `${head}.${body}`,
    'an empty signature': `${head}.${body}.`,
    'an empty header': `.${body}.${signature}`,
    'an extra dot': `${good}.`,
    'five parts': `${good}.e.e`,
    'somebody else’s subject put in': `${head}.${encoded({ ...tampered(body), sub: 'somebody-else' })}.${signature}`,
    'an ID token for the console': claiming({ aud: 'biaochi-web', at_hash: 'x' }, { typ: 'JWT' }),
  };
  const behind: Readonly<Record<string, string>> = {
    'an ID token made out for the API': claiming({ token_use: 'id' }, { typ: 'JWT' }),
    'an ID token by its hash': claiming({ at_hash: 'x', scope: 'openid' }, { typ: 'JWT' }),
    'an ID token by its own word': claiming({ typ: 'ID' }, { typ: 'JWT' }),
    'nothing that says it is for access': claiming({}, { typ: 'JWT' }),
    'another type': claiming({}, { typ: 'logout+jwt' }),
    'a subject longer than any': claiming({ sub: 'x'.repeat(129) }),
    'an empty subject': claiming({ sub: '' }),
    'no subject': claiming({ sub: undefined }),
  };
  const loose: Readonly<Record<string, string>> = {
    'a signature that is not canonical base64': `${head}.${body}.${looser(signature)}`,
    'a padded signature': `${good}==`,
  };
  const listed = (tokens: Readonly<Record<string, string>>, first: BadToken['first']) =>
    Object.entries(tokens).map(([name, token]) => ({ name, header: `Bearer ${token}`, first }));
  return [
    { name: 'no header at all', header: null, first: 'gateway' },
    {
      name: 'a password',
      header: `Basic ${Buffer.from('admin-1:secret').toString('base64')}`,
      first: 'gateway',
    },
    { name: 'a good token without “Bearer”', header: good, first: 'function' },
    ...listed(gateway, 'gateway'),
    ...listed(behind, 'function'),
    ...listed(loose, 'function'),
  ];
}

function tampered(body: string): Parts {
  const claims: unknown = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  return typeof claims === 'object' && claims !== null ? { ...claims } : {};
}

/** The same bytes for a lenient reader: 256 bytes leave four bits of the last letter unused. */
function looser(signature: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = letters.indexOf(signature.slice(-1));
  return `${signature.slice(0, -1)}${letters[last + 1] ?? ''}`;
}
