import { taskSealInputs } from '../../shared/contracts/function-settings.ts';
import { withRunFiles } from '../adapters/compose-files.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskSealInputs);
const deps = records('task-seal-inputs', settings);
export const handler = createHandler({ ...deps, ...withRunFiles(settings) });
