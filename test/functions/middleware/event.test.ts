import { expect, test } from 'vitest';
import { createHandler } from '../../../functions/event-inspect-evidence/handler.ts';
import { objectCreatedFunction, scheduledFunction } from '../../../functions/middleware/event.ts';
import { notImplemented, sampleWorld } from '../../shared/app/world.ts';
import { lambdaContext, recordedLog } from '../http-call.ts';

const event = (key: string) => ({
  version: '0',
  id: 'event-1',
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'evidence' }, object: { key, size: 5, etag: 'x' }, reason: 'PutObject' },
});

test('the work is given the object’s key, and what came of it is told in the log', async () => {
  const { log, lines } = recordedLog();
  const seen: string[] = [];
  const handler = objectCreatedFunction({ log }, async (key) => {
    seen.push(key);
    return 'inspected';
  });
  expect(await handler(event('evidence/2018/1'), lambdaContext)).toBe('inspected');
  expect(seen).toEqual(['evidence/2018/1']);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    code: 'event-done',
    key: 'evidence/2018/1',
    outcome: 'inspected',
  });
});

test('what the work cannot do is thrown on, so that the event comes again or goes to the dead letters', async () => {
  const { log, lines } = recordedLog();
  const fault = new Error('store is away');
  const handler = objectCreatedFunction({ log }, () => Promise.reject(fault));
  await expect(handler(event('evidence/2018/1'), lambdaContext)).rejects.toBe(fault);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'ERROR', code: 'event-failed' });
});

const scanned = (objectKey: string) => ({
  source: 'aws.guardduty',
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  detail: {
    scanStatus: 'COMPLETED',
    s3ObjectDetails: { bucketName: 'evidence', objectKey, eTag: 'x', versionId: 'v' },
    scanResultDetails: { scanResultStatus: 'NO_THREATS_FOUND' },
  },
});

test('the virus scanner’s word on an object is another way to hear of it', async () => {
  const handler = objectCreatedFunction({ log: recordedLog().log }, (key) => Promise.resolve(key));
  expect(await handler(scanned('evidence/2018/1'), lambdaContext)).toBe('evidence/2018/1');
});

test('a word that is faster than its tag is sent again; before any word there is nothing to do', async () => {
  const handler = objectCreatedFunction({ log: recordedLog().log }, () => Promise.resolve('not-scanned'));
  await expect(handler(scanned('evidence/2018/1'), lambdaContext)).rejects.toThrow(/no tag/);
  expect(await handler(event('evidence/2018/1'), lambdaContext)).toBe('not-scanned');
});

test.each([
  ['another service’s', { ...event('k'), source: 'aws.ec2' }],
  ['another kind of', { ...event('k'), 'detail-type': 'Object Deleted' }],
  ['an empty', {}],
])('%s event is a fault of the wiring, and no work is done', async (_, wrong) => {
  const { log } = recordedLog();
  const handler = objectCreatedFunction({ log }, notImplemented('work'));
  await expect(handler(wrong, lambdaContext)).rejects.toMatchObject({ name: '$ZodError' });
});

test('an object that is no evidence is done with: told in the log and not tried again', async () => {
  const { log, lines } = recordedLog();
  const world = await sampleWorld();
  const inspector = { inspect: notImplemented('inspector.inspect') };
  const verdicts = { read: notImplemented('verdicts.read'), write: notImplemented('verdicts.write') };
  const handler = createHandler({ log, ...world, rehearsalClock: null, inspector, verdicts });
  expect(await handler(event('stray.txt'), lambdaContext)).toBe('not-evidence');
  expect(lines[0]).toContain('not-evidence');
});

test('a schedule’s work is told in the log as plain facts, whatever the schedule sent', async () => {
  const { log, lines } = recordedLog();
  const handler = scheduledFunction({ log }, () => Promise.resolve({ removed: 2, later: 0 }));
  for (const sent of [{}, undefined, { 'detail-type': 'Scheduled Event' }]) {
    expect(await handler(sent, lambdaContext)).toEqual({ removed: 2, later: 0 });
  }
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'event-done', removed: 2, later: 0 });
});

test('a schedule’s work that fails is thrown on, so that the night is tried again or raises the alarm', async () => {
  const { log, lines } = recordedLog();
  const fault = new Error('store is away');
  const handler = scheduledFunction({ log }, () => Promise.reject(fault));
  await expect(handler({}, lambdaContext)).rejects.toBe(fault);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'ERROR', code: 'event-failed' });
});
