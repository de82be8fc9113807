import { functionSettings } from '../../shared/contracts/functions.ts';
import { withRunFiles } from '../adapters/compose-files.ts';
import { records } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['task-derive-inputs']);
const deps = records('task-derive-inputs', settings);
export const handler = createHandler({ ...deps, ...withRunFiles(settings) });
