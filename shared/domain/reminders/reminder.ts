import * as z from 'zod/mini';
import { mondayOf, weekdayOf } from '../calendar.ts';
import { runStep } from '../run/run.ts';
import { cycleId, day, instant, line, recordId, runId, type Day, type Instant } from '../values.ts';
import { addressee, addresseeKey, duty, stage, type Duty, type Stage } from './duty.ts';
import type { DutyKind, ReminderSettings } from './reminder-settings.ts';

/** Who is addressed: a unit's staff, those who act for a lead body, the county office's admins, or who signs its reports. */
export const audience = z.discriminatedUnion('kind', [
  ...addressee.def.options,
  z.strictObject({ kind: z.literal('office') }),
  z.strictObject({ kind: z.literal('signer') }),
]);
export type Audience = z.infer<typeof audience>;

/** An audience in one word, for keys: `unit:002`. */
export function audienceKey(of: Audience): string {
  return of.kind === 'office' || of.kind === 'signer' ? of.kind : addresseeKey(of);
}

/** At most this many duties are named in a digest; the rest is counted. */
const mostInDigest = 12;

/** What is said: that one duty is near, or once a week all that is open. */
export const reminderMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('duty'), duty, stage }),
  z.strictObject({
    kind: z.literal('digest'),
    /** The Monday of the week. */
    week: day,
    duties: z.array(z.strictObject({ duty, stage: z.nullable(stage) })).check(z.maxLength(mostInDigest)),
    more: z.int().check(z.minimum(0)),
  }),
  /** An admin asks for what is open, on a day of their choosing. */
  z.strictObject({
    kind: z.literal('nudge'),
    on: day,
    duties: z.array(z.strictObject({ duty, stage: z.nullable(stage) })).check(z.maxLength(mostInDigest)),
    more: z.int().check(z.minimum(0)),
  }),
  z.strictObject({
    kind: z.literal('county-digest'),
    week: day,
    units: z.int(),
    overdue: z.int(),
    evidenceMissing: z.int(),
    evidenceReturned: z.int(),
    contactsMissing: z.int(),
    registerBehind: z.int(),
    silentBodies: z.int(),
  }),
  /** A run has stopped and waits to be mended, or its report waits to be read and signed. */
  z.strictObject({
    kind: z.literal('run-waits'),
    run: runId,
    waitsFor: z.enum(['repair', 'sign-off']),
    step: runStep,
    since: instant,
    /** When it has waited long enough and ends. */
    until: instant,
  }),
]);
export type ReminderMessage = z.infer<typeof reminderMessage>;

const base = {
  cycle: cycleId,
  id: recordId,
  /** The member in whose inbox it lies. */
  subject: z.string().check(z.minLength(1), z.maxLength(128)),
  audience,
  /** What the audience is called, as in 商务局; never a person. */
  to: line,
  message: reminderMessage,
  sentAt: instant,
  readAt: z.nullable(instant),
};

/**
 * A reminder: one thing said to one member. Its life: open, then settled, because what it reminded of is done, because it
 * concerns the member no longer, or because a later one says it more urgently.
 */
export const reminder = z.discriminatedUnion('status', [
  z.strictObject({ ...base, status: z.literal('open') }),
  z.strictObject({
    ...base,
    status: z.literal('settled'),
    why: z.enum(['done', 'reassigned', 'superseded']),
    settledAt: instant,
  }),
]);
export type Reminder = z.infer<typeof reminder>;
export type SettledWhy = Extract<Reminder, { status: 'settled' }>['why'];

/** An audience with everything that it has to do, each with how near it is, and what its week's digest says. */
export type AudienceDuties = Readonly<{
  audience: Audience;
  /** What it is called. */
  name: string;
  duties: readonly Readonly<{ duty: Duty; stage: Stage | null }>[];
  /** For the county office, which has no duties of its own here, the county's week. */
  county: Extract<ReminderMessage, { kind: 'county-digest' }> | null;
  /** For the county office and its signer, that a run waits for them. */
  run: RunWaits | null;
}>;
export type RunWaits = Extract<ReminderMessage, { kind: 'run-waits' }>;

/**
 * What a reminder's id is made from: the same duty, due the same day, at the same stage, for the same member is one reminder,
 * however often the schedule comes round. A due date that moves makes it another duty.
 */
