import { functionSettings } from '../../shared/contracts/functions.ts';
import { withHeads } from '../adapters/compose-files.ts';
import { withSigner } from '../adapters/compose-signer.ts';
import { recordsWithoutClock } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-sign-heads']);
export const handler = createHandler({
  ...recordsWithoutClock('event-sign-heads', settings),
  ...withSigner(settings),
  ...withHeads(settings),
});
