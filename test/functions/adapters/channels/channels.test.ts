import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
  BadRequestException,
  MessageRejected,
  SendEmailCommand,
  SESv2Client,
  TooManyRequestsException,
} from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendMail } from '../../../../functions/adapters/channels/ses-mail.ts';
import { postWebhook } from '../../../../functions/adapters/channels/webhook.ts';
import { publicAddresses } from '../../../../functions/adapters/link-fetch/guarded-fetcher.ts';
import { mailOf } from '../../../../shared/report/reminder-mail.ts';
import { noon, sampleId } from '../../../support/builders.ts';

const message = {
  id: sampleId(1),
  cycle: '2018',
  audience: { kind: 'unit', unit: '002' } as const,
  sentAt: noon,
  title: { zh: '今天到期：补齐材料 <A1>', en: 'Due today: bring the evidence <A1>' },
  body: { zh: '商务局的同事，您好：\n请补齐“A&B”。', en: 'Hello.\nPlease bring “A&B”.' },
};

describe('a webhook', () => {
  const secret = 'f'.repeat(64);
  let server: Server;
  let port = 0;
  const got: Readonly<{ request: IncomingMessage; body: string }>[] = [];
  let answer = 204;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        got.push({ request, body: Buffer.concat(parts).toString('utf8') });
        response.writeHead(answer, { location: 'http://127.0.0.1/' }).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    got.length = 0;
    answer = 204;
  });
  const here = {
    isAllowedAddress: (address: string) => address === '127.0.0.1',
    isAllowedPort: () => true,
    resolve: async () => ['127.0.0.1'],
  };
  const post = (rule = here, url = `http://hooks.test:${port}/in?x=1`) =>
    postWebhook(rule, { by: 'webhook', url, secret }, message, () => 1_529_000_000_500);

  test('is told the reminder as JSON, signed so that the receiver can be sure who and when', async () => {
    expect(await post()).toBe('sent');
    const [first] = got;
    if (first === undefined) throw new Error('nothing arrived');
    const { request, body } = first;
    expect([request.method, request.url, request.headers.host]).toEqual([
      'POST',
      '/in?x=1',
      `hooks.test:${port}`,
    ]);
    expect(JSON.parse(body)).toEqual({ kind: 'reminder', ...message });
    expect(request.headers['biaochi-timestamp']).toBe('1529000000');
    const expected = createHmac('sha256', secret).update(`1529000000.${body}`).digest('hex');
    expect(request.headers['biaochi-signature']).toBe(expected);
    expect(JSON.stringify(request.headers) + body).not.toContain(secret);
  });

  test.each([
    [200, 'sent'],
    [301, 'refused'],
    [400, 'refused'],
    [404, 'refused'],
    [408, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('that answers %d counts as %s', async (status, outcome) => {
    answer = status;
    expect(await post()).toBe(outcome);
    expect(got).toHaveLength(1);
  });

  test('that is not there may be there later', async () => {
    expect(await post(here, 'http://hooks.test:1/')).toBe('failed');
  });

  test.each([
    ['this machine', (at: number) => `http://127.0.0.1:${at}/`],
    ['the metadata service', () => 'http://169.254.169.254/latest/'],
    ['a name of ours with a password', () => 'https://admin:1@example.cn/'],
  ])('on %s is never asked: an admin’s address may not reach into our network', async (_, url) => {
    expect(await postWebhook(publicAddresses, { by: 'webhook', url: url(port), secret }, message)).toBe(
      'refused',
    );
    expect(got).toEqual([]);
  });
});

describe('e-mail', () => {
  const ses = mockClient(SESv2Client);
  beforeEach(() => ses.reset());
  const send = () =>
    sendMail(
      new SESv2Client({ region: 'eu-west-1' }),
      'biaochi@example.cn',
      { by: 'mail', address: 'clerk@example.cn', language: 'zh' },
      message,
    );

  test('goes from the installation’s address to one person, as text and as a page', async () => {
    ses.on(SendEmailCommand).resolves({});
    expect(await send()).toBe('sent');
    expect(ses.commandCalls(SendEmailCommand)[0]?.args[0].input).toMatchObject({
      FromEmailAddress: 'biaochi@example.cn',
      Destination: { ToAddresses: ['clerk@example.cn'] },
      Content: { Simple: { Subject: { Data: message.title.zh, Charset: 'UTF-8' } } },
    });
  });

  const about = { $metadata: {}, message: 'no' };
  test.each([
    ['a message that SES will not take', new MessageRejected(about), 'refused'],
    ['an address that is none', new BadRequestException(about), 'refused'],
    ['too many at once', new TooManyRequestsException(about), 'failed'],
    ['a network that is down', new Error('ECONNRESET'), 'failed'],
  ])('%s: %s', async (_, error, outcome) => {
    ses.on(SendEmailCommand).rejects(error);
    expect(await send()).toBe(outcome);
  });

  test('what stands in a reminder cannot become part of the page, or a second line of the subject', () => {
    const { subject, html, text } = mailOf({ ...message, title: { zh: '甲\r\nBcc: x@y', en: 'a' } }, 'zh');
    expect(subject).toBe('甲 Bcc: x@y');
    expect(mailOf(message, 'zh').html).toContain('今天到期：补齐材料 &lt;A1&gt;');
    expect(html).toContain('“A&amp;B”');
    expect(html).not.toMatch(/src=|href=|<script/);
    expect(text).toContain('商务局的同事');
  });

  test('comes in English to who asked for English', () => {
    expect(mailOf(message, 'en')).toMatchObject({ subject: message.title.en });
    expect(mailOf(message, 'en').html).toContain('lang="en"');
  });
});
