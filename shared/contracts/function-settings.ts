import * as z from 'zod/mini';

/**
 * The settings that each function reads at its cold start, by the function's name; functions.ts has them all. They are made by the
 * functions below, whose annotation tells the bundler that one nobody asks for may be left out: a bundle carries its own function's.
 */

/** A text of so many characters at least. @__NO_SIDE_EFFECTS__ */
function text(least: number) {
  return z.string().check(z.minLength(least));
}
/** Exactly these settings. @__NO_SIDE_EFFECTS__ */
function settings<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape);
}
/** What others read, and these settings besides. @__NO_SIDE_EFFECTS__ */
function beside<Base extends z.ZodMiniObject, Shape extends z.core.$ZodLooseShape>(base: Base, shape: Shape) {
  return z.extend(base, shape);
}

/** Of a table, of a bucket, of the installation. */
const name = text(3);
/** The signing key in KMS, or the state machine. */
const arn = text(20);
/** `rehearsal`: the date is a record that an admin sets, for demonstrations and exercises; links and tokens keep real time. */
const clock = z.enum(['system', 'rehearsal']);
/** Where people reach the installation: a check asks for what they ask for. */
const address = z.url();
/** Whether a file must have passed the virus scanner before it is inspected. */
const virusScan = z.enum(['off', 'required']);
/** The address that e-mail comes from. */
const mailFrom = z.union([z.literal('none'), z.email()]);
/** Where people sign in. */
const issuer = z.url();
/** For whom tokens must be made out that a function of the API believes; it checks them itself. */
const audience = text(1);
/** What CloudFront shows the API beside the address of who called; `none` where nothing stands in front of it. */
const edgeSecret = z.union([z.literal('none'), text(32)]);
/** Where the API serves the console itself; `none` where something else does. */
const consoleBucket = z.union([z.literal('none'), name]);
/** Origins that the console calls besides its own, with a space between. */
const consoleConnects = z.string();

const records = settings({ TABLE_NAME: name, CLOCK: clock });
const api = beside(records, { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience, EDGE_SECRET: edgeSecret });

export const apiCycle = api;
export const apiPeople = api;
export const apiRegister = api;
export const apiImport = beside(api, { IMPORTS_BUCKET: name });
export const apiEvidence = beside(api, { EVIDENCE_BUCKET: name });
export const apiEvidenceBundle = beside(api, { EVIDENCE_BUCKET: name, IMPORTS_BUCKET: name });
export const apiAssessment = api;
export const apiLeadBody = api;
export const apiAppeals = api;
export const apiRequests = api;
export const apiContacts = beside(api, { CONTACTS_BUCKET: name });
export const apiStanding = api;
export const apiInbox = beside(api, { MAIL_FROM: mailFrom });
export const apiRun = beside(api, {
  STATE_MACHINE_ARN: arn,
  RUNS_BUCKET: name,
  REPORTS_BUCKET: name,
  CUSTODY_BUCKET: name,
  SIGNING_KEY: arn,
});
export const apiAudit = beside(api, { IMPORTS_BUCKET: name, HEADS_BUCKET: name, SIGNING_KEY: arn });
export const apiDocuments = beside(api, { RUNS_BUCKET: name, SIGNING_KEY: arn });
export const apiPublic = settings({
  TABLE_NAME: name,
  REPORTS_BUCKET: name,
  OIDC_ISSUER: issuer,
  EDGE_SECRET: edgeSecret,
  CONSOLE_BUCKET: consoleBucket,
  CONSOLE_CONNECTS: consoleConnects,
});
export const eventCheckLinks = records;
export const eventCheckService = settings({
  TABLE_NAME: name,
  EVIDENCE_BUCKET: name,
  ADDRESS: address,
  INSTALLATION: name,
});
export const eventInspectEvidence = beside(records, { EVIDENCE_BUCKET: name, VIRUS_SCAN: virusScan });
export const eventMakeCustodyPackage = beside(records, {
  RUNS_BUCKET: name,
  REPORTS_BUCKET: name,
  EVIDENCE_BUCKET: name,
  CUSTODY_BUCKET: name,
  HEADS_BUCKET: name,
  SIGNING_KEY: arn,
});
export const eventMeasureOffice = beside(records, { INSTALLATION: name });
export const eventRemoveApplicants = records;
export const eventRemoveContacts = beside(records, { CONTACTS_BUCKET: name });
export const eventSendReminders = beside(records, { MAIL_FROM: mailFrom });
export const eventSignHeads = settings({ TABLE_NAME: name, HEADS_BUCKET: name, SIGNING_KEY: arn });
export const eventSweepEvidence = beside(records, { EVIDENCE_BUCKET: name, VIRUS_SCAN: virusScan });
export const taskOpenRun = records;
export const taskAskBody = records;
export const taskPassOverBody = records;
export const taskPlanFreeze = beside(records, { RUNS_BUCKET: name });
export const taskFreezeBatch = beside(records, { RUNS_BUCKET: name });
export const taskSealInputs = beside(records, { RUNS_BUCKET: name });
export const taskDeriveInputs = beside(records, { RUNS_BUCKET: name });
export const taskScoreBatch = beside(records, { RUNS_BUCKET: name });
export const taskRankUnits = beside(records, { RUNS_BUCKET: name });
export const taskRenderReport = beside(records, {
  RUNS_BUCKET: name,
  REPORTS_BUCKET: name,
  SIGNING_KEY: arn,
});
export const taskRenderDocuments = beside(records, {
  RUNS_BUCKET: name,
  REPORTS_BUCKET: name,
  SIGNING_KEY: arn,
});
export const taskAskSignOff = records;
export const taskAskRepair = records;
export const taskGoOn = beside(records, { RUNS_BUCKET: name });
export const taskPublishReport = beside(records, {
  RUNS_BUCKET: name,
  REPORTS_BUCKET: name,
  HEADS_BUCKET: name,
  SIGNING_KEY: arn,
});
export const taskEndRun = records;
/** Loads a cycle's definition, its rubric and members; started by an operator, not reachable from outside. */
export const setupLoadCycle = records;
