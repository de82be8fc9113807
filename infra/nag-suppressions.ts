import { Validations } from 'aws-cdk-lib';
import type { Installation } from './config.ts';
import type { ServiceStack } from './stacks/service-stack.ts';
import type { StatefulStack } from './stacks/stateful-stack.ts';

/**
 * Findings of cdk-nag's AWS Solutions pack that are meant to be so, each with its reason. Whatever is not listed here fails
 * test/infra/nag.test.ts.
 */
export function acknowledgeNagFindings(
  installation: Installation,
  stateful: StatefulStack,
  service: ServiceStack,
): void {
  if (installation.identity.kind === 'cognito') {
    Validations.of(stateful).acknowledge({
      id: 'AwsSolutions::AwsSolutions-COG8',
      reason:
        'The plus tier is priced per user and month; accounts are few and invited, and a county that wants it switches it on.',
    });
  }
  const exported = (output: string) =>
    `Resource::${installation.name}-stateful:ExportsOutputFnGetAtt${output}`;
  const acknowledged: readonly Readonly<{ id: string; reason: string }>[] = [
    {
      id: 'IAM5[Resource::*]',
      reason:
        'X-Ray and the delivery of a state machine’s logs take no narrower resource; see test/infra for the full list.',
    },
    {
      id: `IAM5[${exported('RunsBucket7FD68A9DArnA2DD1E1F')}/runs/*]`,
      reason:
        'A function that works on runs reads and writes objects under this one prefix, whose keys name cycle and run.',
    },
    {
      id: `IAM5[${exported('ReportsBucket95FE29A2Arn81EE02E6')}/reports/*]`,
      reason: 'A function that works on reports reads or writes objects under this one prefix.',
    },
    {
      id: `IAM5[${exported('EvidenceBucketC67FF768Arn6F25C0BE')}/evidence/*]`,
      reason: 'Links are signed, and files inspected, for objects under this one prefix.',
    },
    {
      id: 'APIG4',
      reason:
        'The published reports and the documentation are for everybody; every other route has the authorizer, which a test checks.',
    },
    { id: 'SQS3', reason: 'These queues are the dead-letter queues.' },
  ];
  for (const { id, reason } of acknowledged) {
    Validations.of(service).acknowledge({ id: `AwsSolutions::AwsSolutions-${id}`, reason });
  }
}
