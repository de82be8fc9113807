import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import * as z from 'zod/mini';
import { checked, installationOf, type Installation } from '../../infra/config.ts';
import { addInstallation, addStacks, templateFlags } from '../../infra/installation.ts';
import { suppressions, type Suppression } from '../../infra/nag-suppressions.ts';

const resource = z.object({
  Type: z.string(),
  Properties: z._default(z.record(z.string(), z.unknown()), {}),
  DeletionPolicy: z.optional(z.string()),
});
export type Resource = z.infer<typeof resource>;
export type Templates = Readonly<{
  /** Each stack's name and its document. */
  stacks: readonly (readonly [string, unknown])[];
  resources: readonly (readonly [string, Resource])[];
  text: string;
}>;

/** The installations whose templates the rules are checked on. */
export const installations: readonly (readonly [string, Installation])[] = [
  ['default', installationOf('default')],
  ['embedded', installationOf('embedded')],
  [
    'China',
    checked({
      name: 'biaochi-cn',
      place: { account: '123456789012', region: 'cn-northwest-1' },
      identity: { kind: 'oidc' },
      console: { kind: 'api' },
      alarmEmail: 'alarms@example.cn',
    }),
  ],
];

/** Whatever can be switched on is on: what rules of single resources do not look at must still hold for it. */
export const everythingOn: Installation = checked({
  name: 'biaochi-full',
  place: { account: '123456789012', region: 'us-east-1' },
  identity: { kind: 'cognito', callbackUrls: ['https://pingjia.example.cn/sign-in/callback'] },
  console: {
    kind: 'cloudfront',
    domain: {
      name: 'pingjia.example.cn',
      certificate: 'arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000',
    },
  },
  alarmEmail: 'alarms@example.cn',
  mailFrom: 'pingjia@example.cn',
  virusScan: 'guardduty',
  backupCopy: { vault: 'arn:aws:backup:us-west-2:123456789012:backup-vault:county', days: 90 },
  publishedLock: { mode: 'compliance', years: 10 },
  auditLock: { mode: 'compliance', years: 30 },
});

/** Synthesises an installation without its bundles, which these rules do not look at. */
export function templatesOf(installation: Installation): Templates {
  return withApp((app) => {
    const { stateful, service } = addInstallation(app, installation);
    const documents = [Template.fromStack(stateful).toJSON(), Template.fromStack(service).toJSON()];
    const stacks = documents.map(
      (document, index) => [[stateful, service][index]?.stackName ?? '', document] as const,
    );
    const resources = documents.flatMap((document) =>
      Object.entries(z.object({ Resources: z.record(z.string(), resource) }).parse(document).Resources),
    );
    return { stacks, resources, text: JSON.stringify(documents) };
  });
}

/** What cdk-nag's packs find wrong with an installation, but for what is acknowledged; null when that is all. */
export function nagErrorsOf(installation: Installation): string | null {
  return withApp((app) => {
    addInstallation(app, installation);
    Validations.of(app).addPlugins(...packs(app));
    try {
      app.synth({ force: true });
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}

/** What is acknowledged of an installation, and what the packs find of it when nothing is. */
export function nagFindingsOf(
  installation: Installation,
): Readonly<{ suppressions: readonly Suppression[]; found: ReadonlySet<string> }> {
  return withApp((app) => {
    const { stateful, service } = addStacks(app, installation);
    const all = suppressions(stateful, service);
    // Only then do names of the other stack's resources stand where they will.
    app.synth();
    const found = packs(app).flatMap((pack) =>
      pack.validateScope(app).violations.map(({ ruleName }) => `${pack.name}::${ruleName}`),
    );
    return { suppressions: all, found: new Set(found) };
  });
}

const packs = (app: App) => [
  new AwsSolutionsChecks(app),
  new NIST80053R5Checks(app),
  new ServerlessChecks(app),
];

function withApp<T>(use: (app: App) => T): T {
  const outdir = mkdtempSync(path.join(tmpdir(), 'biaochi-synth-'));
  try {
    const context = { ...templateFlags, 'aws:cdk:bundling-stacks': [] };
    return use(new App({ context, outdir, analyticsReporting: false }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

export function ofType(templates: Templates, type: string): readonly (readonly [string, Resource])[] {
  return templates.resources.filter(([, each]) => each.Type === type);
}
