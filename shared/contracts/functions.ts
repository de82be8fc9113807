import type * as z from 'zod/mini';
import * as settings from './function-settings.ts';

/**
 * The functions that are deployed, each with the settings it reads at cold start. The same schema types the `environment`
 * of its CDK construct, so a variable that one side forgets does not compile.
 */
export const functionSettings = {
  'api-cycle': settings.apiCycle,
  'api-people': settings.apiPeople,
  'api-register': settings.apiRegister,
  'api-import': settings.apiImport,
  'api-evidence': settings.apiEvidence,
  'api-evidence-bundle': settings.apiEvidenceBundle,
  'api-assessment': settings.apiAssessment,
  'api-lead-body': settings.apiLeadBody,
  'api-appeals': settings.apiAppeals,
  'api-requests': settings.apiRequests,
  'api-contacts': settings.apiContacts,
  'api-standing': settings.apiStanding,
  'api-inbox': settings.apiInbox,
  'api-run': settings.apiRun,
  'api-audit': settings.apiAudit,
  'api-documents': settings.apiDocuments,
  'api-public': settings.apiPublic,
  'event-check-links': settings.eventCheckLinks,
  'event-check-service': settings.eventCheckService,
  'event-inspect-evidence': settings.eventInspectEvidence,
  'event-make-custody-package': settings.eventMakeCustodyPackage,
  'event-measure-office': settings.eventMeasureOffice,
  'event-remove-applicants': settings.eventRemoveApplicants,
  'event-remove-contacts': settings.eventRemoveContacts,
  'event-send-reminders': settings.eventSendReminders,
  'event-sign-heads': settings.eventSignHeads,
  'event-sweep-evidence': settings.eventSweepEvidence,
  'task-open-run': settings.taskOpenRun,
  'task-ask-body': settings.taskAskBody,
  'task-pass-over-body': settings.taskPassOverBody,
  'task-plan-freeze': settings.taskPlanFreeze,
  'task-freeze-batch': settings.taskFreezeBatch,
  'task-seal-inputs': settings.taskSealInputs,
  'task-derive-inputs': settings.taskDeriveInputs,
  'task-score-batch': settings.taskScoreBatch,
  'task-rank-units': settings.taskRankUnits,
  'task-render-report': settings.taskRenderReport,
  'task-render-documents': settings.taskRenderDocuments,
  'task-ask-sign-off': settings.taskAskSignOff,
  'task-ask-repair': settings.taskAskRepair,
  'task-go-on': settings.taskGoOn,
  'task-publish-report': settings.taskPublishReport,
  'task-end-run': settings.taskEndRun,
  'setup-load-cycle': settings.setupLoadCycle,
} as const;

export type FunctionName = keyof typeof functionSettings;
export type SettingsOf<Name extends FunctionName> = z.output<(typeof functionSettings)[Name]>;
