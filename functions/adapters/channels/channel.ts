import type { Channel } from '../../../shared/ports/channel.ts';
import { clientSettings } from '../client-settings.ts';
import { once } from '../once.ts';
import { publicAddresses } from '../link-fetch/guarded-fetcher.ts';
import { postWebhook } from './webhook.ts';

/** The ways out of this installation. @param mailFrom the address that e-mail comes from; `none` where none is sent */
export function outgoingChannel(mailFrom: string): Channel {
  const isSent = mailFrom !== 'none';
  // Loaded by the first mail that goes out.
  const mail = once(async () => {
    const { SESv2Client, sendMail } = await import('./ses-mail.ts');
    return { client: new SESv2Client(clientSettings), sendMail };
  });
  return {
    carries: (by) => by === 'webhook' || isSent,
    send: async (to, message) => {
      if (to.by === 'webhook') return postWebhook(publicAddresses, to, message);
      if (!isSent) return 'refused';
      const { client, sendMail } = await mail();
      return sendMail(client, mailFrom, to, message);
    },
  };
}
