import * as z from 'zod/mini';

/**
 * The functions that are deployed, each with the settings it reads at cold start. The same schema types the `environment`
 * of its CDK construct, so a variable that one side forgets does not compile.
 */
const table = { TABLE_NAME: z.string().check(z.minLength(3)) };
const clock = {
  /** `rehearsal`: the date is a record that an admin sets, for demonstrations and exercises; links and tokens keep real time. */
  CLOCK: z.enum(['system', 'rehearsal']),
};
/** Whose metrics they are. */
const installation = { INSTALLATION: z.string().check(z.minLength(3)) };
/** Where people reach the installation: a check asks for what they ask for. */
const address = { ADDRESS: z.url() };
const evidenceBucket = { EVIDENCE_BUCKET: z.string().check(z.minLength(3)) };
/** Whether a file must have passed the virus scanner before it is inspected. */
const virusScan = { VIRUS_SCAN: z.enum(['off', 'required']) };
/** The address that e-mail comes from. */
const mail = { MAIL_FROM: z.union([z.literal('none'), z.email()]) };
const importsBucket = { IMPORTS_BUCKET: z.string().check(z.minLength(3)) };
/** Where years' whole records lie on their way out, with the orders for them. */
const custodyBucket = { CUSTODY_BUCKET: z.string().check(z.minLength(3)) };
const contactsBucket = { CONTACTS_BUCKET: z.string().check(z.minLength(3)) };
const runsBucket = { RUNS_BUCKET: z.string().check(z.minLength(3)) };
const reportsBucket = { REPORTS_BUCKET: z.string().check(z.minLength(3)) };
const headsBucket = { HEADS_BUCKET: z.string().check(z.minLength(3)) };
/** The key in KMS that signs what is published and where the audit chains stand, by its ARN. */
const signingKey = { SIGNING_KEY: z.string().check(z.minLength(20)) };
const stateMachine = { STATE_MACHINE_ARN: z.string().check(z.minLength(20)) };
/** Where people sign in, for the OpenAPI document. */
const issuer = { OIDC_ISSUER: z.url() };
/** What CloudFront shows the API beside the address of who called; `none` where nothing stands in front of it. */
const edge = { EDGE_SECRET: z.union([z.literal('none'), z.string().check(z.minLength(32))]) };
/** Whose tokens a function of the API believes, and for whom they must be made out; it checks them itself. */
const tokens = { ...issuer, OIDC_AUDIENCE: z.string().check(z.minLength(1)) };

/** Where the API serves the console itself; `none` where something else does. */
const console = {
  CONSOLE_BUCKET: z.union([z.literal('none'), z.string().check(z.minLength(3))]),
  /** Origins that the console calls besides its own, with a space between. */
  CONSOLE_CONNECTS: z.string(),
};

const records = z.strictObject({ ...table, ...clock });
const api = { ...table, ...clock, ...tokens, ...edge };

export const functionSettings = {
  'api-cycle': z.strictObject(api),
  'api-people': z.strictObject(api),
  'api-register': z.strictObject(api),
  'api-import': z.strictObject({ ...api, ...importsBucket }),
  'api-evidence': z.strictObject({ ...api, ...evidenceBucket }),
  'api-evidence-bundle': z.strictObject({ ...api, ...evidenceBucket, ...importsBucket }),
  'api-assessment': z.strictObject(api),
  'api-lead-body': z.strictObject(api),
  'api-appeals': z.strictObject(api),
  'api-requests': z.strictObject(api),
  'api-contacts': z.strictObject({ ...api, ...contactsBucket }),
  'api-standing': z.strictObject(api),
  'api-inbox': z.strictObject({ ...api, ...mail }),
  'api-run': z.strictObject({
    ...api,
    ...stateMachine,
    ...runsBucket,
    ...reportsBucket,
    ...custodyBucket,
    ...signingKey,
  }),
  'api-audit': z.strictObject({ ...api, ...importsBucket, ...headsBucket, ...signingKey }),
  'api-documents': z.strictObject({ ...api, ...runsBucket, ...signingKey }),
  'api-public': z.strictObject({ ...table, ...reportsBucket, ...issuer, ...edge, ...console }),
  'event-check-links': records,
  'event-check-service': z.strictObject({ ...table, ...evidenceBucket, ...address, ...installation }),
  'event-inspect-evidence': z.strictObject({ ...table, ...clock, ...evidenceBucket, ...virusScan }),
  'event-make-custody-package': z.strictObject({
    ...table,
    ...clock,
    ...runsBucket,
    ...reportsBucket,
    ...evidenceBucket,
    ...custodyBucket,
    ...headsBucket,
    ...signingKey,
  }),
  'event-measure-office': z.strictObject({ ...table, ...clock, ...installation }),
  'event-remove-applicants': records,
  'event-remove-contacts': z.strictObject({ ...table, ...clock, ...contactsBucket }),
  'event-send-reminders': z.strictObject({ ...table, ...clock, ...mail }),
  'event-sign-heads': z.strictObject({ ...table, ...headsBucket, ...signingKey }),
  'event-sweep-evidence': z.strictObject({ ...table, ...clock, ...evidenceBucket, ...virusScan }),
  'task-open-run': records,
  'task-ask-body': records,
  'task-pass-over-body': records,
  'task-plan-freeze': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-freeze-batch': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-seal-inputs': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-derive-inputs': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-score-batch': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-rank-units': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-render-report': z.strictObject({
    ...table,
    ...clock,
    ...runsBucket,
    ...reportsBucket,
    ...signingKey,
  }),
  'task-render-documents': z.strictObject({
    ...table,
    ...clock,
    ...runsBucket,
    ...reportsBucket,
    ...signingKey,
  }),
  'task-ask-sign-off': records,
  'task-ask-repair': records,
  'task-go-on': z.strictObject({ ...table, ...clock, ...runsBucket }),
  'task-publish-report': z.strictObject({
    ...table,
    ...clock,
    ...runsBucket,
    ...reportsBucket,
    ...headsBucket,
    ...signingKey,
  }),
  'task-end-run': records,
  /** Loads a cycle's definition, its rubric and members; started by an operator, not reachable from outside. */
  'setup-load-cycle': records,
} as const;

export type FunctionName = keyof typeof functionSettings;
export type SettingsOf<Name extends FunctionName> = z.output<(typeof functionSettings)[Name]>;
