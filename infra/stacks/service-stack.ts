import { CfnOutput, CfnParameter, Stack, type App } from 'aws-cdk-lib';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import type { Installation } from '../config.ts';
import { plain } from '../constructs/capability.ts';
import { ConsoleDistribution, ConsoleSite } from '../constructs/console-site.ts';
import { ContractApi } from '../constructs/contract-api.ts';
import { CustodyOrders } from '../constructs/custody-orders.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { EdgeSecret } from '../constructs/edge-secret.ts';
import { EvidenceInspection } from '../constructs/evidence-inspection.ts';
import type { RecordsFunction } from '../constructs/function-records.ts';
import { FunctionSchedules, type FunctionSchedule } from '../constructs/function-schedules.ts';
import { HouseFunction, type HouseFunctionProps } from '../constructs/house-function.ts';
import { OfficeDashboard } from '../constructs/office-dashboard.ts';
import { checked, measured } from '../constructs/office-metrics.ts';
import { sendsMail } from '../constructs/sends-mail.ts';
import { ServiceAlarms } from '../constructs/service-alarms.ts';
import type { TokenIssuer } from '../constructs/token-issuer.ts';
import { mayAnswerTasks, YearEndMachine } from '../constructs/year-end-machine.ts';
import { YearEndSchedule } from '../constructs/year-end-schedule.ts';
import { stackProps } from './stack-props.ts';
import { VirusScan } from '../constructs/virus-scan.ts';
import type { StatefulStack } from './stateful-stack.ts';

export type ServiceStackProps = Readonly<{ installation: Installation; stateful: StatefulStack }>;

/** What may be made again at any time: functions, API, state machine, schedule, alarms. */
export class ServiceStack extends Stack {
  /** The console's files; null where something else serves them. */
  readonly site: ConsoleSite | null;
  /** One address for console and API; null where there is none. */
  readonly distribution: ConsoleDistribution | null;
  /** Whether that address is the county’s own, and not the one that CloudFront gives. */
  readonly hasOwnAddress: boolean;
  /** By what the API tells a call that came through the distribution; null where there is none. */
  readonly edge: EdgeSecret | null;
  readonly api: ContractApi;
  readonly functions: readonly HouseFunction<FunctionName>[];
  /** Whether the functions share what the account may carry out at once, where others each have their own. */
  readonly sharesConcurrency: boolean;
  readonly deadLetters: readonly DeadLetterQueue[];

