import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import {
  AccountRecovery,
  CfnUserPoolRiskConfigurationAttachment,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Installation } from '../config.ts';
import type { TokenIssuer } from './token-issuer.ts';

export type UserDirectoryProps = Readonly<{
  installation: Installation;
  callbackUrls: readonly string[];
}>;

/**
 * People who may sign in, where the installation keeps them itself. Accounts are made by the county office; what somebody
 * may do stands in the members' records, never here.
 */
export class UserDirectory extends Construct {
  readonly tokens: TokenIssuer;
  readonly domain: UserPoolDomain;
  /** Where people sign in, and where the console exchanges its code. */
  readonly signInAddress: string;

  constructor(scope: Construct, id: string, { installation, callbackUrls }: UserDirectoryProps) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      userPoolName: installation.name,
      // Known stolen passwords and guessing are found in this plan alone; docs/security.md says what it costs.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      // A clerk's e-mail address may be the office's; only the county office gives a lost account back.
      accountRecovery: AccountRecovery.NONE,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(7),
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // A password that is on a list of stolen ones is refused, when it is chosen and when it is used.
    new CfnUserPoolRiskConfigurationAttachment(this, 'Risk', {
      userPoolId: pool.userPoolId,
      clientId: 'ALL',
      compromisedCredentialsRiskConfiguration: {
        actions: { eventAction: 'BLOCK' },
        eventFilter: ['SIGN_IN', 'PASSWORD_CHANGE'],
      },
    });
    // Pages run in a browser and can keep no secret: the code flow with PKCE.
    const client: UserPoolClient = pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [...callbackUrls],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      // A refresh token works once; the console keeps the next one. For so long the old one is good for who did not hear the answer.
      refreshTokenRotationGracePeriod: Duration.seconds(30),
    });
    // The prefix must be free in the whole region, over all accounts.
    this.domain = pool.addDomain('SignIn', {
      cognitoDomain: { domainPrefix: `${installation.name}-${Aws.ACCOUNT_ID}` },
    });
    this.signInAddress = this.domain.baseUrl();
    this.tokens = { issuer: pool.userPoolProviderUrl, audience: client.userPoolClientId };
  }
}
