import {
  BadRequestException,
  MailFromDomainNotVerifiedException,
  MessageRejected,
  NotFoundException,
  SendEmailCommand,
  type SESv2Client,
} from '@aws-sdk/client-sesv2';
import type { SendOutcome } from '../../../shared/domain/reminders/delivery.ts';
import { mailOf } from '../../../shared/report/reminder-mail.ts';
import type { Outgoing, Target } from '../../../shared/ports/channel.ts';

export { SESv2Client } from '@aws-sdk/client-sesv2';

/** Sends a reminder by Amazon SES, to one person in their language. */
export async function sendMail(
  client: SESv2Client,
  from: string,
  { address, language }: Extract<Target, { by: 'mail' }>,
  message: Outgoing,
): Promise<SendOutcome> {
  const { subject, text, html } = mailOf(message, language);
  const content = (data: string) => ({ Data: data, Charset: 'UTF-8' });
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [address] },
        Content: {
          Simple: { Subject: content(subject), Body: { Text: content(text), Html: content(html) } },
        },
      }),
    );
    return 'sent';
  } catch (error) {
    return isForGood(error) ? 'refused' : 'failed';
  }
}

/** What trying again does not mend; all else (too many requests, sending paused, a network's moods) may pass. */
function isForGood(error: unknown): boolean {
  return (
    error instanceof MessageRejected ||
    error instanceof MailFromDomainNotVerifiedException ||
    error instanceof BadRequestException ||
    error instanceof NotFoundException
  );
}
