import { z } from 'zod';
import { stage } from '../domain/reminders/duty.ts';
import { dutyKind, reminderSettings } from '../domain/reminders/reminder-settings.ts';
import { bilingual, cycleId, day, instant, recordId } from '../domain/values.ts';
import { defineRoute, noBody, nothing, pageQuery } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });

/** A reminder as its reader sees it. */
export const reminderView = z.strictObject({
  id: recordId,
  /** Settled: it needs nothing any more, and `why` says why. */
  status: z.enum(['open', 'settled']),
  why: z.enum(['done', 'reassigned', 'superseded']).nullable(),
  kind: z.enum(['duty', 'digest', 'county-digest']),
  /** What it is about; null for a digest. */
  duty: dutyKind.nullable(),
  stage: stage.nullable(),
  dueOn: day.nullable(),
  title: bilingual,
  body: bilingual,
  sentAt: instant,
  readAt: instant.nullable(),
});

/** What people are reminded of, and when. */
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
    query: pageQuery.extend({ status: z.enum(['open', 'settled']).optional() }),
    body: noBody,
    output: z.strictObject({
      items: z.array(reminderView),
      next: z.string().nullable(),
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
    params: inCycle.extend({ reminder: recordId }),
    query: nothing,
    body: noBody,
    output: reminderView,
    refusals: ['reminder-unknown', 'changed-meanwhile'],
  }),
  getReminderSettings: defineRoute({
    area: 'inbox',
    method: 'GET',
    path: '/api/cycles/{cycle}/reminder-settings',
    status: 200,
    audience: ['county-admin', 'signer'],
    repeatable: 'read',
    summary: { zh: '提醒的设置', en: 'When and of what people are reminded' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: reminderSettings,
    refusals: ['cycle-unknown'],
  }),
  setReminderSettings: defineRoute({
    area: 'inbox',
    method: 'PUT',
    path: '/api/cycles/{cycle}/reminder-settings',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '更改提醒的设置', en: 'Settle when and of what people are reminded' },
    params: inCycle,
    query: nothing,
    body: reminderSettings,
    output: reminderSettings,
    refusals: ['cycle-unknown', 'changed-meanwhile'],
  }),
} as const;
