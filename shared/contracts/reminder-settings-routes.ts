import * as z from 'zod/mini';
import { notificationChoice, webhookSettings } from '../domain/reminders/notification-settings.ts';
import { reminderSettings } from '../domain/reminders/reminder-settings.ts';
import { cycleId } from '../domain/values.ts';
import { defineRoute, noBody, nothing } from './route.ts';

const inCycle = z.strictObject({ cycle: cycleId });

const webhookView = z.pick(webhookSettings, { url: true, active: true });
const myNotifications = z.extend(notificationChoice, {
  /** Whether this installation sends e-mail at all. */
  mailPossible: z.boolean(),
});

/** When people are reminded, of what, and how they are told. */
export const reminderSettingsRoutes = {
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
    output: z.strictObject({ webhook: z.nullable(webhookView) }),
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
    body: z.extend(webhookView, { renewSecret: z.boolean() }),
    /** The secret is told here and nowhere else; null when it stays as it was. */
    output: z.strictObject({ webhook: webhookView, secret: z.nullable(z.string()) }),
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
