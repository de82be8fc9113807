import { functionSettings } from '../../shared/contracts/functions.ts';
import { withRunFiles } from '../adapters/compose-files.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['task-rank-units']);
const deps = records('task-rank-units', settings);
export const handler = createHandler({ ...deps, ...withRunFiles(settings) });
