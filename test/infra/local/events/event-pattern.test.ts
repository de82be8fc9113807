import { describe, expect, test } from 'vitest';
import { compileEventPattern } from '../../../../infra/local/events/event-pattern.ts';
import { objectCreatedEvent } from '../../../../infra/local/events/object-created.ts';
import { containing, like } from '../fixture/matchers.ts';

const fits = (pattern: Record<string, unknown>, event: unknown) =>
  compileEventPattern(pattern, 'AWS::Events::Rule "R"')(event);
const object = objectCreatedEvent({
  bucket: 'evidence-bucket',
  key: 'evidence/2018/标 尺.pdf',
  size: 12,
  etag: '"abc"',
  versionId: 'v1',
});

describe('the event of a stored object', () => {
  test('has the shape that EventBridge documents: key as it is, etag without quotes', () => {
    expect(object).toMatchObject({
      version: '0',
      'detail-type': 'Object Created',
      source: 'aws.s3',
      account: '000000000000',
      region: 'us-east-1',
      resources: ['arn:aws:s3:::evidence-bucket'],
      detail: {
        version: '0',
        bucket: { name: 'evidence-bucket' },
        object: { key: 'evidence/2018/标 尺.pdf', size: 12, etag: 'abc', 'version-id': 'v1' },
        reason: 'PutObject',
      },
    });
    expect(object['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  test('in a bucket without versions names none', () => {
    expect(objectCreatedEvent({ bucket: 'b', key: 'k', size: 0, etag: 'e' })).not.toHaveProperty(
      'detail.object.version-id',
    );
  });
});

describe('patterns', () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ['exact value', { source: ['aws.s3'] }, true],
    ['another value', { source: ['aws.ec2'] }, false],
    ['one of several', { source: ['aws.ec2', 'aws.s3'] }, true],
    ['every member must fit', { source: ['aws.s3'], 'detail-type': ['Object Deleted'] }, false],
    ['nested', { detail: { bucket: { name: ['evidence-bucket'] } } }, true],
    ['nested in something that is not there', { detail: { none: { name: ['x'] } } }, false],
    ['a number', { detail: { object: { size: [12] } } }, true],
    ['a number is not its text', { detail: { object: { size: ['12'] } } }, false],
    ['prefix', { detail: { object: { key: [{ prefix: 'evidence/' }] } } }, true],
    ['another prefix', { detail: { object: { key: [{ prefix: 'reports/' }] } } }, false],
    ['prefix of a number fits nothing', { detail: { object: { size: [{ prefix: '1' }] } } }, false],
    ['suffix', { detail: { object: { key: [{ suffix: '.pdf' }] } } }, true],
    ['anything-but a value', { source: [{ 'anything-but': 'aws.ec2' }] }, true],
    ['anything-but, a list', { source: [{ 'anything-but': ['aws.ec2', 'aws.s3'] }] }, false],
    ['anything-but needs a value to be there', { nothing: [{ 'anything-but': 'x' }] }, false],
    ['exists', { detail: { object: { 'version-id': [{ exists: true }] } } }, true],
    ['exists: false', { detail: { object: { sequencer: [{ exists: false }] } } }, true],
    ['a list in the event fits by one element', { resources: [{ prefix: 'arn:aws:s3' }] }, true],
  ])('%s', (_, pattern, expected) => {
    expect(fits(pattern, object)).toBe(expected);
  });

  test.each<[string, Record<string, unknown>]>([
    ['numeric', { detail: { object: { size: [{ numeric: ['>', 0] }] } } }],
    ['cidr', { detail: { ip: [{ cidr: '10.0.0.0/8' }] } }],
    ['$or', { $or: [{ source: ['a'] }, { source: ['b'] }] }],
    ['anything-but', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['source', { source: 'aws.s3' }],
  ])('an operator or form that is not carried out (%s) is refused by name at start', (name, pattern) => {
    expect(() => compileEventPattern(pattern, 'AWS::Events::Rule "R"')).toThrow(
      like({
        code: 'template-unsupported',
        message: containing(name),
      }),
    );
  });
});
