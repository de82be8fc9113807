import { constants, createHash, createPublicKey, privateEncrypt, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { explainSystemError } from '../local-runtime-error.ts';
import { headerOf, parseAuthorization, signatureFault, type SigningScope } from '../signature-v4.ts';
import { loadSigningKey } from './key-files.ts';

export type KmsOptions = Readonly<{
  dir: string;
  /** 0 takes a free one. */
  port: number;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** The keys of the templates that sign. */
  keys: readonly Readonly<{ arn: string; name: string }>[];
}>;

/** An error as the service names it. */
class KmsError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** KMS takes 4,096 bytes at most to sign, and little around them. */
const largestBody = 65_536;
const algorithm = 'RSASSA_PKCS1_V1_5_SHA_256';
/** What PKCS #1 puts before a SHA-256 digest. */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

const bytes = z.pipe(
  z.base64(),
  z.transform((text) => Buffer.from(text, 'base64')),
);
const keyInput = z.strictObject({ KeyId: z.string() });
const signInput = z
  .strictObject({
    KeyId: z.string(),
    Message: bytes,
    MessageType: z._default(z.enum(['RAW', 'DIGEST']), 'RAW'),
    SigningAlgorithm: z.literal(algorithm),
  })
  .check(
    z.refine(({ Message, MessageType }) => Message.length === 32 || MessageType === 'RAW', {
      message: 'a digest has 32 bytes',
    }),
    z.refine(({ Message }) => Message.length >= 1 && Message.length <= 4096, {
      message: 'a message has 1 to 4096 bytes',
    }),
  );

type Key = Readonly<{ arn: string; name: string; private: KeyObject }>;

/**
 * KMS on loopback, as far as the product signs: `Sign` and `GetPublicKey` of RSA_3072 keys, over the service's own protocol.
 * Every request must be signed with the runtime's own access key.
 * @throws LocalRuntimeError `data-folder-damaged`, `port-busy`
 */
export async function startKms(
  options: KmsOptions,
): Promise<Readonly<{ endpoint: string; close: () => Promise<void> }>> {
  const keys = options.keys.map(({ arn, name }): Key => ({
    arn,
    name,
    private: loadSigningKey(options.dir, name),
  }));
  const scope: SigningScope = { ...options, service: 'kms' };
  const server = createServer((request, response) => void answer(keys, scope, request, response));
  const host = '127.0.0.1';
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', (error) => reject(explainSystemError(error, `${host}:${options.port}`)));
    server.listen(options.port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
  return {
    endpoint: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const operations: Readonly<Record<string, (keys: readonly Key[], input: unknown) => unknown>> = {
  Sign: (keys, input) => {
    const { KeyId, Message, MessageType } = signInput.parse(input);
    const key = keyOf(keys, KeyId);
    const signature =
      MessageType === 'DIGEST'
        ? privateEncrypt(
            { key: key.private, padding: constants.RSA_PKCS1_PADDING },
            Buffer.concat([digestInfo, Message]),
          )
        : sign('sha256', Message, key.private);
    return { KeyId: key.arn, Signature: signature.toString('base64'), SigningAlgorithm: algorithm };
  },
  GetPublicKey: (keys, input) => {
    const key = keyOf(keys, keyInput.parse(input).KeyId);
    return {
      KeyId: key.arn,
      PublicKey: createPublicKey(key.private).export({ type: 'spki', format: 'der' }).toString('base64'),
      KeySpec: 'RSA_3072',
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: [algorithm],
    };
  },
};

function keyOf(keys: readonly Key[], id: string): Key {
  const found = keys.find(({ arn, name }) => id === arn || id === name);
  if (found === undefined) throw new KmsError('NotFoundException', `Key '${id}' does not exist`);
  return found;
}

async function answer(
  keys: readonly Key[],
  scope: SigningScope,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const type = 'application/x-amz-json-1.1';
  try {
    const body = await bodyOf(request);
    requireSigned(request, scope, body);
    const [, name = ''] = headerOf(request, 'x-amz-target').split('.');
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation === undefined)
      throw new KmsError('UnknownOperationException', `The embedded KMS does not answer ${name}`);
    const output = operation(keys, JSON.parse(body.toString('utf8')));
    response.writeHead(200, { 'content-type': type }).end(JSON.stringify(output));
  } catch (error) {
    const [code, message] =
      error instanceof KmsError
        ? [error.code, error.message]
        : error instanceof z.core.$ZodError || error instanceof SyntaxError
          ? ['ValidationException', error.message]
          : ['KMSInternalException', error instanceof Error ? error.message : String(error)];
    response
      .writeHead(code === 'KMSInternalException' ? 500 : 400, { 'content-type': type })
      .end(JSON.stringify({ __type: code, message }));
  }
}

function requireSigned(request: IncomingMessage, scope: SigningScope, body: Buffer): void {
  const said = parseAuthorization(headerOf(request, 'authorization'));
  if (said === null) throw new KmsError('MissingAuthenticationTokenException', 'The request is not signed');
  const date = headerOf(request, 'x-amz-date');
  // Outside S3 the body is not named in a header: its hash stands in what was signed.
  const payload = createHash('sha256').update(body).digest('hex');
  const url = new URL(request.url ?? '/', 'http://kms');
  if (signatureFault(request, url, scope, { ...said, date, payload }) !== null)
    throw new KmsError('InvalidSignatureException', 'The request signature does not match');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Buffer)) continue;
    size += chunk.length;
    if (size > largestBody) throw new KmsError('ValidationException', 'The request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
