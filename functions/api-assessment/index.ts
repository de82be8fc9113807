import { apiAssessment } from '../../shared/contracts/function-settings.ts';
import { apiRecords } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(apiRecords('api-assessment', settingsOf(apiAssessment)));
