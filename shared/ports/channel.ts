import type { ChannelKind, SendOutcome } from '../domain/reminders/delivery.ts';
import type { Audience } from '../domain/reminders/reminder.ts';
import type { Bilingual, Instant } from '../domain/values.ts';

/** A reminder on its way out. It says nothing that its audience may not read, and names no person. */
export type Outgoing = Readonly<{
  /** The reminder's id: the same in every attempt, by which a receiver tells a repetition. */
  id: string;
  cycle: string;
  audience: Audience;
  sentAt: Instant;
  title: Bilingual;
  body: Bilingual;
}>;

/** Where it goes. */
export type Target =
  | Readonly<{ by: 'mail'; address: string; language: keyof Bilingual }>
  | Readonly<{ by: 'webhook'; url: string; secret: string }>;

/** Sends reminders out of the house. Never throws for what the other side does. */
export type Channel = Readonly<{
  /** Whether this installation can send that way at all. */
  carries: (by: ChannelKind) => boolean;
  send: (to: Target, message: Outgoing) => Promise<SendOutcome>;
}>;
