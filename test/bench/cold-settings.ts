/**
 * What a function is told when its start is timed: places that are not there, and an issuer that answers.
 * @param issuer its address
 */
export function coldSettings(issuer: string): Readonly<Record<string, string>> {
  const buckets = ['EVIDENCE', 'IMPORTS', 'CONTACTS', 'CUSTODY', 'RUNS', 'REPORTS', 'HEADS'];
  return {
    ...Object.fromEntries(buckets.map((each) => [`${each}_BUCKET`, 'bucket'])),
    TABLE_NAME: 'records',
    CLOCK: 'system',
    INSTALLATION: 'biaochi',
    ADDRESS: issuer,
    VIRUS_SCAN: 'off',
    MAIL_FROM: 'none',
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: 'biaochi-api',
    EDGE_SECRET: 'none',
    CONSOLE_BUCKET: 'none',
    CONSOLE_CONNECTS: '',
    SIGNING_KEY: 'arn:aws:kms:eu-central-1:123456789012:key/a',
    STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:a',
  };
}
