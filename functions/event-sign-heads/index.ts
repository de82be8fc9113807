import { functionSettings } from '../../shared/contracts/functions.ts';
import { recordsWithoutClock, withHeads, withSigner } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-sign-heads']);
export const handler = createHandler({
  ...recordsWithoutClock('event-sign-heads', settings),
  ...withSigner(settings),
  ...withHeads(settings),
});
