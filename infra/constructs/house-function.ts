import { Duration, Size } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Architecture, Function as Lambda, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { FunctionName, SettingsOf } from '../../shared/contracts/functions.ts';
import type { Installation } from '../config.ts';
import type { Capability } from './capability.ts';
import { functionCode } from './function-code.ts';
import { concurrencyOf } from './function-concurrency.ts';
import { functionSizes } from './function-sizes.ts';
import { HouseLogGroup } from './house-log-group.ts';
import { houseRole } from './house-role.ts';

/** Each setting that the function reads at cold start (shared/contracts/functions.ts), with the capability that gives it. */
export type Needs<Name extends FunctionName> = {
  readonly [Setting in keyof SettingsOf<Name> & string]: Capability<
    Setting,
    SettingsOf<Name>[Setting] & string
  >;
};

export type HouseFunctionProps<Name extends FunctionName> = Readonly<{
  installation: Installation;
  /** What its log lies under. */
  key: Key;
  needs: Needs<Name>;
  /** Rights that go with no setting. */
  also?: readonly PolicyStatement[];
  /** Where an event ends that the function could not do, after all repetitions; for functions that nobody waits for. */
  undone?: Queue;
}>;

/**
 * A function of the product, from functions/<name>/index.ts. All are made here, so all are alike: Node 24 on arm64, a
 * bundle with its own SDK, logs as JSON in a group that is kept for a stated time, traced, and a role of its own that may
 * do what its needs say and nothing else. A setting that is missing, or given to a function that does not read it, does
 * not compile.
 */
export class HouseFunction<Name extends FunctionName> extends Construct {
  readonly name: Name;
  readonly lambda: Lambda;
  /** Seconds after which Lambda stops it. */
  readonly timeoutSeconds: number;

  constructor(
    scope: Construct,
    name: Name,
    { installation, key, needs, also = [], undone }: HouseFunctionProps<Name>,
  ) {
    super(scope, name);
    this.name = name;
    const functionName = `${installation.name}-${name}`;
    const size = functionSizes[name];
    this.timeoutSeconds = size.timeout;

    const logGroup = new HouseLogGroup(this, 'Logs', {
      installation,
      key,
      logGroupName: `/aws/lambda/${functionName}`,
    });
    const given: readonly Capability<string>[] = Object.values(needs);
    const { role, rights } = houseRole(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda'),
      statements: [
        new PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupArn],
        }),
        // X-Ray takes no narrower resource.
        new PolicyStatement({
          actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
          resources: ['*'],
        }),
        ...given.flatMap(({ allows }) => allows),
        ...also,
        // Lambda itself puts what came to nothing there, by the function's role.
        ...(undone === undefined
          ? []
          : [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [undone.queueArn] })]),
      ],
    });

    this.lambda = new Lambda(this, 'Function', {
      functionName,
      code: functionCode(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: size.memory,
      timeout: Duration.seconds(size.timeout),
      ...(installation.concurrency.kind === 'shared'
        ? {}
        : { reservedConcurrentExecutions: concurrencyOf(name) }),
      ...(size.disk === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(size.disk) }),
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        ...Object.fromEntries(given.map(({ setting, value }) => [setting, value])),
      },
    });
    // AWS looks at the role's rights when it makes the function, and again when it is told where failures go.
    this.lambda.node.addDependency(rights);
    if (undone !== undefined)
      this.lambda.configureAsyncInvoke({
        // Lambda allows no more than two; they come after one and three minutes.
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
        onFailure: new SqsDestination(undone),
      });
  }
}
