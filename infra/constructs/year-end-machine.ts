import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/contracts/functions.ts';
import type { TaskName } from '../../shared/contracts/tasks.ts';
import type { Installation } from '../config.ts';
import type { Capability } from './capability.ts';
import type { HouseFunction } from './house-function.ts';
import { HouseLogGroup } from './house-log-group.ts';
import { houseRole } from './house-role.ts';
import { yearEndDefinition, type TaskFunction } from './year-end-definition.ts';

/** Which function carries out which task. */
export const functionOfTask = {
  openRun: 'task-open-run',
  askBody: 'task-ask-body',
  passOverBody: 'task-pass-over-body',
  planFreeze: 'task-plan-freeze',
  freezeBatch: 'task-freeze-batch',
  sealInputs: 'task-seal-inputs',
  deriveInputs: 'task-derive-inputs',
  scoreBatch: 'task-score-batch',
  rankUnits: 'task-rank-units',
  renderDocuments: 'task-render-documents',
  renderReport: 'task-render-report',
  askSignOff: 'task-ask-sign-off',
  askRepair: 'task-ask-repair',
  goOn: 'task-go-on',
  publishReport: 'task-publish-report',
  endRun: 'task-end-run',
} as const satisfies Readonly<Record<TaskName, FunctionName>>;

/** The functions of all tasks. */
export type TaskFunctions = {
  readonly [Task in TaskName]: HouseFunction<(typeof functionOfTask)[Task]>;
};

/** CloudWatch's deliveries are set up per account and take no narrower resource. */
const deliversLogs = new PolicyStatement({
  actions: [
    'logs:CreateLogDelivery',
    'logs:GetLogDelivery',
    'logs:UpdateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:DescribeResourcePolicies',
    'logs:DescribeLogGroups',
  ],
  resources: ['*'],
});
/** X-Ray takes no narrower resource. */
const traces = new PolicyStatement({
  actions: [
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
  ],
  resources: ['*'],
});

function machineName(installation: Installation): string {
  return `${installation.name}-year-end`;
}

/**
 * The right to answer the machine's waiting tasks. Said by name, because some of the functions that have it are tasks of
 * the machine itself: naming the resource would make each wait for the other. The token says which task is meant, and
 * Step Functions checks the right against the machine that gave the token out.
 */
export function mayAnswerTasks(scope: Construct, installation: Installation): PolicyStatement {
  return new PolicyStatement({
    actions: ['states:SendTaskSuccess'],
    resources: [
      Stack.of(scope).formatArn({
        service: 'states',
        resource: 'stateMachine',
        resourceName: machineName(installation),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    ],
  });
}

export type YearEndMachineProps = Readonly<{
  installation: Installation;
  key: Key;
  functions: TaskFunctions;
}>;

/** The state machine that carries the year end out: year-end-definition.ts says how. */
export class YearEndMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { installation, key, functions }: YearEndMachineProps) {
    super(scope, id);
    const name = machineName(installation);
    const definition = yearEndDefinition(taskFunctions(functions));
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('states'),
      statements: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: Object.values(functions).map(({ lambda }) => lambda.functionArn),
        }),
        deliversLogs,
        traces,
      ],
    });
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineName: name,
      // Waits of weeks and an execution that is never carried out twice: express machines offer neither.
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(Stack.of(this).toJsonString(definition)),
      role,
      tracingEnabled: true,
      logs: {
        // The prefix keeps CloudWatch's one policy for log deliveries from growing past its 5,120 characters.
        destination: new HouseLogGroup(this, 'Logs', {
          installation,
          key,
          logGroupName: `/aws/vendedlogs/states/${name}`,
        }),
        level: LogLevel.ALL,
        // Inputs and outputs hold task tokens, which are secret.
        includeExecutionData: false,
      },
    });
    this.machine.node.addDependency(rights);
  }

  /** Starts a run. */
  get start(): Capability<'STATE_MACHINE_ARN'> {
    const arn = this.machine.stateMachineArn;
    return {
      setting: 'STATE_MACHINE_ARN',
      value: arn,
      allows: [new PolicyStatement({ actions: ['states:StartExecution'], resources: [arn] })],
    };
  }
}

function taskFunctions(functions: TaskFunctions): Readonly<Record<TaskName, TaskFunction>> {
  const of = ({ lambda, timeoutSeconds }: TaskFunctions[TaskName]): TaskFunction => ({
    arn: lambda.functionArn,
    timeoutSeconds,
  });
  return {
    openRun: of(functions.openRun),
    askBody: of(functions.askBody),
    passOverBody: of(functions.passOverBody),
    planFreeze: of(functions.planFreeze),
    freezeBatch: of(functions.freezeBatch),
    sealInputs: of(functions.sealInputs),
    deriveInputs: of(functions.deriveInputs),
    scoreBatch: of(functions.scoreBatch),
    rankUnits: of(functions.rankUnits),
    renderDocuments: of(functions.renderDocuments),
    renderReport: of(functions.renderReport),
    askSignOff: of(functions.askSignOff),
    askRepair: of(functions.askRepair),
    goOn: of(functions.goOn),
    publishReport: of(functions.publishReport),
    endRun: of(functions.endRun),
  };
}
