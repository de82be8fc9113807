import path from 'node:path';
import { deadLetter } from '../local/events/deliveries.ts';
import { deadLettersFile, writeReplayOrder } from '../local/events/replay-order.ts';
import { readDurableMap } from '../local/durable-map.ts';
import type { LetterBox } from './letter-box.ts';

/** The dead letters of an embedded runtime, whether it is running or not. What is replayed while it is not is delivered at its next start. */
export function localLetters(dataDir: string): LetterBox {
  const dir = path.join(dataDir, 'events');
  return {
    list: () =>
      Promise.resolve(
        [...readDurableMap(path.join(dir, deadLettersFile), deadLetter)].map(
          ([id, { target, payload, error, givenUpAt, deadLetterQueue }]) => ({
            id,
            queue: (deadLetterQueue ?? target).split(':').at(-1) ?? '',
            target,
            payload,
            error,
            at: givenUpAt,
          }),
        ),
      ),
    replay: (letters) => {
      writeReplayOrder(
        dir,
        letters.map(({ id }) => id),
      );
      return Promise.resolve([]);
    },
  };
}
