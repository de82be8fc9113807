import { functionSettings } from '../../shared/contracts/functions.ts';
import { withCallbacks } from '../adapters/compose-steps.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['task-ask-sign-off']);
const deps = records('task-ask-sign-off', settings);
export const handler = createHandler({ ...deps, ...withCallbacks(deps.log) });
