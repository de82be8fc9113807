import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Installation } from '../config.ts';
import type { Capability } from './capability.ts';

/** May send e-mail from the installation's one address, and from no other of the same domain. */
export function sendsMail(
  scope: Construct,
  { mailFrom }: Pick<Installation, 'mailFrom'>,
): Capability<'MAIL_FROM'> {
  if (mailFrom === undefined) return { setting: 'MAIL_FROM', value: 'none', allows: [] };
  const identity = (resourceName: string) =>
    Stack.of(scope).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  return {
    setting: 'MAIL_FROM',
    value: mailFrom,
    allows: [
      new PolicyStatement({
        actions: ['ses:SendEmail'],
        // Either the address or its whole domain is what was verified.
        resources: [identity(mailFrom), identity(mailFrom.slice(mailFrom.indexOf('@') + 1))],
        conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
      }),
    ],
  };
}
