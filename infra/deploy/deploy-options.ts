import { parseArgs } from 'node:util';

export type DeployOptions = Readonly<{
  installation: string;
  /** Of the AWS configuration; left out, the environment's credentials. */
  profile: string | undefined;
  /** Parameters of the service stack: `OidcIssuer`, `OidcAudience`. */
  parameters: Readonly<Record<string, string>>;
  /** Says what would change, and changes nothing. */
  diff: boolean;
}>;

export const deployUsage = `npm run deploy -- [--installation default] [--profile NAME] [--oidc-issuer URL --oidc-audience TEXT] [--diff]

  --installation   a key of infra/config.ts
  --profile        of the AWS configuration; else the credentials of the environment
  --oidc-issuer    who signs people in, for an installation with { kind: 'oidc' }, exactly as in its tokens
  --oidc-audience  for whom its tokens are made out
  --diff           shows what would change, and changes nothing

AWS_ENDPOINT_URL leads to an emulator instead of AWS.`;

/** @throws Error that names the option that is wrong */
export function deployOptions(args: readonly string[]): DeployOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      installation: { type: 'string', default: 'default' },
      profile: { type: 'string' },
      'oidc-issuer': { type: 'string' },
      'oidc-audience': { type: 'string' },
      diff: { type: 'boolean', default: false },
    },
  });
  const issuer = values['oidc-issuer'];
  const audience = values['oidc-audience'];
  if ((issuer === undefined) !== (audience === undefined))
    throw new Error('--oidc-issuer and --oidc-audience go together.');
  return {
    installation: values.installation,
    profile: values.profile,
    parameters:
      issuer === undefined || audience === undefined ? {} : { OidcIssuer: issuer, OidcAudience: audience },
    diff: values.diff,
  };
}
