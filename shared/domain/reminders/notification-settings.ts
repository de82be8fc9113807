import * as z from 'zod/mini';
import { instant } from '../values.ts';

/** How somebody wants to be told, beside the inbox. Personal data: nobody but its owner is shown it. */
export const notificationChoice = z.strictObject({
  /** Where e-mail goes; null: the inbox alone. */
  mail: z.nullable(z.email().check(z.maxLength(200))),
  language: z.enum(['zh', 'en']),
  /** Whether the weekly digest goes out as well. */
  digest: z.boolean(),
});
export type NotificationChoice = z.infer<typeof notificationChoice>;

export const notificationSettings = z.extend(notificationChoice, {
  subject: z.string().check(z.minLength(1), z.maxLength(128)),
  changedAt: instant,
});

/** Until somebody chooses otherwise. */
export const defaultChoice: NotificationChoice = { mail: null, language: 'zh', digest: true };

/** Where the county's own systems hear of reminders, signed with a secret that both sides know. */
export const webhookSettings = z.strictObject({
  url: z.url({ protocol: /^https$/ }).check(z.maxLength(500)),
  active: z.boolean(),
  /** 32 random bytes in hexadecimal. Told once, when it is made. */
  secret: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  changedAt: instant,
});
export type WebhookSettings = z.infer<typeof webhookSettings>;

/** In whose name the webhook's reminders are kept: no sign-in service gives a subject like this. */
export const webhookSubject = '@webhook';
