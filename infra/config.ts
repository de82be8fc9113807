import * as z from 'zod/mini';
import { quotaNeeded } from './constructs/function-concurrency.ts';
import { wordsOfZod } from '../shared/formats/words-of-zod.ts';

/**
 * Every installation, in one place. An installation is one county's own pair of stacks, `<name>-stateful` and
 * `<name>-service`; nothing is shared between two of them. Choose one with `cdk synth -c installation=<key>`.
 * What each setting is for, and which of them a deployment must state, is said in docs/deploy.md.
 */

/** Calendar days of the evaluation are those of Asia/Shanghai everywhere (shared/domain/calendar.ts). */
export const timeZone = 'Asia/Shanghai';

/** Days that CloudWatch can keep logs. The Cybersecurity Law's article 21 asks for at least six months. */
const logRetention = z.literal([180, 365, 731, 1827, 3653]);

/** `scheme://host`, with at most one `*`, which is what S3 allows in a CORS origin. */
const origin = z.string().check(z.regex(/^https?:\/\/[^*/\s]*\*?[^*/\s]*$/));

const identity = z.discriminatedUnion('kind', [
  z.strictObject({
    /** A user pool of the installation's own. Not offered in the China regions. */
    kind: z.literal('cognito'),
    /** Where sign-in may lead back to. Cognito takes https addresses, and http for localhost alone. */
    callbackUrls: z.array(z.url()).check(z.minLength(1)),
  }),
  z.strictObject({
    /** Any OpenID Connect issuer; the template's parameters `OidcIssuer` and `OidcAudience` name it at deployment. */
    kind: z.literal('oidc'),
  }),
]);

const consoleDelivery = z.discriminatedUnion('kind', [
  z.strictObject({
    /** CloudFront in front of the console's files and of the API: one address for both. */
    kind: z.literal('cloudfront'),
    /** An address of the county's own, and its certificate in us-east-1. Left out, CloudFront gives one. */
    domain: z.optional(
      z.strictObject({ name: z.hostname(), certificate: z.string().check(z.startsWith('arn:')) }),
    ),
  }),
  z.strictObject({
    /** The API serves the files: in the China regions, where CloudFront wants a registered domain, and in emulators. */
    kind: z.literal('api'),
  }),
  z.strictObject({
    /** Something else serves them, as the embedded runtime does. */
    kind: z.literal('elsewhere'),
  }),
]);

const backupCopy = z.strictObject({
  /** The ARN of a vault of AWS Backup in another region, made there beforehand. */
  vault: z.string().check(z.regex(/^arn:[a-z-]+:backup:[a-z0-9-]+:\d{12}:backup-vault:[A-Za-z0-9_-]+$/)),
  /** How long each night's copy is kept. */
  days: z._default(z.int().check(z.minimum(1), z.maximum(36_500)), 35),
});
export type BackupCopy = z.output<typeof backupCopy>;

const concurrency = z.discriminatedUnion('kind', [
  z.strictObject({
    /** Each function has a number of calls at once of its own: a flood on one area leaves the others theirs. */
    kind: z.literal('reserved'),
    /** What the account may carry out at once in the region, all functions together, as Service Quotas says (L-B99A9384). */
    quota: z.int().check(z.minimum(1)),
  }),
  z.strictObject({
    /**
     * All functions share what the account has, however little that is: for accounts with the quota that new ones begin with, to try an
     * installation. A flood on one area is then felt in all, and what a schedule calls may run beside itself.
     */
    kind: z.literal('shared'),
  }),
]);

