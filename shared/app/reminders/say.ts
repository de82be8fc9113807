import { recordsPerChange } from '../in-parts.ts';
import * as collections from '../../contracts/collections.ts';
import { streams } from '../../contracts/streams.ts';
import type { AuditKind } from '../../domain/audit/audit-kinds.ts';
import { Refusal } from '../../domain/errors.ts';
import { waitingDelivery, type ChannelKind } from '../../domain/reminders/delivery.ts';
import { reminderKey, type Audience, type ReminderMessage } from '../../domain/reminders/reminder.ts';
import type { Instant } from '../../domain/values.ts';
import { AlreadyThere, type Store, type Write } from '../../ports/store.ts';
import { idFrom } from '../new-id.ts';
import { create } from '../writes.ts';

type Inbox = Readonly<{ cycle: string; subject: string }>;

/** The id of what is said: the same thing said to the same member is one record. */
export function reminderId({ cycle, subject }: Inbox, audience: Audience, message: ReminderMessage): string {
  return idFrom(`reminder ${cycle}`, reminderKey(audience, message, subject));
}

/** Puts a message into an inbox, and on its way out where the inbox has a channel. */
export function saying(
  inbox: Inbox,
  to: Readonly<{ audience: Audience; name: string }>,
  message: ReminderMessage,
  by: ChannelKind | null,
  now: Instant,
): readonly Write[] {
  const { audience, name } = to;
  const id = reminderId(inbox, audience, message);
  const value = {
    ...inbox,
    id,
    audience,
    to: name,
    message,
    sentAt: now,
    readAt: null,
    status: 'open',
  } as const;
  const said = create(collections.reminders, { ...inbox, reminder: id }, value);
  if (by === null) return [said];
  const waiting = waitingDelivery({ ...inbox, reminder: id, by }, now);
  return [said, create(collections.deliveries, { ...inbox, reminder: id }, waiting)];
}

/**
 * Writes what was said and settled in one inbox. What belongs together stays in one transaction.
 * @returns false when somebody changed the inbox at that moment: the rest is for the next round
 */
export async function writeInbox(
  store: Store,
  inbox: Inbox,
  groups: readonly (readonly Write[])[],
  audit: Readonly<{ at: Instant; actor: string; action: AuditKind }>,
): Promise<boolean> {
  try {
    for (const part of inParts(groups)) {
      await store.commit({
        stream: streams.inbox(inbox.cycle, inbox.subject),
        writes: part,
        audit: { ...audit, subject: `inbox:${inbox.subject}`, details: { records: part.length } },
      });
    }
    return true;
  } catch (error) {
    // Another round, or the member who reads, was there first.
    const lost = error instanceof Refusal && error.code === 'changed-meanwhile';
    if (lost || error instanceof AlreadyThere) return false;
    throw error;
  }
}

function inParts(groups: readonly (readonly Write[])[]): readonly (readonly Write[])[] {
  const parts: Write[][] = [];
  for (const group of groups) {
    const last = parts.at(-1);
    if (last === undefined || last.length + group.length > recordsPerChange) parts.push([...group]);
    else last.push(...group);
  }
  return parts;
}
