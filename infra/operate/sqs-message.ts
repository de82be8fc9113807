import type { Message } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Letter } from './letter-box.ts';

/** What Lambda sends to a destination when a function has failed for the last time. */
const failedInvocation = z.object({
  timestamp: z.string(),
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.catch(z.optional(z.object({ errorMessage: z.string() })), undefined),
});

/**
 * A message of a queue of dead letters. Three services write into one queue: Lambda's destinations wrap the event; EventBridge's rules
 * and its Scheduler send it as it is and say the rest in the message's attributes.
 */
export function letterOf(queue: string, message: Message): Letter {
  const said = (name: string) => message.MessageAttributes?.[name]?.StringValue;
  const sent = message.Attributes?.SentTimestamp;
  const at = sent === undefined ? null : new Date(Number(sent)).toISOString();
  const body = jsonOf(message.Body ?? '');
  const id = message.MessageId ?? '';
  const failed = failedInvocation.safeParse(body);
  if (failed.success) {
    const { requestContext, requestPayload, responsePayload, timestamp } = failed.data;
    return {
      id,
      queue,
      // Without the version, which a deployment may have replaced since.
      target: requestContext.functionArn.split(':').slice(0, 7).join(':'),
      payload: requestPayload,
      error: responsePayload?.errorMessage ?? requestContext.condition,
      at: timestamp,
    };
  }
  // A payload that was cut off must not be replayed as if it were whole.
  const whole = said('IS_PAYLOAD_TRUNCATED') !== 'true' && body !== undefined;
  const error = [said('ERROR_CODE'), said('ERROR_MESSAGE')].filter((part) => part !== undefined).join(': ');
  return {
    id,
    queue,
    target: whole ? (said('TARGET_ARN') ?? null) : null,
    payload: body,
    error: error === '' ? 'unknown' : error,
    at,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