const installation = z
  .strictObject({
    /** Begins every physical name. At most 24 characters, so that the longest name still fits Lambda's 64. */
    name: z.string().check(z.regex(/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/)),
    /** Account and region of the deployment. Left out, the template fits every account, region and partition. */
    place: z.optional(
      z.strictObject({
        account: z.string().check(z.regex(/^\d{12}$/)),
        region: z.string().check(z.regex(/^[a-z]{2}(-[a-z]+)+-\d$/)),
      }),
    ),
    identity,
    /** How people reach the console. The China regions take `api`. */
    console: z._default(consoleDelivery, { kind: 'cloudfront' }),
    /** `rehearsal` lets a county admin set the date; for demonstrations and exercises, never for a real year. */
    clock: z._default(z.enum(['system', 'rehearsal']), 'system'),
    /** When the year-end run starts by itself, as EventBridge Scheduler reads it, in Asia/Shanghai. */
    yearEndSchedule: z._default(z.string().check(z.regex(/^cron\(\S+( \S+){5}\)$/)), 'cron(0 8 5 1 ? *)'),
    /**
     * Pages that may send evidence from a browser. Left out: those of the console's address, or any of its kind where that is
     * not known before. An origin is no permission, the signed link is.
     */
    consoleOrigins: z.optional(z.array(origin).check(z.minLength(1))),
    /** Who hears of alarms. Left out, alarms show in CloudWatch alone. */
    alarmEmail: z.optional(z.email()),
    /**
     * The address that reminders come from, of a domain that is verified with Amazon SES in the deployment's own account and
     * region. Left out, reminders stay in the inbox. The China regions have no SES.
     */
    mailFrom: z.optional(z.email()),
    /**
     * `guardduty`: Amazon GuardDuty scans every file that comes, and none is let through before it has found nothing. It is
     * charged by the gigabyte, and is not in every region.
     */
    virusScan: z._default(z.enum(['off', 'guardduty']), 'off'),
    /** A backup each night, copied to another region. Left out, there are point-in-time recovery and kept versions in this region alone. */
    backupCopy: z.optional(backupCopy),
    logRetentionDays: z._default(logRetention, 365),
    concurrency: z._default(concurrency, { kind: 'reserved', quota: 1_000 }),
    /**
     * How published reports are locked against removal. `compliance` cannot be taken back by anybody before its time is over,
     * whatever was published; choose it knowingly.
     */
    publishedLock: z._default(
      z.strictObject({
        mode: z.enum(['governance', 'compliance']),
        years: z.int().check(z.minimum(1), z.maximum(100)),
      }),
      { mode: 'governance', years: 10 },
    ),
    /**
     * For how long signed heads of the audit chains are kept and locked: as long as the trail itself is to be provable. The entries
     * themselves lie in the table, which removes nothing.
     */
    auditLock: z._default(
      z.strictObject({
        mode: z.enum(['governance', 'compliance']),
        years: z.int().check(z.minimum(1), z.maximum(100)),
      }),
      { mode: 'governance', years: 10 },
    ),
  })
  .check(
    z.refine(({ place, identity: { kind } }) => kind !== 'cognito' || !place?.region.startsWith('cn-'), {
      path: ['identity'],
      message: 'the China regions have no Cognito user pools: choose { kind: "oidc" }',
    }),
    z.refine(({ place, console: { kind } }) => kind !== 'cloudfront' || !place?.region.startsWith('cn-'), {
      path: ['console'],
      message:
        'CloudFront in the China regions has no functions and no address of its own: choose { kind: "api" }',
    }),
    z.refine(({ place, backupCopy: copy }) => copy?.vault.split(':')[3] !== (place?.region ?? ''), {
      path: ['backupCopy'],
      message: 'the vault lies in the region of the installation itself: choose one elsewhere',
    }),
    z.refine(({ concurrency: of }) => of.kind === 'shared' || of.quota >= quotaNeeded(), {
      path: ['concurrency'],
      message: `the functions need a quota of ${quotaNeeded()} concurrent executions, with the 100 that AWS wants left to nobody: ask AWS for it (Service Quotas, L-B99A9384; it costs nothing) and state what it gave, or choose { kind: "shared" }`,
    }),
    z.refine(({ place, mailFrom }) => mailFrom === undefined || !place?.region.startsWith('cn-'), {
      path: ['mailFrom'],
      message: 'the China regions have no Amazon SES: leave it out, and forward reminders by webhook',
    }),
  );

export type Installation = z.output<typeof installation>;

const installations: Readonly<Record<string, z.input<typeof installation>>> = {
  default: {
    name: 'biaochi',
    identity: { kind: 'cognito', callbackUrls: ['http://localhost:3000/'] },
  },
  /** The one that `npm start` runs on one machine: its own issuer, and a date that the demonstration moves. */
  embedded: {
    name: 'biaochi',
    identity: { kind: 'oidc' },
    console: { kind: 'elsewhere' },
    clock: 'rehearsal',
    consoleOrigins: ['http://localhost:*', 'http://127.0.0.1:*'],
  },
};

/**
 * The installation of that key; `default` when none is chosen.
 * @throws Error naming the installations there are, or the setting that is wrong
 */
export function installationOf(key: unknown = 'default'): Installation {
  const found = typeof key === 'string' ? installations[key] : undefined;
  if (found === undefined) {
    throw new Error(
      `There is no installation "${String(key)}" in infra/config.ts. Choose one of: ${Object.keys(installations).join(', ')}.`,
    );
  }
  return checked(found);
}

/**
 * An installation with its defaults filled in.
 * @throws Error naming each setting that is wrong, and why
 */
export function checked(settings: z.input<typeof installation>): Installation {
  const parsed = installation.safeParse(settings, { error: wordsOfZod.en });
  if (!parsed.success) {
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new Error(`The installation "${settings.name}" in infra/config.ts cannot be deployed: ${wrong}.`);
  }
  return parsed.data;
}
