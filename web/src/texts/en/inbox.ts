import type { inbox as zh } from '../zh/inbox.ts';

export const inbox: Readonly<Record<keyof typeof zh, string>> = {
  inboxWhy: 'What you are reminded of. It goes away by itself when it is done.',
  inboxNone: 'Nothing here',
  inboxNoneWhy: 'When there is something to do, you are reminded here.',
  inboxOpen: 'To do',
  inboxSettled: 'Done',
  inboxMore: 'More',
  inboxSettings: 'How I am told',
  inboxMail: 'E-mail as well (empty: only here)',
  inboxMailNot: 'This installation sends no e-mail.',
  inboxLanguage: 'Language',
  inboxDigest: 'A digest every Monday',
  inboxQuiet: 'The county office has set when reminders go out: none at night; what waits is sent together.',
  inboxChinese: 'Chinese',
};
