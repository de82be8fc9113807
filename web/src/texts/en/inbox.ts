import type { inbox as zh } from '../zh/inbox.ts';

export const inbox: Readonly<Record<keyof typeof zh, string>> = {
  inboxWhy: 'What you are reminded of. It goes away by itself when it is done.',
  inboxNone: 'Nothing here',
  inboxNoneWhy: 'When there is something to do, you are reminded here.',
  inboxOpen: 'To do',
  inboxSettled: 'Done',
  inboxMore: 'More',
};
