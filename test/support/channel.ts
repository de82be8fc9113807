import type { SendOutcome } from '../../shared/domain/reminders/delivery.ts';
import type { Channel, Outgoing, Target } from '../../shared/ports/channel.ts';

/** A channel that carries nothing: reminders stay in the inbox. */
export const noChannel: Channel = {
  carries: () => false,
  send: () => Promise.reject(new Error('sends nothing')),
};

/** A channel that keeps what it was given and answers as told. */
export function recordedChannel(answer: (nth: number) => SendOutcome = () => 'sent') {
  const sent: Readonly<{ to: Target; message: Outgoing }>[] = [];
  const channel: Channel = {
    carries: () => true,
    send: async (to, message) => {
      sent.push({ to, message });
      return answer(sent.length);
    },
  };
  return { channel, sent };
}
