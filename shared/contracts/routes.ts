import { cycleRoutes } from './cycle-routes.ts';
import { registerRoutes } from './register-routes.ts';
import { importRoutes } from './import-routes.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { assessmentRoutes } from './assessment-routes.ts';
import { handInRoutes } from './hand-in-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { runRoutes } from './run-routes.ts';
import { publicRoutes } from './public-routes.ts';
import { deductionRoutes } from './deduction-routes.ts';
import { nextCycleRoutes } from './next-cycle-routes.ts';
import { problemRoutes } from './problem-routes.ts';
import { planRoutes } from './plan-routes.ts';
import { custodyRoutes } from './custody-routes.ts';
import { reEvaluationRoutes } from './re-evaluation-routes.ts';
import { memberRoutes } from './member-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { appealRoutes } from './appeal-routes.ts';
import { dryRunRoutes } from './dry-run-routes.ts';
import { evidenceBundleRoutes } from './evidence-bundle-routes.ts';
import { confirmationRoutes } from './confirmation-routes.ts';
import { contactRoutes } from './contact-routes.ts';
import { inboxRoutes } from './inbox-routes.ts';
import { reminderSettingsRoutes } from './reminder-settings-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { figuresRoutes } from './figures-routes.ts';
import { standingRoutes } from './standing-routes.ts';

/**
 * Every route of the API, once. API Gateway's routes, the handlers' checks, the web client's types, the OpenAPI document
 * and the permission tests are all made from this object.
 */
export const routes = {
  ...cycleRoutes,
  ...registerRoutes,
  ...importRoutes,
  ...evidenceRoutes,
  ...assessmentRoutes,
  ...handInRoutes,
  ...requestRoutes,
  ...runRoutes,
  ...publicRoutes,
  ...dryRunRoutes,
  ...planRoutes,
  ...reEvaluationRoutes,
  ...custodyRoutes,
  ...problemRoutes,
  ...nextCycleRoutes,
  ...appealRoutes,
  ...peopleRoutes,
  ...memberRoutes,
  ...deductionRoutes,
  ...evidenceBundleRoutes,
  ...confirmationRoutes,
  ...contactRoutes,
  ...standingRoutes,
  ...figuresRoutes,
  ...inboxRoutes,
  ...reminderSettingsRoutes,
  ...auditRoutes,
  ...documentRoutes,
} as const;

export type RouteName = keyof typeof routes;
