import { hash } from 'node:crypto';
import { keyOf } from '../../shared/contracts/collection.ts';
import * as collections from '../../shared/contracts/collections.ts';
import { scopeOf } from '../../shared/contracts/streams.ts';
import { spreadOf } from '../../shared/contracts/stream-spread.ts';
import { personalFieldsOf } from '../../shared/contracts/personal-fields.ts';
import {
  genesisHash,
  hashedText,
  type AuditEntry,
  type AuditEvent,
} from '../../shared/domain/audit/audit-event.ts';
import { recordChanges } from '../../shared/domain/audit/record-change.ts';
import { callerAddress } from '../../shared/ports/caller.ts';
import type { StreamHead, Versioned, Write } from '../../shared/ports/store.ts';

type Head = Versioned<Pick<StreamHead, 'sequence' | 'hash'>>;

/**
 * What every change writes beside its records: the audit entry with what the writes change, its place in the trail, and the
 * stream's new head; the head's condition is what makes the chain, and the freeze, hold.
 * @returns the writes, and the head as it is once they are made
 */
export function chainWrites(
  change: Readonly<{ stream: string; audit: AuditEntry; writes: readonly Write[] }>,
  head: Head | null,
  frozenBy: string | null,
): Readonly<{ writes: readonly Write[]; head: StreamHead }> {
  const event = nextEvent(change, head);
  const { stream, sequence, at, actor, action, hash } = event;
  const place = { stream, sequence, at, actor, action };
  const after: StreamHead = { stream, sequence, hash, frozenBy };
  const headWrite = {
    collection: collections.streamHeads.name,
    schemaVersion: collections.streamHeads.schemaVersion,
    key: keyOf(collections.streamHeads, { stream }),
    value: after,
    fingerprint: null,
  };
  const writes: readonly Write[] = [
    {
      kind: 'create',
      collection: collections.auditEvents.name,
      schemaVersion: collections.auditEvents.schemaVersion,
      key: keyOf(collections.auditEvents, { stream, sequence }),
      value: event,
      fingerprint: null,
    },
    {
      kind: 'create',
      collection: collections.auditTrail.name,
      schemaVersion: collections.auditTrail.schemaVersion,
      key: keyOf(collections.auditTrail, { ...place, scope: scopeOf(stream), spread: spreadOf(stream) }),
      value: place,
      fingerprint: null,
    },
    head === null
      ? { kind: 'create', ...headWrite }
      : { kind: 'replace', ...headWrite, before: head.value, version: head.version },
  ];
  return { writes, head: after };
}

function nextEvent(
  { stream, audit, writes }: Readonly<{ stream: string; audit: AuditEntry; writes: readonly Write[] }>,
  head: Head | null,
): AuditEvent {
  const written = writes.flatMap((write) =>
    write.kind === 'check'
      ? []
      : [
          {
            record: write.collection,
            key: write.key.sk,
            before: write.kind === 'create' ? null : write.before,
            after: write.value,
          },
        ],
  );
  const event = {
    ...audit,
    stream,
    sequence: (head?.value.sequence ?? 0) + 1,
    from: callerAddress(),
    changes: recordChanges(written, personalFieldsOf, sha256),
    previousHash: head?.value.hash ?? genesisHash,
  };
  return { ...event, hash: sha256(hashedText(event)) };
}

function sha256(text: string): string {
  return hash('sha256', text);
}
