import { taskGoOn } from '../../shared/contracts/function-settings.ts';
import { withRunFiles } from '../adapters/compose-files.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(taskGoOn);
const deps = records('task-go-on', settings);
export const handler = createHandler({ ...deps, ...withRunFiles(settings) });
