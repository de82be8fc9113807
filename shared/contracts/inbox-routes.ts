import * as z from 'zod';
import { stage } from '../domain/reminders/duty.ts';
import { dutyKind, reminderSettings } from '../domain/reminders/reminder-settings.ts';
import { notificationChoice, webhookSettings } from '../domain/reminders/notification-settings.ts';
import { bilingual, bodyId, cycleId, day, instant, recordId, unitId } from '../domain/values.ts';
import { defineRoute, noBody, nothing, pageQuery } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });

/** A reminder as its reader sees it. */
export const reminderView = z.strictObject({
  id: recordId,
  /** Settled: it needs nothing any more, and `why` says why. */
  status: z.enum(['open', 'settled']),
  why: z.enum(['done', 'reassigned', 'superseded']).nullable(),
  kind: z.enum(['duty', 'digest', 'nudge', 'county-digest', 'run-waits']),
  /** What it is about; null for a digest. */
  duty: dutyKind.nullable(),
  stage: stage.nullable(),
  dueOn: day.nullable(),
  title: bilingual,
  body: bilingual,
  sentAt: instant,
  readAt: instant.nullable(),
});

const webhookView = webhookSettings.pick({ url: true, active: true });
const myNotifications = notificationChoice.extend({
  /** Whether this installation sends e-mail at all. */
  mailPossible: z.boolean(),
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
      units: z.array(unitId).max(1000),
      bodies: z.array(bodyId).max(100),
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
          people: z.int().min(0),
        }),
      ),
    }),
    refusals: ['cycle-unknown'],
  }),
  getMyNotifications: defineRoute({
    area: 'inbox',
    method: 'GET',
    path: '/api/me/notifications',
    status: 200,
    audience: 'member',
    repeatable: 'read',
    summary: { zh: '我怎样收到提醒', en: 'How I am told of reminders' },
    params: nothing,
    query: nothing,
    body: noBody,
    output: myNotifications,
    refusals: [],
  }),
  setMyNotifications: defineRoute({
    area: 'inbox',
    method: 'PUT',
    path: '/api/me/notifications',
    status: 200,
    audience: 'member',
    repeatable: 'state',
    summary: { zh: '更改我收到提醒的方式', en: 'Change how I am told of reminders' },
    params: nothing,
    query: nothing,
    body: notificationChoice,
    output: myNotifications,
    refusals: ['changed-meanwhile'],
  }),
  getWebhook: defineRoute({
    area: 'inbox',
    method: 'GET',
    path: '/api/cycles/{cycle}/webhook',
    status: 200,
    audience: ['county-admin'],
    closed: true,
    repeatable: 'read',
    summary: { zh: '提醒转发到县里其他系统的地址', en: 'Where the county’s own systems hear of reminders' },
    params: inCycle,
    query: nothing,
    body: noBody,
    output: z.strictObject({ webhook: webhookView.nullable() }),
    refusals: ['cycle-unknown'],
  }),
  setWebhook: defineRoute({
    area: 'inbox',
    method: 'PUT',
    path: '/api/cycles/{cycle}/webhook',
    status: 200,
    audience: ['county-admin'],
    repeatable: 'state',
    summary: { zh: '更改提醒转发的地址', en: 'Settle where the county’s own systems hear of reminders' },
    params: inCycle,
    query: nothing,
    body: webhookView.extend({ renewSecret: z.boolean() }),
    /** The secret is told here and nowhere else; null when it stays as it was. */
    output: z.strictObject({ webhook: webhookView, secret: z.string().nullable() }),
    refusals: ['cycle-unknown', 'webhook-not-possible', 'changed-meanwhile'],
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
