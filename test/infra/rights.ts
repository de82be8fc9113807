import * as z from 'zod/mini';
import { ofType, type Templates } from './templates.ts';

const statements = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: z.union([
        z.pipe(
          z.string(),
          z.transform((one) => [one]),
        ),
        z.array(z.string()),
      ]),
      Resource: z.union([
        z.array(z.unknown()),
        z.pipe(
          z.unknown(),
          z.transform((one) => [one]),
        ),
      ]),
      Condition: z.optional(z.unknown()),
    }),
  ),
});
const reference = z.union([
  z.pipe(
    z.object({ Ref: z.string() }),
    z.transform(({ Ref }) => Ref),
  ),
  z.pipe(
    z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal(['Arn', 'BackupVaultArn'])]) }),
    z.transform((of) => of['Fn::GetAtt'][0]),
  ),
  z.pipe(
    z.object({ 'Fn::ImportValue': z.string() }),
    z.transform((of) => of['Fn::ImportValue']),
  ),
]);
const joined = z.pipe(
  z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) }),
  z.transform((of) => of['Fn::Join'][1]),
);

/** A resource as a reader would say it: `RunsBucket/runs/*`. The library's suffixes say nothing and are left out. */
function said(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const parts = joined.safeParse(resource);
  if (parts.success) return parts.data.map(said).join('');
  return reference
    .parse(resource)
    .replace(/^[a-z-]+:ExportsOutput(?:FnGetAtt|Ref)/, '')
    .replace(/Arn[0-9A-F]{8}$/, '')
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/^AWS::/, '');
}

/** Every right of a role's policy, one action and resource to a line. */
export function rightsByRole(templates: Templates): ReadonlyMap<string, readonly string[]> {
  const policies = ofType(templates, 'AWS::IAM::ManagedPolicy').map(([, { Properties }]) => {
    const [role] = z.tuple([z.object({ Ref: z.string() })]).parse(Properties['Roles']);
    const rights = statements
      .parse(Properties['PolicyDocument'])
      .Statement.flatMap(({ Action, Resource, Condition }) =>
        Action.flatMap((action) =>
          Resource.map(
            (resource) =>
              `${action} on ${said(resource)}${Condition === undefined ? '' : ` if ${JSON.stringify(Condition)}`}`,
          ),
        ),
      );
    return [role.Ref, [...new Set(rights)].sort()] as const;
  });
  return new Map(policies);
}
