import { expect, test } from 'vitest';
import { installationOf } from '../../../infra/config.ts';
import { ofType, templatesOf } from '../templates.ts';

/** How people sign in where the installation keeps them itself. */
const templates = templatesOf(installationOf('default'));
function only(type: string): Readonly<Record<string, unknown>> {
  const [[, found] = [], ...others] = ofType(templates, type);
  expect(others).toEqual([]);
  return found?.Properties ?? {};
}

test('accounts are made by the office, have a long password and a second factor, and are given back by nobody else', () => {
  expect(only('AWS::Cognito::UserPool')).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    Policies: { PasswordPolicy: { MinimumLength: 12 } },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only' }] },
    DeletionProtection: 'ACTIVE',
  });
});

test('a password that is known to be stolen is refused when it is chosen and when it is used', () => {
  // The list is looked at in this plan alone.
  expect(only('AWS::Cognito::UserPool')).toMatchObject({ UserPoolTier: 'PLUS' });
  expect(only('AWS::Cognito::UserPoolRiskConfigurationAttachment')).toMatchObject({
    ClientId: 'ALL',
    CompromisedCredentialsRiskConfiguration: {
      Actions: { EventAction: 'BLOCK' },
      EventFilter: ['SIGN_IN', 'PASSWORD_CHANGE'],
    },
  });
});

test('the console signs in by the code flow alone, and a refresh token works once', () => {
  const client = only('AWS::Cognito::UserPoolClient');
  expect(client).toMatchObject({
    AllowedOAuthFlows: ['code'],
    GenerateSecret: false,
    PreventUserExistenceErrors: 'ENABLED',
    EnableTokenRevocation: true,
    RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 30 },
  });
  // By this one an old refresh token would go on being good.
  expect(client['ExplicitAuthFlows']).not.toContain('ALLOW_REFRESH_TOKEN_AUTH');
});
