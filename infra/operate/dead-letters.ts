import { parseArgs } from 'node:util';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { installationOf } from '../config.ts';
import type { Letter, LetterBox } from './letter-box.ts';
import { localLetters } from './local-letters.ts';
import { sqsLetters } from './sqs-letters.ts';

/** `npm run dead-letters`: reads what came to nothing after all repetitions, and hands it to its targets again. */
const usage = `npm run dead-letters -- list|replay [--queue NAME] [--id ID] [--data FOLDER | --installation NAME [--profile NAME]]

  list            shows what could not be delivered or done, and why
  replay          hands it to its function or state machine again: after the cause was mended
  --queue         only what lies there, e.g. inspections-undone (a heading of docs/runbook.md)
  --id            only that one
  --data          the data folder of an embedded runtime, e.g. .biaochi
  --installation  a key of infra/config.ts, on AWS or what AWS_ENDPOINT_URL leads to
  --profile       of the AWS configuration`;

function boxOf(given: Readonly<{ data?: string; installation: string; profile?: string }>): LetterBox {
  if (given.data !== undefined) return localLetters(given.data);
  const settings = given.profile === undefined ? {} : { profile: given.profile };
  return sqsLetters(installationOf(given.installation).name, {
    sqs: new SQSClient(settings),
    lambda: new LambdaClient(settings),
    sfn: new SFNClient(settings),
  });
}

/** Payloads hold ids and no personal data; long ones are cut, since a person reads this. */
function show({ id, queue, target, payload, error, at }: Letter): string {
  const text = JSON.stringify(payload ?? null);
  return [
    `${id}  ${queue}  ${at ?? ''}`,
    `  ${target ?? 'for nobody: the message does not say, or was cut off'}`,
    `  ${error}`,
    `  ${text.length > 400 ? `${text.slice(0, 400)}…` : text}`,
  ].join('\n');
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      queue: { type: 'string' },
      id: { type: 'string' },
      data: { type: 'string' },
      installation: { type: 'string', default: 'default' },
      profile: { type: 'string' },
    },
  });
  const [command, ...more] = positionals;
  if ((command !== 'list' && command !== 'replay') || more.length > 0) throw new Error('Say list or replay.');
  const box = boxOf(values);
  const letters = (await box.list()).filter(
    ({ id, queue }) =>
      (values.id === undefined || id === values.id) &&
      (values.queue === undefined || queue.endsWith(values.queue)),
  );
  for (const letter of letters) console.log(show(letter));
  if (command === 'list') {
    console.log(`${letters.length} dead letter(s).`);
    return 0;
  }
  const left = await box.replay(letters);
  console.log(`${letters.length - left.length} of ${letters.length} dead letter(s) handed over again.`);
  return left.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  console.error(`\n${usage}`);
  process.exitCode = 2;
}
