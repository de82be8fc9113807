import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { boundedInflate } from '../../../../functions/adapters/inspection/bounded-inflate.ts';
import { inspectArrivedFile } from '../../../../functions/adapters/inspection/inspect-arrived-file.ts';
import { buildPdf } from '../../../support/file-builders.ts';

describe('unpacking stops at the limit that the inspection sets', () => {
  const data = Buffer.alloc(100_000, 'open government ');
  const deflated = deflateRawSync(data);

  test('data that is exactly as long as allowed comes whole', () => {
    expect(boundedInflate(deflated, data.length)).toEqual(data);
  });

  test('one byte more than allowed is too long, so nothing is handed out', () => {
    expect(boundedInflate(deflated, data.length - 1)).toBe('too-long');
  });

  test('a gigabyte of zeros is too long without a gigabyte being made', () => {
    const bomb = deflateRawSync(Buffer.alloc(64 * 1_048_576), { level: 9 });
    expect(boundedInflate(bomb, 1_000)).toBe('too-long');
  });

  test('data that stops early gives what there is, for a look at the beginning', () => {
    const start = boundedInflate(
      deflateRawSync(Buffer.from(Array.from({ length: 9_000 }, (_, at) => (at * at) % 251))).subarray(0, 200),
      9_000,
    );
    expect(start).not.toBeTypeOf('string');
    expect(start.length).toBeGreaterThan(50);
    expect(start.length).toBeLessThan(9_000);
  });

  test('bytes that are not packed data are broken', () => {
    expect(boundedInflate(Buffer.from([0xff, 0xff, 0xff]), 100)).toBe('broken');
  });

  test('bytes after the packed data do not matter, as at the end of a PDF stream', () => {
    expect(boundedInflate(Buffer.concat([deflated, Buffer.from('\nendstream')]), data.length)).toEqual(data);
  });

  test('nothing, packed, is nothing, and something told to be nothing is seen to be more', () => {
    expect(boundedInflate(deflateRawSync(Buffer.alloc(0)), 0)).toHaveLength(0);
    expect(boundedInflate(deflated, 0)).toBe('too-long');
  });
});

test('the hash of what arrived is made from the bytes, so that other bytes of the same length are noticed', () => {
  const bytes = buildPdf(['<< >>']);
  const declared = { name: '通知.pdf', contentType: 'application/pdf', size: bytes.length };
  // sha256sum of the same bytes.
  const sha256 = '519d232f8297317acef0de2beff15180c39fde38954de4517c92b40fceb18719';
  expect(inspectArrivedFile(bytes, { ...declared, sha256 })).toMatchObject({ outcome: 'inspected' });
  const other = bytes.slice();
  other[20] = 0x20;
  expect(inspectArrivedFile(other, { ...declared, sha256 })).toMatchObject({
    outcome: 'quarantined',
    reasons: [{ code: 'hash-differs' }],
  });
});
