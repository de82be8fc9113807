import { describe, expect, test } from 'vitest';
import { calledFrom } from '../../../functions/middleware/called-from.ts';
import { httpEvent } from '../http-call.ts';

/** The address that stands in the audit trail and by which calls are counted: nobody may choose it. */
const secret = 'x'.repeat(48);
/** Where the gateway saw every call of these tests come from. */
const gatewaySaw = '192.0.2.1';
const event = (headers: Readonly<Record<string, string>>) =>
  httpEvent({ route: { method: 'GET', path: '/probe' }, subject: null, headers });

describe('behind CloudFront', () => {
  test.each(['198.51.100.7', '2001:db8::7'])(
    'a call through it came from %s, as CloudFront says',
    (viewer) => {
      expect(calledFrom(event({ 'x-viewer-address': viewer, 'x-origin-secret': secret }), secret)).toBe(
        viewer,
      );
    },
  );

  test.each([
    ['without the secret', { 'x-viewer-address': '198.51.100.7' }],
    ['with a guess', { 'x-viewer-address': '198.51.100.7', 'x-origin-secret': 'y'.repeat(48) }],
    ['with the beginning of it', { 'x-viewer-address': '198.51.100.7', 'x-origin-secret': 'x'.repeat(47) }],
    ['with none', { 'x-viewer-address': '198.51.100.7', 'x-origin-secret': '' }],
    ['with the word for having none', { 'x-viewer-address': '198.51.100.7', 'x-origin-secret': 'none' }],
    [
      'by the headers that proxies write',
      { 'x-forwarded-for': '198.51.100.7', 'cloudfront-viewer-address': '198.51.100.7:443' },
    ],
  ])('a call past it that names an address %s came from where the gateway saw it', (_, headers) => {
    expect(calledFrom(event(headers), secret)).toBe(gatewaySaw);
  });

  test.each(['', 'not an address', '198.51.100.7, 203.0.113.1', '198.51.100.7:443'])(
    'what CloudFront would never say is not taken: “%s”',
    (viewer) => {
      expect(calledFrom(event({ 'x-viewer-address': viewer, 'x-origin-secret': secret }), secret)).toBe(
        gatewaySaw,
      );
    },
  );
});

test('where nothing stands before the API no header says anything, not even with “none” as the secret', () => {
  expect(calledFrom(event({ 'x-viewer-address': '198.51.100.7', 'x-origin-secret': 'none' }), null)).toBe(
    gatewaySaw,
  );
});
