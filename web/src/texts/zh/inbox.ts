export const inbox = {
  inboxWhy: '系统给您的提醒。办完的会自动消掉。',
  inboxNone: '没有消息',
  inboxNoneWhy: '有要办的事时，会在这里提醒您。',
  inboxOpen: '要办的',
  inboxSettled: '已办完',
  inboxMore: '再看一些',
} as const;
