import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { deadLetterQueues } from '../constructs/dead-letter-queue.ts';
import type { Letter, LetterBox } from './letter-box.ts';
import { letterOf } from './sqs-message.ts';

type Clients = Readonly<{ sqs: SQSClient; lambda: LambdaClient; sfn: SFNClient }>;

/** How long a message is hidden from others while a person looks: long enough to replay it, and for the same command a minute later. */
const hiddenSeconds = 60;
/** A bound: what lies beyond is read when these are gone. */
const mostOfQueue = 1_000;

/** The queues of dead letters of an installation on AWS. A replayed letter is deleted only after its target has taken it. */
export function sqsLetters(name: string, { sqs, lambda, sfn }: Clients): LetterBox {
  /** Where each letter that was listed lies, to delete it. */
  const places = new Map<string, Readonly<{ url: string; receipt: string }>>();

  async function read(queue: string): Promise<Letter[]> {
    const { QueueUrl: url = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${name}-${queue}` }));
    const found: Letter[] = [];
    while (found.length < mostOfQueue) {
      const { Messages: messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: hiddenSeconds,
          // Long polling: a short one asks only some of SQS's servers and misses messages.
          WaitTimeSeconds: 2,
          MessageAttributeNames: ['All'],
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      );
      if (messages.length === 0) break;
      for (const message of messages) {
        const letter = letterOf(queue, message);
        places.set(letter.id, { url, receipt: message.ReceiptHandle ?? '' });
        found.push(letter);
      }
    }
    return found;
  }

  async function handOver({ id, payload }: Letter, target: string): Promise<void> {
    const text = JSON.stringify(payload);
    if (!target.includes(':states:')) {
      await lambda.send(
        new InvokeCommand({ FunctionName: target, InvocationType: 'Event', Payload: Buffer.from(text) }),
      );
      return;
    }
    try {
      // Named after the letter, so that replaying it twice starts one execution.
      await sfn.send(new StartExecutionCommand({ stateMachineArn: target, name: id, input: text }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  }

  return {
    list: async () => {
      const found: Letter[] = [];
      for (const queue of deadLetterQueues) found.push(...(await read(queue)));
      return found;
    },
    replay: async (letters) => {
      const left: Letter[] = [];
      for (const letter of letters) {
        const place = places.get(letter.id);
        if (letter.target === null || place === undefined) {
          left.push(letter);
          continue;
        }
        await handOver(letter, letter.target);
        await sqs.send(new DeleteMessageCommand({ QueueUrl: place.url, ReceiptHandle: place.receipt }));
      }
      return left;
    },
  };
}
