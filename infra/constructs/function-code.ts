import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { bundleFunction, projectRoot } from '../bundle-function.ts';
import type { FunctionName } from '../../shared/contracts/functions.ts';

/** A function's code as it is deployed; made on this machine, when the templates are, and known by what comes out. */
export function functionCode(name: FunctionName): Code {
  return Code.fromAsset(projectRoot, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Asked for by the type, and never run: what is made here needs no container.
      image: Runtime.NODEJS_24_X.bundlingImage,
      local: {
        tryBundle: (outputDir) => {
          bundleFunction(name, outputDir);
          return true;
        },
      },
      // By this the library tells one function's code from another's, of the same folder.
      command: [name],
    },
  });
}
