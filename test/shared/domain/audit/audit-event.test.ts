import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { genesisHash, hashedText, type AuditEvent } from '../../../../shared/domain/audit/audit-event.ts';
import { verifyChain } from '../../../../shared/domain/audit/verify-chain.ts';
import { noon } from '../../../support/builders.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function chain(length: number): AuditEvent[] {
  const events: AuditEvent[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const event = {
      stream: '2018/unit/002',
      sequence,
      at: noon,
      actor: 'clerk-002',
      from: '192.0.2.1',
      action: 'register.add',
      subject: 'unit:002',
      details: { rows: sequence },
      changes: [{ record: 'register-row', key: 'ROW#1', before: null, after: '{"status":"current"}' }],
      previousHash: events.at(-1)?.hash ?? genesisHash,
    };
    events.push({ ...event, hash: sha256(hashedText(event)) });
  }
  return events;
}

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
});
