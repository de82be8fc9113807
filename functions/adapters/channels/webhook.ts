import { createHmac } from 'node:crypto';
import type { SendOutcome } from '../../../shared/domain/reminders/delivery.ts';
import type { Outgoing, Target } from '../../../shared/ports/channel.ts';
import { guardedRequest, type AddressRule } from '../link-fetch/guarded-request.ts';

/** A receiver that thinks longer than this is asked again later. */
const mostMilliseconds = 10_000;

/**
 * Posts a reminder as JSON to the county's own system. `biaochi-signature` is the HMAC-SHA256 of `<timestamp>.<body>` under the
 * secret: the receiver checks it, refuses old timestamps, and tells a repetition by the reminder's id.
 */
export async function postWebhook(
  rule: AddressRule,
  { url, secret }: Extract<Target, { by: 'webhook' }>,
  message: Outgoing,
  now: () => number = Date.now,
): Promise<SendOutcome> {
  const body = JSON.stringify({ kind: 'reminder', ...message });
  const timestamp = String(Math.floor(now() / 1000));
  try {
    const response = await guardedRequest(rule, {
      method: 'POST',
      url: new URL(url),
      body,
      signal: AbortSignal.timeout(mostMilliseconds),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'user-agent': 'Biaochi/1.0 (reminders)',
        'biaochi-timestamp': timestamp,
        'biaochi-signature': webhookSignature(secret, timestamp, body),
      },
    });
    response?.destroy();
    return outcomeOf(response?.statusCode ?? null);
  } catch {
    // Whatever a name, a connection or a server can do wrong: it may be better in an hour.
    return 'failed';
  }
}

/** What the receiver computes from the secret, the timestamp and the body as it came. */
export function webhookSignature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Null: the address may not be asked, now or later. A redirect is not followed, and nothing will change about it by itself. */
function outcomeOf(status: number | null): SendOutcome {
  if (status === null) return 'refused';
  if (status >= 200 && status < 300) return 'sent';
  const passes = status === 408 || status === 425 || status === 429 || status >= 500;
  return passes ? 'failed' : 'refused';
}
