import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Log, LogFacts } from '../../shared/ports/log.ts';

/** What EventBridge says of an object that has come. */
const objectCreated = z.object({
  source: z.literal('aws.s3'),
  'detail-type': z.literal('Object Created'),
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/** What GuardDuty Malware Protection says once it has looked at an object; the verdict itself is read from the object's tag. */
const objectScanned = z.object({
  source: z.literal('aws.guardduty'),
  'detail-type': z.literal('GuardDuty Malware Protection Object Scan Result'),
  detail: z.object({ s3ObjectDetails: z.object({ objectKey: z.string() }) }),
});
const objectEvent = z.discriminatedUnion('source', [objectCreated, objectScanned]);

/**
 * The function of an object's coming, or of its having been scanned. It throws what it cannot do, so that the event is sent again and at last put
 * with the dead letters; an event that means nothing is told in the log and is done.
 */
export function objectCreatedFunction(deps: Readonly<{ log: Log }>, work: (key: string) => Promise<string>) {
  return middy<unknown, string>()
    .use({
      onError: ({ error }) => {
        deps.log.error('event-failed', {}, error);
        throw error instanceof Error ? error : new Error(String(error));
      },
    })
    .handler(async (event) => {
      const told = objectEvent.parse(event);
      const key = told.source === 'aws.s3' ? told.detail.object.key : told.detail.s3ObjectDetails.objectKey;
      const outcome = await work(key);
      // The event may be faster than the tag.
      if (outcome === 'not-scanned' && told.source === 'aws.guardduty')
        throw new Error(`GuardDuty says that it scanned ${key}, and the object has no tag of it yet`);
      deps.log.info('event-done', { key, outcome });
      return outcome;
    });
}

/**
 * The function of a schedule, which says nothing but that it is time. It throws what it cannot do, so that it is tried again
 * and at last put with the dead letters; what it did is told in the log as plain facts. Long work is told how many
 * milliseconds are left before Lambda stops it.
 */
export function scheduledFunction(
  deps: Readonly<{ log: Log }>,
  work: (time: Readonly<{ left: () => number }>) => Promise<LogFacts>,
) {
  return middy<unknown, LogFacts>()
    .use({
      onError: ({ error }) => {
        deps.log.error('event-failed', {}, error);
        throw error instanceof Error ? error : new Error(String(error));
      },
    })
    .handler(async (_: unknown, context: Context) => {
      const facts = await work({ left: () => context.getRemainingTimeInMillis() });
      deps.log.info('event-done', facts);
      return facts;
    });
}
