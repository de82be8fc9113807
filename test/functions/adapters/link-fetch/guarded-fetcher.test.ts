import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  guardedFetcher,
  internetRule,
  type FetchRule,
} from '../../../../functions/adapters/link-fetch/guarded-fetcher.ts';

/**
 * A server on the loopback address stands for the internet: the rule given here lets that one address and port through.
 * What must not be asked has a second server, which must never be.
 */
type Asked = Readonly<{ method: string; url: string; headers: IncomingMessage['headers'] }>;
const asked: Asked[] = [];
let forbiddenAsked = 0;
let site: Server;
let forbidden: Server;
let [sitePort, forbiddenPort] = [0, 0];

const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  '/page': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end('<title>关于检查的通知</title>');
  },
  '/gone': (_, response) => response.writeHead(404).end('<h1>404</h1>'),
  '/hop': (_, response) => response.writeHead(302, { location: '/page' }).end(),
  '/loop': (_, response) => response.writeHead(301, { location: '/loop' }).end(),
  '/nowhere': (_, response) => response.writeHead(302, { location: 'http://' }).end(),
  '/to-private': (_, response) =>
    response.writeHead(302, { location: `http://intranet.test:${forbiddenPort}/secret` }).end(),
  '/to-metadata': (_, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/to-file': (_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
  '/to-password': (_, response) =>
    response.writeHead(302, { location: `http://admin:1@site.test:${sitePort}/page` }).end(),
  '/to-other': (_, response) => response.writeHead(302, { location: 'http://casino.test/' }).end(),
  '/large': (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    // Goes on for ever: whoever reads to the end never comes back.
    const more = () => {
      while (response.write(Buffer.alloc(16_384, 0x61)));
    };
    response.on('drain', more);
    response.on('error', () => undefined);
    more();
  },
  '/ranged': (_, response) =>
    response.writeHead(206, { 'content-type': 'text/html', 'content-range': 'bytes 0-3/100' }).end('<p>a'),
  '/silent': () => undefined,
  '/packed': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('not unpacked'),
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  site = createServer((request, response) => {
    const url = request.url ?? '';
    asked.push({ method: request.method ?? '', url, headers: request.headers });
    const answer = answers[url];
    if (answer === undefined) response.writeHead(500).end();
    else answer(request, response);
  });
  forbidden = createServer((_, response) => {
    forbiddenAsked += 1;
    response.end('secret');
  });
  sitePort = await listen(site);
  forbiddenPort = await listen(forbidden);
});
afterAll(() => {
  for (const server of [site, forbidden]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  asked.length = 0;
  forbiddenAsked = 0;
});

/** Names of the test's internet, and what they stand for. */
const names: Readonly<Record<string, readonly string[]>> = {
  'site.test': ['127.0.0.1'],
  'intranet.test': ['10.0.0.7'],
  'two-faced.test': ['127.0.0.1', '10.0.0.7'],
  'casino.test': ['127.0.0.1'],
  'nothing.test': [],
};
function ruleOf(over: Partial<FetchRule> = {}): FetchRule {
  return {
    ...internetRule(),
    isAllowedAddress: (address) => address === '127.0.0.1',
    isAllowedPort: (port) => port === sitePort,
    resolve: async (host) => {
      const found = names[host];
      if (found === undefined) throw new Error(`ENOTFOUND ${host}`);
      return found;
    },
    inTurn: (_, work) => work(),
    ...over,
  };
}
const isSite = (url: URL) => url.hostname !== 'casino.test';
const get = (path: string, over?: Partial<FetchRule>) =>
  guardedFetcher(ruleOf(over)).request('GET', `http://site.test:${sitePort}${path}`, isSite);

describe('what is asked, and how', () => {
  test('a page is fetched by its name, from the address that the name stands for', async () => {
    const answer = await get('/page');
    expect(answer).toMatchObject({ kind: 'answered', status: 200, whole: true });
    expect(answer.kind === 'answered' && new TextDecoder().decode(answer.body)).toContain('关于检查的通知');
    expect(asked[0]?.headers).toMatchObject({
      host: `site.test:${sitePort}`,
      range: 'bytes=0-262143',
      'accept-encoding': 'identity',
    });
    expect(asked[0]?.headers['user-agent']).toContain('BiaochiLinkCheck');
    expect(asked[0]?.headers).not.toHaveProperty('cookie');
    expect(asked[0]?.headers).not.toHaveProperty('referer');
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });

  test('headers alone can be asked for', async () => {
    const url = `http://site.test:${sitePort}/page`;
    expect(await guardedFetcher(ruleOf()).request('HEAD', url, isSite)).toMatchObject({ status: 200 });
    expect(asked[0]?.method).toBe('HEAD');
    expect(asked[0]?.headers).not.toHaveProperty('range');
  });

  test('a redirect is followed and says where it led', async () => {
    expect(await get('/hop')).toMatchObject({ status: 200, url: `http://site.test:${sitePort}/page` });
    expect(asked.map((each) => each.url)).toEqual(['/hop', '/page']);
  });

  test('every hop waits for its host’s turn', async () => {
    const turns: string[] = [];
    await get('/hop', {
      inTurn: (host, work) => {
        turns.push(host);
        return work();
      },
    });
    expect(turns).toEqual([`site.test:${sitePort}`, `site.test:${sitePort}`]);
  });

  test('redirects without an end are left after five', async () => {
    expect(await get('/loop')).toMatchObject({ kind: 'refused', reason: 'too-many-redirects' });
    expect(asked).toHaveLength(6);
  });

  test('no more is read than a page’s beginning, though the server goes on for ever', async () => {
    const answer = await get('/large', { mostBytes: 50_000 });
    expect(answer).toMatchObject({ kind: 'answered', whole: false });
    expect(answer.kind === 'answered' && answer.body.length).toBe(50_000);
  });

  test('a part that the server says is a part is not the whole', async () => {
    expect(await get('/ranged')).toMatchObject({ status: 206, whole: false });
  });

  test('what comes packed is not unpacked: a small answer stays small', async () => {
    const answer = await get('/packed');
    expect(answer.kind === 'answered' && new TextDecoder().decode(answer.body)).toBe('not unpacked');
  });

  test('a server that says nothing is left when the time is over', async () => {
    expect(await get('/silent', { mostMilliseconds: 150 })).toEqual({ kind: 'failed', reason: 'timed-out' });
  });

  test('a name server that says nothing is left too', async () => {
    const answer = await get('/page', { mostMilliseconds: 150, resolve: () => new Promise(() => undefined) });
    expect(answer).toEqual({ kind: 'failed', reason: 'timed-out' });
  });

  test('a name that nobody knows, a closed port and a server that speaks something else are unreachable', async () => {
    const fetcher = guardedFetcher(ruleOf({ isAllowedPort: () => true }));
    const ask = (url: string) => fetcher.request('GET', url, () => true);
    expect(await ask('http://unknown.test/')).toEqual({ kind: 'failed', reason: 'unreachable' });
    const odd = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.resume();
      socket.end('220 mail.example ESMTP\r\n');
    });
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const address = odd.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await ask(`http://site.test:${port}/`)).toEqual({ kind: 'failed', reason: 'unreachable' });
    await new Promise((resolve) => odd.close(resolve));
    expect(await ask(`http://site.test:${port}/`)).toEqual({ kind: 'failed', reason: 'unreachable' });
  });

  test('a server that proves to be no other than its name is wanted: plain HTTP is no HTTPS', async () => {
    const url = `https://site.test:${sitePort}/page`;
    expect(await guardedFetcher(ruleOf()).request('GET', url, isSite)).toMatchObject({ kind: 'failed' });
    expect(asked).toEqual([]);
  });
});

