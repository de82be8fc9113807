import path from 'node:path';
import { consolePrefix, consoleSignInPrefix } from '../../shared/contracts/console-site.ts';
import { lockDataFolder } from './data-lock.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { openDeliveries, type DeadLetter } from './events/deliveries.ts';
import { createEventBus } from './events/event-bus.ts';
import { objectCreatedEvent } from './events/object-created.ts';
import { createTargets } from './events/targets.ts';
import { refuseFullDisk } from './free-space.ts';
import { createHttpApi, type RequestHandler } from './http-api/http-api.ts';
import { openMainServer, type Mount } from './http-api/main-server.ts';
import { createFunctions } from './lambda/create-functions.ts';
import { loadLocalCredentials } from './local-credentials.ts';
import { explainSystemError } from './local-runtime-error.ts';
import { startKms } from './kms/start-kms.ts';
import { bucketSettings } from './s3/bucket-settings.ts';
import { startS3 } from './s3/start-s3.ts';
import { writeServicePlaces } from './service-places.ts';
import { createScheduler } from './scheduler/scheduler.ts';
import { createSignIn, signInPath, webClientId, webScope, type Account } from './sign-in/create-sign-in.ts';
import { createWebFiles } from './web/web-files.ts';
import { startStepFunctions } from './step-functions/start-step-functions.ts';
import {
  readDeployment,
  type BucketResource,
  type Deployment,
  type HttpApiResource,
} from './template/deployment.ts';
import { place } from './template/physical-ids.ts';
import { unsupported } from './template/unsupported.ts';

export type RuntimeOptions = Readonly<{
  /** The synthesised app, `cdk.out`. */
  assemblyDir: string;
  /** Everything that is kept: dynamodb/, s3/, executions/, events/, logs/, keys/. */
  dataDir: string;
  /** The one address for people: API, public pages, sign-in. 0 takes a free port. */
  port: number;
  /** Where upload links lead. 0 takes a free port. */
  s3Port: number;
  /** Values of template parameters; as a function when they depend on the address, which port 0 leaves open. */
  parameters?:
    | Readonly<Record<string, string>>
    | ((at: Readonly<{ origin: string; issuer: string }>) => Readonly<Record<string, string>>);
  /** Who may sign in; asked at every sign-in. */
  accounts: () => Promise<readonly Account[]>;
  /** The console's built files; left out, there is no console. */
  webDir?: string;
  /** More to serve beside the API. */
  mounts?: readonly Mount[];
  /** Told what happens behind the scenes, for a log. */
  log: (line: string) => void;
}>;

export type Runtime = Readonly<{
  /** `http://localhost:PORT` */
  origin: string;
  s3Endpoint: string;
  /** What an SDK client needs to talk to this runtime: region, credentials, endpoints. */
  environment: Readonly<Record<string, string>>;
  /** The stacks' outputs, by stack and name. */
  outputs: Deployment['outputs'];
  /**
   * Does now what a schedule would do at its time.
   * @throws LocalRuntimeError `schedule-unknown`
   */
  fireSchedule: (name: string) => void;
  /**
   * Invokes a function and waits for its result.
   * @throws FunctionError, LocalRuntimeError `function-unknown`
   */
  invokeFunction: (named: string, payload: unknown) => Promise<unknown>;
  /** Events and scheduled starts that were given up. */
  deadLetters: () => readonly DeadLetter[];
  /** Delivers dead letters again. */
  replay: (ids: readonly string[]) => void;
  close: () => Promise<void>;
}>;

