import { taskAskBody } from '../../shared/contracts/function-settings.ts';
import { withCallbacks } from '../adapters/compose-steps.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskAskBody);
const deps = records('task-ask-body', settings);
export const handler = createHandler({ ...deps, ...withCallbacks(deps.log) });
