import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Channel } from '../../../shared/ports/channel.ts';
import { clientSettings } from '../client-settings.ts';
import { publicAddresses } from '../link-fetch/guarded-fetcher.ts';
import { sendMail } from './ses-mail.ts';
import { postWebhook } from './webhook.ts';

/** The ways out of this installation. @param mailFrom the address that e-mail comes from; `none` where none is sent */
export function outgoingChannel(mailFrom: string): Channel {
  const client = mailFrom === 'none' ? null : new SESv2Client(clientSettings);
  return {
    carries: (by) => by === 'webhook' || client !== null,
    send: async (to, message) => {
      if (to.by === 'webhook') return postWebhook(publicAddresses, to, message);
      return client === null ? 'refused' : sendMail(client, mailFrom, to, message);
    },
  };
}
