import { functionSettings } from '../../shared/contracts/functions.ts';
import { records, withReports } from '../adapters/compose.ts';
import { settingsOf } from '../adapters/environment.ts';
import { createHandler } from './handler.ts';

const settings = settingsOf(functionSettings['task-publish-report']);
const deps = records('task-publish-report', settings);
export const handler = createHandler({ ...deps, ...withReports(settings) });