  constructor(app: App, id: string, { installation, stateful }: ServiceStackProps) {
    super(app, id, stackProps(installation));

    const { evidence, runs, reports, heads, signing } = stateful;
    const tokens = stateful.users?.tokens ?? this.#tokensOfParameters();
    const functions: HouseFunction<FunctionName>[] = [];
    const make = <Name extends FunctionName>(
      name: Name,
      needs: HouseFunctionProps<Name>['needs'],
      more: Pick<HouseFunctionProps<Name>, 'also' | 'undone'> = {},
    ) => {
      const made = new HouseFunction(this, name, { installation, key: stateful.key, needs, ...more });
      functions.push(made);
      return made;
    };

    const records = (of: RecordsFunction) => ({
      TABLE_NAME: stateful.records.of(of),
      CLOCK: plain('CLOCK', installation.clock),
    });
    // CloudFront and the API know it, and nobody else: by it the API tells a call that came through CloudFront.
    this.edge =
      installation.console.kind === 'cloudfront'
        ? new EdgeSecret(this, 'EdgeSecret', { key: stateful.key })
        : null;
    const { edge } = this;
    const edgeSetting = () => plain('EDGE_SECRET', edge?.value ?? 'none');
    const forApi = (of: RecordsFunction) => ({
      ...records(of),
      EDGE_SECRET: edgeSetting(),
      OIDC_ISSUER: plain('OIDC_ISSUER', tokens.issuer),
      OIDC_AUDIENCE: plain('OIDC_AUDIENCE', tokens.audience),
    });
    const inspected = () => ({
      EVIDENCE_BUCKET: evidence.readOrMiss,
      VIRUS_SCAN:
        installation.virusScan === 'off' ? plain('VIRUS_SCAN', 'off' as const) : evidence.readScanTags,
    });
    const recordsAndRuns = (of: RecordsFunction) => ({ ...records(of), RUNS_BUCKET: runs.readWrite });
    const answer = () => ({ also: [mayAnswerTasks(this, installation)] });

    const tasks = {
      openRun: make('task-open-run', records('task-open-run')),
      // A body that handed in before it was asked is answered at once, by the very task that asks.
      askBody: make('task-ask-body', records('task-ask-body'), answer()),
      passOverBody: make('task-pass-over-body', records('task-pass-over-body')),
      planFreeze: make('task-plan-freeze', recordsAndRuns('task-plan-freeze')),
      freezeBatch: make('task-freeze-batch', recordsAndRuns('task-freeze-batch')),
      sealInputs: make('task-seal-inputs', recordsAndRuns('task-seal-inputs')),
      deriveInputs: make('task-derive-inputs', recordsAndRuns('task-derive-inputs')),
      scoreBatch: make('task-score-batch', recordsAndRuns('task-score-batch')),
      rankUnits: make('task-rank-units', recordsAndRuns('task-rank-units')),
      renderDocuments: make('task-render-documents', {
        ...recordsAndRuns('task-render-documents'),
        REPORTS_BUCKET: reports.write,
        SIGNING_KEY: signing.readPublicKey,
      }),
      renderReport: make('task-render-report', {
        ...records('task-render-report'),
        RUNS_BUCKET: runs.readAllWriteOnly('*/rendered/*'),
        REPORTS_BUCKET: reports.write,
        SIGNING_KEY: signing.readPublicKey,
      }),
      askSignOff: make('task-ask-sign-off', records('task-ask-sign-off'), answer()),
      askRepair: make('task-ask-repair', records('task-ask-repair'), answer()),
      goOn: make('task-go-on', { ...records('task-go-on'), RUNS_BUCKET: runs.readOrMiss }),
      publishReport: make('task-publish-report', {
        ...records('task-publish-report'),
        RUNS_BUCKET: runs.readOrMiss,
        REPORTS_BUCKET: reports.readWrite,
        HEADS_BUCKET: heads.write,
        SIGNING_KEY: signing.sign,
      }),
      endRun: make('task-end-run', records('task-end-run')),
    };
    const yearEnd = new YearEndMachine(this, 'YearEnd', {
      installation,
      key: stateful.key,
      functions: tasks,
    });

    this.site =
      installation.console.kind === 'elsewhere'
        ? null
        : new ConsoleSite(this, 'Console', {
            connects: this.#consoleConnects(stateful, tokens),
            accessLogs: stateful.accessLogs,
          });

    const { site } = this;
    this.api = new ContractApi(this, 'Api', {
      installation,
      key: stateful.key,
      tokens,
      functions: {
        cycle: make('api-cycle', forApi('api-cycle')),
        people: make('api-people', forApi('api-people')),
        register: make('api-register', forApi('api-register')),
        import: make('api-import', { ...forApi('api-import'), IMPORTS_BUCKET: evidence.imports }),
        evidence: make('api-evidence', { ...forApi('api-evidence'), EVIDENCE_BUCKET: evidence.signLinks }),
        'evidence-bundle': make('api-evidence-bundle', {
          ...forApi('api-evidence-bundle'),
          EVIDENCE_BUCKET: evidence.signLinks,
          IMPORTS_BUCKET: evidence.imports,
        }),
        assessment: make('api-assessment', forApi('api-assessment')),
        appeals: make('api-appeals', forApi('api-appeals')),
        // A body that hands in answers the task that waits for it.
        'lead-body': make('api-lead-body', forApi('api-lead-body'), answer()),
        requests: make('api-requests', forApi('api-requests')),
        contacts: make('api-contacts', { ...forApi('api-contacts'), CONTACTS_BUCKET: evidence.contacts }),
        standing: make('api-standing', forApi('api-standing')),
        inbox: make('api-inbox', {
          ...forApi('api-inbox'),
          MAIL_FROM: plain('MAIL_FROM', installation.mailFrom ?? 'none'),
        }),
        run: make(
          'api-run',
          {
            ...forApi('api-run'),
            STATE_MACHINE_ARN: yearEnd.start,
            RUNS_BUCKET: runs.readAllWriteOnly('*/dry/*'),
            // Withdrawing a report signs the list of revisions anew.
            REPORTS_BUCKET: reports.readAllWriteOnly('*/revisions.json'),
            CUSTODY_BUCKET: evidence.custodyOrders,
            SIGNING_KEY: signing.sign,
          },
          answer(),
        ),
        audit: make('api-audit', {
          ...forApi('api-audit'),
          IMPORTS_BUCKET: evidence.imports,
          HEADS_BUCKET: heads.readVersions,
          SIGNING_KEY: signing.readPublicKey,
        }),
        documents: make('api-documents', {
          ...forApi('api-documents'),
          RUNS_BUCKET: runs.readAllWriteOnly('*/documents/*'),
          SIGNING_KEY: signing.readPublicKey,
        }),
        public: make('api-public', {
          TABLE_NAME: stateful.records.readPublications,
          REPORTS_BUCKET: reports.readOrMiss,
          OIDC_ISSUER: plain('OIDC_ISSUER', tokens.issuer),
          EDGE_SECRET: edgeSetting(),
          ...(site !== null && installation.console.kind === 'api'
            ? { CONSOLE_BUCKET: site.read, CONSOLE_CONNECTS: site.connects }
            : {
                CONSOLE_BUCKET: plain('CONSOLE_BUCKET', 'none'),
                CONSOLE_CONNECTS: plain('CONSOLE_CONNECTS', ''),
              }),
        }),
      },
    });
    const { api } = this;
    this.distribution =
      site !== null && installation.console.kind === 'cloudfront' && edge !== null
        ? new ConsoleDistribution(this, 'Site', {
            installation,
            site,
            edge,
            api: api.api,
            domain: installation.console.domain,
          })
        : null;
    const address = this.distribution?.address ?? api.api.apiEndpoint;

    const schedules: FunctionSchedule[] = [];
    const inspectionDeadLetters = new DeadLetterQueue(
      this,
      'InspectionDeadLetters',
      `${installation.name}-inspections-undone`,
    );
    new EvidenceInspection(this, 'EvidenceInspection', {
      evidence,
      inspector: make(
        'event-inspect-evidence',
        { ...records('event-inspect-evidence'), ...inspected(), EVIDENCE_BUCKET: evidence.inspect },
        { undone: inspectionDeadLetters },
      ),
      deadLetters: inspectionDeadLetters,
      afterVirusScan: installation.virusScan === 'guardduty',
    });
    if (installation.virusScan === 'guardduty')
      new VirusScan(this, 'VirusScan', { installation, evidence, key: stateful.key });

    schedules.push({
      does: 'sweep-evidence',
      expression: 'cron(40 * * * ? *)',
      target: make(
        'event-sweep-evidence',
        { ...records('event-sweep-evidence'), ...inspected() },
        { undone: inspectionDeadLetters },
      ),
      deadLetters: inspectionDeadLetters,
    });

    const packageDeadLetters = new DeadLetterQueue(
      this,
      'PackageDeadLetters',
      `${installation.name}-packages-not-made`,
    );
    new CustodyOrders(this, 'CustodyOrders', {
      evidence,
      maker: make(
        'event-make-custody-package',
        {
          ...records('event-make-custody-package'),
          RUNS_BUCKET: runs.readOrMiss,
          REPORTS_BUCKET: reports.readOrMiss,
          EVIDENCE_BUCKET: evidence.readOrMiss,
          CUSTODY_BUCKET: evidence.custodyPackages,
          HEADS_BUCKET: heads.readVersions,
          SIGNING_KEY: signing.sign,
        },
        { undone: packageDeadLetters },
      ),
      deadLetters: packageDeadLetters,
    });

    const scheduleDeadLetters = new DeadLetterQueue(
      this,
      'ScheduleDeadLetters',
      `${installation.name}-year-end-not-started`,
    );
    new YearEndSchedule(this, 'YearEndSchedule', {
      installation,
      machine: yearEnd.machine,
      deadLetters: scheduleDeadLetters,
    });

    const removalDeadLetters = new DeadLetterQueue(
      this,
      'RemovalDeadLetters',
      `${installation.name}-applicants-not-removed`,
    );
    schedules.push({
      does: 'remove-applicants',
      expression: 'cron(0 3 * * ? *)',
      target: make('event-remove-applicants', records('event-remove-applicants'), {
        undone: removalDeadLetters,
      }),
      deadLetters: removalDeadLetters,
    });

    const linkDeadLetters = new DeadLetterQueue(
      this,
      'LinkDeadLetters',
      `${installation.name}-links-not-checked`,
    );
    schedules.push({
      does: 'check-links',
      // At night, when nobody reads the pages; each call goes on where the one before stopped.
      expression: 'cron(10 0-5 * * ? *)',
      target: make('event-check-links', records('event-check-links'), { undone: linkDeadLetters }),
      deadLetters: linkDeadLetters,
    });

    const contactsDeadLetters = new DeadLetterQueue(
      this,
      'ContactsDeadLetters',
      `${installation.name}-contacts-not-removed`,
    );
    schedules.push({
      does: 'remove-contacts',
      expression: 'cron(30 3 * * ? *)',
      target: make(
        'event-remove-contacts',
        { ...records('event-remove-contacts'), CONTACTS_BUCKET: evidence.emptyContacts },
        { undone: contactsDeadLetters },
      ),
      deadLetters: contactsDeadLetters,
    });

    const reminderDeadLetters = new DeadLetterQueue(
      this,
      'ReminderDeadLetters',
      `${installation.name}-reminders-not-sent`,
    );
    schedules.push({
      does: 'send-reminders',
      // Each round says what the one before did not; the hours in which a county wants any are its own setting, within these.
      expression: 'cron(5 6-21 * * ? *)',
      target: make(
        'event-send-reminders',
        { ...records('event-send-reminders'), MAIL_FROM: sendsMail(this, installation) },
        { undone: reminderDeadLetters },
      ),
      deadLetters: reminderDeadLetters,
    });

    const headsDeadLetters = new DeadLetterQueue(
      this,
      'HeadsDeadLetters',
      `${installation.name}-heads-not-signed`,
    );
    schedules.push({
      does: 'sign-heads',
      expression: 'cron(0/5 * * * ? *)',
      target: make(
        'event-sign-heads',
        {
          TABLE_NAME: stateful.records.signHeads,
          HEADS_BUCKET: heads.write,
          SIGNING_KEY: signing.sign,
        },
        { undone: headsDeadLetters },
      ),
      deadLetters: headsDeadLetters,
    });

    const measureDeadLetters = new DeadLetterQueue(
      this,
      'MeasureDeadLetters',
      `${installation.name}-office-not-measured`,
    );
    schedules.push({
      does: 'measure-office',
      expression: measured.expression,
      target: make(
        'event-measure-office',
        { ...records('event-measure-office'), INSTALLATION: plain('INSTALLATION', installation.name) },
        { undone: measureDeadLetters },
      ),
      deadLetters: measureDeadLetters,
    });

    const checkDeadLetters = new DeadLetterQueue(
      this,
      'CheckDeadLetters',
      `${installation.name}-service-not-checked`,
    );
    schedules.push({
      does: 'check-service',
      expression: checked.expression,
      target: make(
        'event-check-service',
        {
          TABLE_NAME: stateful.records.readPublications,
          EVIDENCE_BUCKET: evidence.check,
          ADDRESS: plain('ADDRESS', address),
          INSTALLATION: plain('INSTALLATION', installation.name),
        },
        { undone: checkDeadLetters },
      ),
      deadLetters: checkDeadLetters,
    });

    new FunctionSchedules(this, 'Schedules', { installation, schedules });

    const setup = make('setup-load-cycle', records('setup-load-cycle'));

    const alarmDeadLetters = new DeadLetterQueue(
      this,
      'AlarmDeadLetters',
      `${installation.name}-alarms-not-told`,
    );
    const { alarms } = new ServiceAlarms(this, 'Alarms', {
      installation,
      key: stateful.key,
      machine: yearEnd.machine,
      inspectionDeadLetters,
      packageDeadLetters,
      scheduleDeadLetters,
      removalDeadLetters,
      linkDeadLetters,
      contactsDeadLetters,
      reminderDeadLetters,
      headsDeadLetters,
      measureDeadLetters,
      checkDeadLetters,
      alarmDeadLetters,
      api: api.api,
    });
    new OfficeDashboard(this, 'Office', {
      installation,
      alarms,
      api: api.api,
      table: stateful.records.table,
      functions,
    });

    if (site !== null) {
      new CfnOutput(this, 'Address', { value: address });
      new CfnOutput(this, 'ConsoleBucket', { value: site.bucket.bucketName });
    }
    new CfnOutput(this, 'ApiAddress', { value: api.api.apiEndpoint });
    new CfnOutput(this, 'Issuer', { value: tokens.issuer });
    new CfnOutput(this, 'Audience', { value: tokens.audience });
    new CfnOutput(this, 'SetupFunction', { value: setup.lambda.functionName });
    this.functions = functions;
    const { console: delivery } = installation;
    this.hasOwnAddress = delivery.kind === 'cloudfront' && delivery.domain !== undefined;
    this.sharesConcurrency = installation.concurrency.kind === 'shared';
    this.deadLetters = this.node.children.filter((child) => child instanceof DeadLetterQueue);
    new CfnOutput(this, 'YearEndMachine', { value: yearEnd.machine.stateMachineArn });
  }

  /** What the console calls besides its own origin: the issuer, its sign-in pages, and the buckets that files go to and come from. */
  #consoleConnects({ evidence, runs, users }: StatefulStack, { issuer }: TokenIssuer): readonly string[] {
    return [
      ...(users === null
        ? [issuer]
        : [`https://cognito-idp.${this.region}.${this.urlSuffix}`, users.signInAddress]),
      `https://${evidence.bucket.bucketRegionalDomainName}`,
      `https://${runs.bucket.bucketRegionalDomainName}`,
    ];
  }

  /** The same template serves any issuer: which one is said at deployment. */
  #tokensOfParameters(): TokenIssuer {
    const issuer = new CfnParameter(this, 'OidcIssuer', {
      description:
        'The OpenID Connect issuer, exactly as it stands in its tokens (`iss`). AWS takes https alone.',
      allowedPattern: 'https?://\\S+',
    });
    const audience = new CfnParameter(this, 'OidcAudience', {
      description: 'What the issuer writes into tokens for this installation (`aud`).',
      minLength: 1,
    });
    return { issuer: issuer.valueAsString, audience: audience.valueAsString };
  }
}
