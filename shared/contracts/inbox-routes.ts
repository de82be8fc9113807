import * as z from 'zod/mini';
import { stage } from '../domain/reminders/duty.ts';
import { dutyKind } from '../domain/reminders/reminder-settings.ts';
import { bilingual, bodyId, cycleId, day, instant, recordId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing, pageQuery } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });

/** A reminder as its reader sees it. */
export const reminderView = z.strictObject({
  id: recordId,
  /** Settled: it needs nothing any more, and `why` says why. */
  status: z.enum(['open', 'settled']),
  why: z.nullable(z.enum(['done', 'reassigned', 'superseded'])),
  kind: z.enum(['duty', 'digest', 'nudge', 'county-digest', 'run-waits']),
  /** What it is about; null for a digest. */
  duty: z.nullable(dutyKind),
  stage: z.nullable(stage),
  dueOn: z.nullable(day),
  title: bilingual,
  body: bilingual,
  sentAt: instant,
  readAt: z.nullable(instant),
});

/** What people are reminded of. */
export const inboxRoutes = {
  listInbox: defineRoute({
    area: 'inbox',
    method: 'GET',
    path: '/api/cycles/{cycle}/inbox',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '我的提醒，最新的在前', en: 'My reminders, the newest first' },
    params: inCycle,
    query: z.extend(pageQuery, { status: z.optional(z.enum(['open', 'settled'])) }),
    body: noBody,
    output: z.strictObject({
      items: z.array(reminderView),
      next: z.nullable(z.string()),
      /** Open reminders that have not been read. */
      unread: z.int(),
    }),
    refusals: ['cycle-unknown'],
  }),
  readReminder: defineRoute({
    area: 'inbox',
    method: 'POST',
    path: '/api/cycles/{cycle}/inbox/{reminder}/read',
    status: 200,
    audience: 'member',
    repeatable: 'state',
    summary: { zh: '标记提醒为已读', en: 'Mark a reminder as read' },
    params: z.extend(inCycle, { reminder: recordId }),
    query: nothing,
    body: noBody,
    output: reminderView,
    refusals: ['reminder-unknown', 'changed-meanwhile'],
  }),
  remindNow: defineRoute({
    area: 'inbox',
    method: 'POST',
    path: '/api/cycles/{cycle}/reminders',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '现在就提醒这些单位和部门', en: 'Remind these units and bodies now' },
    params: inCycle,
    query: nothing,
    body: z.strictObject({
      units: z.array(unitId).check(z.maxLength(1000)),
      bodies: z.array(bodyId).check(z.maxLength(100)),
      /** Of which kinds of duty; all when empty. */
      kinds: z.array(dutyKind),
    }),
    output: z.strictObject({
      audiences: z.array(
        z.strictObject({
          audience: z.string(),
          name: z.string(),
          outcome: z.enum(['reminded', 'already-today', 'nothing-open', 'nobody-there']),
          /** How many people it was said to. */
          people: z.int().check(z.minimum(0)),
        }),
      ),
    }),
    refusals: ['cycle-unknown'],
  }),
} as const;
