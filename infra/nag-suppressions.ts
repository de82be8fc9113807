import type { ServiceStack } from './stacks/service-stack.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';
export function acknowledgeNagFindings(_stateful: StatefulStack, _service: ServiceStack): void {}
