import { ManagedPolicy, Role, type IRole, type PolicyStatement, type IPrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export type HouseRoleProps = Readonly<{
  assumedBy: IPrincipal;
  roleName?: string;
  statements: readonly PolicyStatement[];
}>;

/** A role, and what must be there before anything acts by it. */
export type HouseRole = Readonly<{ role: IRole; rights: ManagedPolicy }>;

/**
 * A role whose rights are one policy of the installation's own, stated whole: IAM keeps the policy's last versions, so that what a role
 * might do before a deployment can be seen and given back. What the library would add by itself is not added; a right that is not
 * written down here is not there (test/infra/permissions.test.ts writes them out).
 */
export function houseRole(scope: Construct, id: string, { statements, ...named }: HouseRoleProps): HouseRole {
  const role = new Role(scope, id, named);
  const rights = new ManagedPolicy(scope, `${id}Rights`, { statements: [...statements], roles: [role] });
  return { role: role.withoutPolicyUpdates(), rights };
}