describe('what is never asked', () => {
  /** The real rule for addresses and ports; any name stands for a loopback address, so nothing leaves this machine. */
  const real = () => guardedFetcher({ ...internetRule(), resolve: async () => ['127.0.0.1'] });

  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://127.000.000.001/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.1.2.3/',
    'http://172.20.0.1/',
    'http://192.168.0.1/',
    'http://100.64.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[0:0:0:0:0:ffff:a00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/latest/',
    'http://１２７.０.０.１/',
    'http://①②⑦.0.0.1/',
    'http://localhost/',
    'http://localhost./',
    'http://any.name.test/',
    'http://metadata.google.internal/',
    'http://user:password@example.com/',
    'http://example.com:22/',
    'http://example.com:8080/',
    'https://example.com:6379/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('%s', async (url) => {
    const answer = await real().request('GET', url, () => true);
    expect(answer).toMatchObject({ kind: 'refused', reason: 'address-forbidden' });
  });

  test('an address outside the domains is not even looked up', async () => {
    const resolve = () => Promise.reject(new Error('must not be called'));
    const answer = await guardedFetcher(ruleOf({ resolve })).request('GET', 'http://casino.test/', isSite);
    expect(answer).toEqual({ kind: 'refused', reason: 'redirects-away', url: 'http://casino.test/' });
  });

  test('a name with one good address and one private one is refused: which of them answers is the attacker’s choice', async () => {
    const url = `http://two-faced.test:${sitePort}/page`;
    expect(await guardedFetcher(ruleOf()).request('GET', url, isSite)).toMatchObject({
      reason: 'address-forbidden',
    });
    expect(asked).toEqual([]);
  });

  test('a name that stands for nothing is refused', async () => {
    const url = `http://nothing.test:${sitePort}/`;
    expect(await guardedFetcher(ruleOf()).request('GET', url, isSite)).toMatchObject({ kind: 'refused' });
  });

  test('a name that changes its mind between the check and the connection gains nothing: it is looked up once', async () => {
    let lookups = 0;
    const rebinding = async () => {
      lookups += 1;
      return lookups === 1 ? ['127.0.0.1'] : ['10.0.0.7'];
    };
    expect(await get('/page', { resolve: rebinding })).toMatchObject({ status: 200 });
    expect(lookups).toBe(1);
    // Asked again, it is checked again.
    expect(await get('/hop', { resolve: rebinding })).toMatchObject({ reason: 'address-forbidden' });
  });

  test('a name that turns private between two hops is refused at the second', async () => {
    let lookups = 0;
    const turning = async () => {
      lookups += 1;
      return lookups === 1 ? ['127.0.0.1'] : ['10.0.0.7'];
    };
    expect(await get('/hop', { resolve: turning })).toMatchObject({ reason: 'address-forbidden' });
    expect(asked.map((each) => each.url)).toEqual(['/hop']);
  });

  test.each([
    ['/to-private', 'address-forbidden'],
    ['/to-metadata', 'address-forbidden'],
    ['/to-file', 'address-forbidden'],
    ['/to-password', 'address-forbidden'],
    ['/to-other', 'redirects-away'],
  ])('a redirect is checked as if it had been typed: %s', async (path, reason) => {
    expect(await get(path, { isAllowedPort: () => true })).toMatchObject({ kind: 'refused', reason });
    expect(asked).toHaveLength(1);
    expect(forbiddenAsked).toBe(0);
  });

  test('a redirect to nowhere is a page that cannot be reached', async () => {
    expect(await get('/nowhere')).toEqual({ kind: 'failed', reason: 'unreachable' });
  });
});
