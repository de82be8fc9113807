import path from 'node:path';
import * as z from 'zod/mini';
import { installationOf } from '../../infra/config.ts';
import { synthesise } from '../../infra/local/synthesise.ts';
import { readAssembly } from '../../infra/local/template/assembly.ts';
import { functionSettings } from '../../shared/contracts/functions.ts';

const root = path.join(import.meta.dirname, '../..');
/** The one that the tests of the embedded runtime start from. */
const assemblyDir = path.join(root, 'test/.output/cdk.out');
const code = z.object({ FunctionName: z.string(), Code: z.object({ S3Key: z.string() }) });

/**
 * Each function's bundle as it is deployed, by the function's name; synthesises the app if that was not done before.
 * @throws Error when a function of the contracts is not among those that are deployed
 */
export async function deployedBundles(): Promise<ReadonlyMap<string, string>> {
  await synthesise(root, assemblyDir);
  const { stacks, assets } = readAssembly(assemblyDir);
  const prefix = `${installationOf('embedded').name}-`;
  const folders = new Map<string, string>();
  for (const { template } of stacks)
    for (const { Type: type, Properties: properties } of Object.values(template.Resources ?? {})) {
      if (type !== 'AWS::Lambda::Function') continue;
      const { FunctionName: name, Code: at } = code.parse(properties);
      folders.set(name.slice(prefix.length), assets.get(at.S3Key) ?? '');
    }
  return new Map(
    Object.keys(functionSettings).map((name) => {
      const folder = folders.get(name);
      if (folder === undefined || folder === '') throw new Error(`${name} is not deployed`);
      return [name, path.join(folder, 'index.mjs')];
    }),
  );
}
