import { eventSignHeads } from '../../shared/contracts/function-settings.ts';
import { withHeads } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { recordsWithoutClock } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventSignHeads);
export const handler = createHandler({
  ...recordsWithoutClock('event-sign-heads', settings),
  ...withSigner(settings),
  ...withHeads(settings),
});
