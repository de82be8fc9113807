import { DefaultStackSynthesizer, type StackProps } from 'aws-cdk-lib';
import type { Installation } from '../config.ts';
import { asStackSynthesizer } from '../constructs/cdk-types.ts';

/** What both stacks of an installation have in common. */
export function stackProps({ name, place }: Installation): StackProps {
  return {
    ...(place === undefined ? {} : { env: place }),
    tags: { installation: name },
    // The CDK's command checks the bootstrap version before it deploys; the template need not ask for it a second time,
    // and other readers of it (emulators, the embedded runtime) have none.
    synthesizer: asStackSynthesizer(new DefaultStackSynthesizer({ generateBootstrapVersionRule: false })),
  };
}
