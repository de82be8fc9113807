import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DescribeKeyCommand, GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kmsSigner } from '../../../../functions/adapters/kms-signer.ts';
import { startKms } from '../../../../infra/local/kms/start-kms.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'biaochi-kms-'));
const credentials = { accessKeyId: 'AKIDLOCAL', secretAccessKey: 'local-secret' };
const region = 'cn-test-1';
const arn = 'arn:aws:kms:us-east-1:000000000000:key/app-Signing';
const start = () => startKms({ dir, port: 0, region, ...credentials, keys: [{ arn, name: 'app-Signing' }] });

let server: Awaited<ReturnType<typeof start>>;
let client: KMSClient;
const clientFor = (secretAccessKey: string) =>
  new KMSClient({
    endpoint: server.endpoint,
    region,
    credentials: { ...credentials, secretAccessKey },
    maxAttempts: 1,
  });
beforeAll(async () => {
  server = await start();
  client = clientFor(credentials.secretAccessKey);
});
afterAll(async () => {
  client.destroy();
  await server.close();
  rmSync(dir, { recursive: true });
});

const text = new TextEncoder();
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
  );

describe('what the product signs by the SDK', () => {
  test('is checked with the public key alone, at any length', async () => {
    const signer = kmsSigner(client, arn);
    const { spki, keyId } = await signer.publicKey();
    const publicKey = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
    for (const message of ['', '清单', 'x'.repeat(100_000)]) {
      const signed = await signer.sign(text.encode(message));
      const signature = Buffer.from(signed.signature, 'base64');
      expect(verify('sha256', text.encode(message), publicKey, signature)).toBe(true);
      expect(verify('sha256', text.encode(`${message}.`), publicKey, signature)).toBe(false);
      expect(signed.keyId).toBe(keyId);
    }
    expect(keyId).toBe(createHash('sha256').update(Buffer.from(spki, 'base64')).digest('hex'));
  });

  test('gets the same signature each time, so that a repeated task writes the same bytes', async () => {
    const [first, second] = [kmsSigner(client, arn), kmsSigner(client, arn)];
    expect(await first.sign(text.encode('a'))).toEqual(await second.sign(text.encode('a')));
  });

  test('is the same whether the message or its digest is sent', async () => {
    const sign = (Message: Uint8Array, MessageType: 'RAW' | 'DIGEST') =>
      client.send(
        new SignCommand({
          KeyId: arn,
          Message,
          MessageType,
          SigningAlgorithm: 'RSASSA_PKCS1_V1_5_SHA_256',
        }),
      );
    const digest = createHash('sha256').update('abc').digest();
    expect((await sign(digest, 'DIGEST')).Signature).toEqual(
      (await sign(text.encode('abc'), 'RAW')).Signature,
    );
    expect(await codeOf(sign(text.encode('abc'), 'DIGEST'))).toBe('ValidationException');
    expect(await codeOf(sign(new Uint8Array(4097), 'RAW'))).toBe('ValidationException');
  });
});

describe('what is refused, by name', () => {
  test('another secret: a key on this machine does not sign for whoever finds the port', async () => {
    const stranger = clientFor('other');
    expect(await codeOf(kmsSigner(stranger, arn).publicKey())).toBe('InvalidSignatureException');
    stranger.destroy();
    expect((await fetch(server.endpoint, { method: 'POST', body: '{}' })).status).toBe(400);
  });

  test('a key that is not there, an algorithm and an operation that are not emulated', async () => {
    expect(await codeOf(client.send(new GetPublicKeyCommand({ KeyId: 'other' })))).toBe('NotFoundException');
    const other = new SignCommand({
      KeyId: arn,
      Message: text.encode('x'),
      SigningAlgorithm: 'RSASSA_PSS_SHA_256',
    });
    expect(await codeOf(client.send(other))).toBe('ValidationException');
    expect(await codeOf(client.send(new DescribeKeyCommand({ KeyId: arn })))).toBe(
      'UnknownOperationException',
    );
  });
});

test('the key stays from start to start, readable by its owner alone', async () => {
  const before = await kmsSigner(client, arn).publicKey();
  await server.close();
  server = await start();
  client.destroy();
  client = clientFor(credentials.secretAccessKey);
  expect(await kmsSigner(client, arn).publicKey()).toEqual(before);
  expect(readdirSync(dir)).toEqual(['app-Signing.pem']);
  if (process.platform !== 'win32')
    expect(statSync(path.join(dir, 'app-Signing.pem')).mode & 0o777).toBe(0o600);
});

test('a damaged key is not taken for a new one in silence: what it signed would no longer check', async () => {
  const damaged = mkdtempSync(path.join(tmpdir(), 'biaochi-kms-'));
  writeFileSync(path.join(damaged, 'app-Signing.pem'), 'no key');
  await expect(
    startKms({ dir: damaged, port: 0, region, ...credentials, keys: [{ arn, name: 'app-Signing' }] }),
  ).rejects.toMatchObject({ code: 'data-folder-damaged' });
  rmSync(damaged, { recursive: true });
});
