import { eventCheckLinks } from '../../shared/contracts/function-settings.ts';
import { records, withLinkFetcher } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(eventCheckLinks);
export const handler = createHandler({ ...records('event-check-links', settings), ...withLinkFetcher() });
