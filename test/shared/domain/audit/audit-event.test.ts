import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashedText } from '../../../../shared/domain/audit/audit-event.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { sampleChain, tampers } from '../../../support/audit-tampers.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const chain = sampleChain;

describe('an audit chain', () => {
  test('holds when nothing was touched, also when it is empty', () => {
    expect(verifyChain(chain(5), sha256)).toBeNull();
    expect(verifyChain([], sha256)).toBeNull();
  });

  test('names the entry that was edited', () => {
    const events = chain(5);
    events[2] = { ...events[2]!, details: { rows: 99 } };
    expect(verifyChain(events, sha256)).toEqual({ sequence: 3, fault: 'altered' });
  });

  test('names the place of an entry that was taken out: first or middle', () => {
    expect(verifyChain(chain(5).slice(1), sha256)).toEqual({ sequence: 1, fault: 'out-of-sequence' });
    expect(
      verifyChain(
        chain(5).filter((event) => event.sequence !== 3),
        sha256,
      ),
    ).toEqual({ sequence: 3, fault: 'out-of-sequence' });
  });

  test('names the entry after one that was edited and hashed anew', () => {
    const events = chain(5);
    const forged = { ...events[2]!, details: { rows: 99 } };
    events[2] = { ...forged, hash: sha256(hashedText(forged)) };
    expect(verifyChain(events, sha256)).toEqual({ sequence: 4, fault: 'broken-link' });
  });

  test('names two that were swapped', () => {
    const events = chain(5);
    [events[1], events[2]] = [events[2]!, events[1]!];
    expect(verifyChain(events, sha256)).toEqual({ sequence: 2, fault: 'out-of-sequence' });
  });

  test('holds against what was signed of it, or of its beginning', () => {
    const events = chain(5);
    for (const count of [0, 3, 5])
      expect(
        verifyChain(
          events,
          sha256,
          events.slice(0, count).map((event) => event.hash),
        ),
      ).toBeNull();
  });

  test.each(Object.entries(tampers))(
    'that was signed names the exact entry when %s, whichever it is and however long the chain',
    (_, tamper) => {
      fc.assert(
        fc.property(fc.integer({ min: 3, max: 40 }), fc.nat(), (length, seed) => {
          const events = chain(length);
          const signed = events.map((event) => event.hash);
          const { events: after, names } = tamper(events, 1 + (seed % length));
          expect(verifyChain(after, sha256, signed)?.sequence).toBe(names);
        }),
      );
    },
  );
});
