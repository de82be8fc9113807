import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { projectRoot } from '../bundle-function.ts';
import type { FunctionName } from '../../shared/contracts/functions.ts';

let made: string | null = null;

/**
 * Where every function's code lies, made the first time it is asked for. By a process of its own: the CDK waits for no promise, and
 * esbuild takes plugins only from who does.
 */
function bundles(): string {
  if (made !== null) return made;
  const folder = mkdtempSync(path.join(tmpdir(), 'biaochi-bundles-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  execFileSync(process.execPath, ['infra/bundle.ts', folder], { cwd: projectRoot, stdio: 'inherit' });
  made = folder;
  return made;
}

/** A function's code as it is deployed; made on this machine, when the templates are, and known by what comes out. */
export function functionCode(name: FunctionName): Code {
  return Code.fromAsset(projectRoot, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type, and never run: what is made here needs no container.
      image: Runtime.NODEJS_24_X.bundlingImage,
      local: {
        tryBundle: (outputDir) => {
          cpSync(path.join(bundles(), name), outputDir, { recursive: true });
          return true;
        },
      },
      // By this the library tells one function's code from another's, of the same folder.
      command: [name],
    },
  });
}
