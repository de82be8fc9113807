import { taskPassOverBody } from '../../shared/contracts/function-settings.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(records('task-pass-over-body', settingsOf(taskPassOverBody)));