/**
 * Runs a synthesised app on this machine: its functions, tables, buckets, API, rules, schedules and state machines behind
 * the services' own protocols on loopback. What is acknowledged survives kill -9 of everything at any moment.
 * @throws LocalRuntimeError with a line that says what to do: port in use, data folder in use or damaged, disk full,
 *   database program missing, something in a template that is not emulated
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const running: (() => Promise<void> | void)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of running.splice(0).toReversed()) await close();
  };
  try {
    return await start(options, (close) => running.push(close), closeAll);
  } catch (error) {
    await closeAll();
    throw explainSystemError(error, options.dataDir);
  }
}

/** @param onClose remembers how to end what was started; the last started is the first ended */
async function start(
  options: RuntimeOptions,
  onClose: (close: () => Promise<void> | void) => void,
  close: () => Promise<void>,
): Promise<Runtime> {
  const { dataDir, log, accounts, mounts = [] } = options;
  const folder = (name: string) => path.join(dataDir, name);
  const lock = await lockDataFolder(dataDir);
  onClose(lock.release);
  refuseFullDisk(dataDir);

  const server = await openMainServer(options.port);
  onClose(server.close);
  const { origin } = server;
  const issuer = `${origin}${signInPath}`;
  const given = options.parameters ?? {};
  const parameters = typeof given === 'function' ? given({ origin, issuer }) : given;
  const deployment = readDeployment({ assemblyDir: options.assemblyDir, parameters, origin });
  const credentials = loadLocalCredentials(folder('keys'));

  const database = await startDynamoDb({
    dir: folder('dynamodb'),
    logFile: path.join(folder('logs'), 'dynamodb.log'),
    tables: deployment.tables,
    region: place.region,
    credentials,
    environment: process.env,
    log,
  });
  onClose(database.close);

  // They end only after whoever calls them, so that a shutdown is neither a failed delivery nor a failed task: what it cuts
  // off goes on at the next start.
  const functions = createFunctions({
    functions: deployment.functions,
    logDir: folder('logs'),
    compileCacheDir: path.join(folder('logs'), '.compiled'),
    log,
  });
  onClose(functions.close);
  const { invoke } = functions;

  const machines = await startStepFunctions({
    dir: folder('executions'),
    port: 0,
    stateMachines: deployment.stateMachines.map(({ id, definition }) => ({
      arn: id.arn,
      name: id.name,
      definition,
    })),
    lambda: functions,
  });
  onClose(machines.close);

  const targets = createTargets(deployment, invoke, (arn, name, input) =>
    machines.startExecution(arn, name, JSON.stringify(input)),
  );
  const deliveries = openDeliveries({ dir: folder('events'), targets, log });
  onClose(deliveries.close);
  const bus = createEventBus(deployment.rules, targets, deliveries);
  const announced = new Set(deployment.buckets.filter(announces).map(({ id }) => id.name));
  const objects = await startS3({
    dir: folder('s3'),
    port: options.s3Port,
    region: place.region,
    ...credentials,
    buckets: deployment.buckets.map(bucketSettings),
    log,
    onObjectCreated: (object) => {
      if (announced.has(object.bucket)) bus.publish(objectCreatedEvent(object));
    },
  });
  onClose(objects.close);

  const signing = await startKms({
    dir: path.join(folder('keys'), 'signing'),
    port: 0,
    region: place.region,
    ...credentials,
    keys: deployment.signingKeys.map(({ id }) => ({ arn: id.arn, name: id.name })),
  });
  onClose(signing.close);

  const environment = {
    AWS_REGION: place.region,
    AWS_DEFAULT_REGION: place.region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    AWS_ENDPOINT_URL_KMS: signing.endpoint,
    AWS_ENDPOINT_URL_S3: objects.endpoint,
    AWS_ENDPOINT_URL_SFN: machines.endpoint,
  };
  functions.start(environment);
  writeServicePlaces(dataDir, {
    endpoints: {
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_KMS: signing.endpoint,
      AWS_ENDPOINT_URL_S3: objects.endpoint,
    },
    outputs: Object.fromEntries(Object.values(deployment.outputs).flatMap((of) => Object.entries(of))),
  });

  const scheduler = createScheduler({
    schedules: deployment.schedules,
    rules: deployment.rules,
    dir: folder('events'),
    targets,
    deliveries,
    log,
  });
  onClose(scheduler.close);

  const onError = (error: unknown) =>
    log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const api = onlyApi(deployment.apis);
  const signIn = await ownSignIn(api, { origin, issuer, dir: folder('keys'), accounts, onError });
  if (signIn !== undefined) onClose(signIn.close);
  server.serve(api === undefined ? notFound : createHttpApi(api, { invoke, onError }), [
    ...(signIn === undefined ? [] : [{ prefix: signInPath, handler: signIn.handler }]),
    ...webMounts(options.webDir, { issuer, clientId: webClientId, scope: webScope }, objects.endpoint),
    ...mounts,
  ]);

  machines.resume();
  deliveries.start();
  scheduler.start();
  return {
    origin,
    s3Endpoint: objects.endpoint,
    environment,
    outputs: deployment.outputs,
    fireSchedule: scheduler.fire,
    invokeFunction: invoke,
    deadLetters: deliveries.deadLetters,
    replay: deliveries.replay,
    close: async () => {
      // First nobody asks for anything any more, then what answers is ended.
      await server.close();
      await close();
    },
  };
}

function announces({ properties }: BucketResource): boolean {
  const bridge = properties.NotificationConfiguration?.EventBridgeConfiguration;
  return bridge !== undefined && bridge.EventBridgeEnabled !== false;
}

function onlyApi(apis: readonly HttpApiResource[]): HttpApiResource | undefined {
  const [first, second] = apis;
  if (second !== undefined)
    throw unsupported(`AWS::ApiGatewayV2::Api "${second.logicalId}"`, 'one API to an app');
  return first;
}

/** Sign-in of our own, when the API's authorizer believes it; an app that names another issuer signs in there. */
async function ownSignIn(
  api: HttpApiResource | undefined,
  options: Readonly<{ issuer: string } & Omit<Parameters<typeof createSignIn>[0], 'audience'>>,
) {
  const authorizer = api?.routes
    .map((route) => route.authorizer)
    .find((candidate) => candidate?.issuer === options.issuer);
  const [audience] = authorizer?.audience ?? [];
  return audience === undefined ? undefined : createSignIn({ ...options, audience });
}

/** The console, and the page that sign-in leads back to. */
function webMounts(dir: string | undefined, settings: unknown, store: string): readonly Mount[] {
  if (dir === undefined) return [];
  const handler = createWebFiles({ dir, settings, stores: [store] });
  return [consolePrefix, consoleSignInPrefix].map((prefix) => ({ prefix, handler }));
}

const notFound: RequestHandler = (_, response) => {
  response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
};
