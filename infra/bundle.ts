import path from 'node:path';
import { functionSettings, type FunctionName } from '../shared/contracts/functions.ts';
import { bundleFunction } from './bundle-function.ts';

// `node infra/bundle.ts FOLDER`: lays every function's code into a folder of its name there. Synthesis starts it.
const isFunction = (name: string): name is FunctionName => name in functionSettings;
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node infra/bundle.ts FOLDER');
await Promise.all(
  Object.keys(functionSettings)
    .filter(isFunction)
    .map((name) => bundleFunction(name, path.join(folder, name))),
);