export function reminderKey(of: Audience, message: ReminderMessage, subject: string): string {
  return [audienceKey(of), keyOfMessage(message), subject].join('\n');
}

function keyOfMessage(message: ReminderMessage): string {
  switch (message.kind) {
    case 'duty':
      return `${dutyKey(message.duty)} ${message.stage}`;
    case 'nudge':
      return `nudge ${message.on}`;
    case 'digest':
    case 'county-digest':
      return `${message.kind} ${message.week}`;
    case 'run-waits':
      return `${message.kind} ${message.run} ${message.waitsFor} ${message.since}`;
  }
}

/** A duty among all duties of its addressee. */
function dutyKey({ kind, id, dueOn }: Pick<Duty, 'kind' | 'id' | 'dueOn'>): string {
  return `${kind} ${id} ${dueOn}`;
}

/** Whether anything is said at this hour: never in the quiet hours, and never where reminders are switched off. */
export function isSendingTime({ active, hours }: ReminderSettings, shanghaiHour: number): boolean {
  return active && shanghaiHour >= hours.from && shanghaiHour < hours.until;
}

/** All that is to be said to an audience today: that a run waits, each duty that is near, and from its weekday on the digest of the week. */
export function messagesFor(of: AudienceDuties, settings: ReminderSettings, today: Day): ReminderMessage[] {
  const near = [
    ...(of.run === null ? [] : [of.run]),
    ...of.duties.flatMap(({ duty: each, stage: at }): ReminderMessage[] =>
      at === null ? [] : [{ kind: 'duty', duty: each, stage: at }],
    ),
  ];
  if (settings.digestOn === null || weekdayOf(today) < settings.digestOn) return near;
  if (of.county !== null) return [...near, of.county];
  if (of.duties.length === 0) return near;
  return [...near, { kind: 'digest', week: mondayOf(today), ...listed(of.duties) }];
}

function listed(duties: AudienceDuties['duties']) {
  const named = duties.slice(0, mostInDigest);
  return { duties: [...named], more: duties.length - named.length };
}

/** What an admin's nudge says to an audience: its open duties of these kinds. Null when there are none. */
export function nudgeFor(of: AudienceDuties, kinds: readonly DutyKind[], today: Day): ReminderMessage | null {
  const duties = of.duties.filter(({ duty: { kind } }) => kinds.length === 0 || kinds.includes(kind));
  return duties.length === 0 ? null : { kind: 'nudge', on: today, ...listed(duties) };
}

/** Which of two stages is the more urgent. */
const urgency: Readonly<Record<Stage, number>> = { soon: 1, near: 2, today: 3, overdue: 4 };

/**
 * Why an open reminder is to be settled today, or null when it still holds.
 * @param of the audiences that its member belongs to now
 */
export function settledWhy(
  { audience: to, message }: Reminder,
  of: readonly AudienceDuties[],
  today: Day,
): SettledWhy | null {
  const own = of.find((each) => audienceKey(each.audience) === audienceKey(to));
  if (own === undefined) return 'reassigned';
  if (message.kind === 'nudge') {
    const open = new Set(own.duties.map((each) => dutyKey(each.duty)));
    return message.duties.some((each) => open.has(dutyKey(each.duty))) ? null : 'done';
  }
  if (message.kind === 'run-waits')
    return own.run !== null && keyOfMessage(own.run) === keyOfMessage(message) ? null : 'done';
  if (message.kind !== 'duty') return message.week < mondayOf(today) ? 'superseded' : null;
  const now = own.duties.find((each) => dutyKey(each.duty) === dutyKey(message.duty));
  if (now === undefined) return 'done';
  return now.stage !== null && urgency[now.stage] > urgency[message.stage] ? 'superseded' : null;
}

/** Settles a reminder. Settling again changes nothing. */
export function settle(of: Reminder, why: SettledWhy, at: Instant): Reminder {
  return of.status === 'settled' ? of : { ...of, status: 'settled', why, settledAt: at };
}

/** Notes that the member has seen it. The first time counts. */
export function markRead(of: Reminder, at: Instant): Reminder {
  return of.readAt === null ? { ...of, readAt: at } : of;
}
