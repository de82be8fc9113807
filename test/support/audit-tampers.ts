import { createHash } from 'node:crypto';
import { genesisHash, hashedText, type AuditEvent } from '../../shared/domain/audit/audit-event.ts';
import { noon } from './builders.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Hashes entries into a chain, as somebody would who wants to hide what they changed: numbers and hashes fit afterwards. */
export function hashedAnew(
  events: readonly Omit<AuditEvent, 'hash' | 'previousHash' | 'sequence'>[],
): AuditEvent[] {
  const chained: AuditEvent[] = [];
  for (const [index, said] of events.entries()) {
    const previousHash = chained.at(-1)?.hash ?? genesisHash;
    const event = { ...said, sequence: index + 1, previousHash };
    chained.push({ ...event, hash: sha256(hashedText(event)) });
  }
  return chained;
}

/** A chain of a stream, of so many entries. */
export function sampleChain(length: number, stream = '2018/unit/002'): AuditEvent[] {
  return hashedAnew(
    Array.from({ length }, (_, index) => ({
      stream,
      at: noon,
      actor: 'clerk-002',
      from: '192.0.2.1',
      action: 'register.add',
      subject: 'unit:002',
      details: { rows: index + 1, first: null },
      changes: [{ record: 'register-row', key: `ROW#${index + 1}`, before: null, after: '{"title":"通知"}' }],
    })),
  );
}

/** A tampered chain, and the entry that whoever checks it against what was signed has to name. */
export type Tampered = Readonly<{ events: AuditEvent[]; names: number }>;

const told = (event: AuditEvent): AuditEvent => ({ ...event, details: { rows: 99_999 } });

/**
 * The eight ways to tamper with a chain of at least three entries, each at any entry from 1 on that it can be done at; one that is
 * about the first, a middle or the last entry goes to that.
 */
export const tampers: Readonly<Record<string, (events: readonly AuditEvent[], at: number) => Tampered>> = {
  'an entry is edited': (events, at) => ({
    events: events.map((event) => (event.sequence === at ? told(event) : event)),
    names: at,
  }),
  'the first is deleted': (events) => ({ events: events.slice(1), names: 1 }),
  'one in the middle is deleted': (events, at) => {
    const middle = Math.min(Math.max(at, 2), events.length - 1);
    return { events: events.filter(({ sequence }) => sequence !== middle), names: middle };
  },
  'the last is deleted': (events) => ({ events: events.slice(0, -1), names: events.length }),
  'one is inserted': (events, at) => {
    const until = events.slice(0, at - 1);
    const [forged] = hashedAnew([...until, told(events[at - 1]!)]).slice(-1);
    return { events: [...until, forged!, ...events.slice(at - 1)], names: at };
  },
  'two are swapped': (events, at) => {
    const left = Math.min(at, events.length - 1);
    const swapped = [
      ...events.slice(0, left - 1),
      events[left]!,
      events[left - 1]!,
      ...events.slice(left + 1),
    ];
    return { events: swapped, names: left };
  },
  'the tail is cut': (events, at) => ({ events: events.slice(0, at - 1), names: at }),
  'the whole chain is hashed anew': (events, at) => ({
    events: hashedAnew(events.map((event) => (event.sequence === at ? told(event) : event))),
    names: at,
  }),
};
