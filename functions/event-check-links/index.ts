import { functionSettings } from '../../shared/contracts/functions.ts';
import { records, withLinkFetcher } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['event-check-links']);
export const handler = createHandler({ ...records('event-check-links', settings), ...withLinkFetcher() });
