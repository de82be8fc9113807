import { taskAskRepair } from '../../shared/contracts/function-settings.ts';
import { withCallbacks } from '../adapters/compose-steps.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskAskRepair);
const deps = records('task-ask-repair', settings);
export const handler = createHandler({ ...deps, ...withCallbacks(deps.log) });
