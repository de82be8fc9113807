import * as z from 'zod/mini';

/**
 * The settings that each function reads at its cold start, by the function's name. Each stands for itself, so that a bundle carries its
 * own function's and no others; functions.ts has them all.
 */

/** A text of so many characters at least. The annotation tells the bundler that one nobody asks for may be left out. @__NO_SIDE_EFFECTS__ */
function text(least: number) {
  return z.string().check(z.minLength(least));
}

const table = { TABLE_NAME: text(3) };
const clock = {
  /** `rehearsal`: the date is a record that an admin sets, for demonstrations and exercises; links and tokens keep real time. */
  CLOCK: z.enum(['system', 'rehearsal']),
};
/** Whose metrics they are. */
const installation = { INSTALLATION: text(3) };
/** Where people reach the installation: a check asks for what they ask for. */
const address = { ADDRESS: z.url() };
const evidenceBucket = { EVIDENCE_BUCKET: text(3) };
/** Whether a file must have passed the virus scanner before it is inspected. */
const virusScan = { VIRUS_SCAN: z.enum(['off', 'required']) };
/** The address that e-mail comes from. */
const mail = { MAIL_FROM: z.union([z.literal('none'), z.email()]) };
const importsBucket = { IMPORTS_BUCKET: text(3) };
/** Where years' whole records lie on their way out, with the orders for them. */
const custodyBucket = { CUSTODY_BUCKET: text(3) };
const contactsBucket = { CONTACTS_BUCKET: text(3) };
const runsBucket = { RUNS_BUCKET: text(3) };
const reportsBucket = { REPORTS_BUCKET: text(3) };
const headsBucket = { HEADS_BUCKET: text(3) };
/** The key in KMS that signs what is published and where the audit chains stand, by its ARN. */
const signingKey = { SIGNING_KEY: text(20) };
const stateMachine = { STATE_MACHINE_ARN: text(20) };
/** Where people sign in, for the OpenAPI document. */
const issuer = { OIDC_ISSUER: z.url() };
/** What CloudFront shows the API beside the address of who called; `none` where nothing stands in front of it. */
const edge = { EDGE_SECRET: z.union([z.literal('none'), text(32)]) };
/** Whose tokens a function of the API believes, and for whom they must be made out; it checks them itself. */
const tokens = { ...issuer, OIDC_AUDIENCE: text(1) };

/** Where the API serves the console itself; `none` where something else does. */
const console = {
  CONSOLE_BUCKET: z.union([z.literal('none'), text(3)]),
  /** Origins that the console calls besides its own, with a space between. */
  CONSOLE_CONNECTS: z.string(),
};

const records = z.strictObject({ ...table, ...clock });
const api = { ...table, ...clock, ...tokens, ...edge };

export const apiCycle = z.strictObject(api);
export const apiPeople = z.strictObject(api);
export const apiRegister = z.strictObject(api);
export const apiImport = z.strictObject({ ...api, ...importsBucket });
export const apiEvidence = z.strictObject({ ...api, ...evidenceBucket });
export const apiEvidenceBundle = z.strictObject({ ...api, ...evidenceBucket, ...importsBucket });
export const apiAssessment = z.strictObject(api);
export const apiLeadBody = z.strictObject(api);
export const apiAppeals = z.strictObject(api);
export const apiRequests = z.strictObject(api);
export const apiContacts = z.strictObject({ ...api, ...contactsBucket });
export const apiStanding = z.strictObject(api);
export const apiInbox = z.strictObject({ ...api, ...mail });
export const apiRun = z.strictObject({
  ...api,
  ...stateMachine,
  ...runsBucket,
  ...reportsBucket,
  ...custodyBucket,
  ...signingKey,
});
export const apiAudit = z.strictObject({ ...api, ...importsBucket, ...headsBucket, ...signingKey });
export const apiDocuments = z.strictObject({ ...api, ...runsBucket, ...signingKey });
export const apiPublic = z.strictObject({ ...table, ...reportsBucket, ...issuer, ...edge, ...console });
export const eventCheckLinks = records;
export const eventCheckService = z.strictObject({ ...table, ...evidenceBucket, ...address, ...installation });
export const eventInspectEvidence = z.strictObject({ ...table, ...clock, ...evidenceBucket, ...virusScan });
export const eventMakeCustodyPackage = z.strictObject({
  ...table,
  ...clock,
  ...runsBucket,
  ...reportsBucket,
  ...evidenceBucket,
  ...custodyBucket,
  ...headsBucket,
  ...signingKey,
});
export const eventMeasureOffice = z.strictObject({ ...table, ...clock, ...installation });
export const eventRemoveApplicants = records;
export const eventRemoveContacts = z.strictObject({ ...table, ...clock, ...contactsBucket });
export const eventSendReminders = z.strictObject({ ...table, ...clock, ...mail });
export const eventSignHeads = z.strictObject({ ...table, ...headsBucket, ...signingKey });
export const eventSweepEvidence = z.strictObject({ ...table, ...clock, ...evidenceBucket, ...virusScan });
export const taskOpenRun = records;
export const taskAskBody = records;
export const taskPassOverBody = records;
export const taskPlanFreeze = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskFreezeBatch = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskSealInputs = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskDeriveInputs = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskScoreBatch = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskRankUnits = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskRenderReport = z.strictObject({
  ...table,
  ...clock,
  ...runsBucket,
  ...reportsBucket,
  ...signingKey,
});
export const taskRenderDocuments = z.strictObject({
  ...table,
  ...clock,
  ...runsBucket,
  ...reportsBucket,
  ...signingKey,
});
export const taskAskSignOff = records;
export const taskAskRepair = records;
export const taskGoOn = z.strictObject({ ...table, ...clock, ...runsBucket });
export const taskPublishReport = z.strictObject({
  ...table,
  ...clock,
  ...runsBucket,
  ...reportsBucket,
  ...headsBucket,
  ...signingKey,
});
export const taskEndRun = records;
/** Loads a cycle's definition, its rubric and members; started by an operator, not reachable from outside. */
export const setupLoadCycle = records;
