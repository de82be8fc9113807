import { wordsOfZod } from '../../../shared/formats/words-of-zod.ts';
import { readAssembly } from './assembly.ts';
import { evaluate } from './evaluate.ts';
import type { PhysicalId } from './physical-ids.ts';
import { scopeStacks, type ScopedStack } from './stack-scopes.ts';
import {
  ignoredTypes,
  isSupportedType,
  supportedTypes,
  type PropertiesOf,
  type SupportedType,
} from './supported-types.ts';
import { invalidTemplate, unsupported } from './unsupported.ts';

/** A resource of a template with its name, its ARN and its evaluated properties. */
export type Resource<T extends SupportedType> = Readonly<{
  logicalId: string;
  stack: string;
  id: PhysicalId;
  properties: PropertiesOf<T>;
}>;

export type TableResource = Resource<'AWS::DynamoDB::Table'> | Resource<'AWS::DynamoDB::GlobalTable'>;
export type BucketResource = Resource<'AWS::S3::Bucket'>;
export type SigningKeyResource = Resource<'AWS::KMS::Key'>;
export type RuleResource = Resource<'AWS::Events::Rule'>;
export type ScheduleResource = Resource<'AWS::Scheduler::Schedule'>;

/** A function, with the folder that holds its bundle. */
export type FunctionResource = Resource<'AWS::Lambda::Function'> &
  Readonly<{
    codeDir: string;
    /** How often a failed asynchronous invocation is repeated; AWS's default is 2. */
    retryAttempts: number;
  }>;

export type StateMachineResource = Resource<'AWS::StepFunctions::StateMachine'> &
  Readonly<{ definition: string }>;

export type HttpApiRoute = Readonly<{
  routeKey: string;
  functionArn: string;
  timeoutMs: number;
  scopes: readonly string[];
  authorizer: Readonly<{ header: string; issuer: string; audience: readonly string[] }> | null;
}>;

export type HttpApiResource = Resource<'AWS::ApiGatewayV2::Api'> &
  Readonly<{ routes: readonly HttpApiRoute[] }>;

/** Everything in an assembly that the embedded runtime acts on. */
export type Deployment = Readonly<{
  tables: readonly TableResource[];
  buckets: readonly BucketResource[];
  /** The keys that sign; those that encrypt mean nothing here. */
  signingKeys: readonly SigningKeyResource[];
  functions: readonly FunctionResource[];
  stateMachines: readonly StateMachineResource[];
  apis: readonly HttpApiResource[];
  rules: readonly RuleResource[];
  schedules: readonly ScheduleResource[];
  /** By stack, then by output. */
  outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}>;

/**
 * Reads the synthesised app and works out what to run.
 *
 * @param options.parameters values of template parameters, by name
 * @param options.origin where the HTTP API is reached, e.g. `http://localhost:3000`
 * @throws LocalRuntimeError `template-unsupported` naming the first type, logical id and property that is not emulated;
 *   `template-invalid`, `assembly-missing`
 */
export function readDeployment(
  options: Readonly<{ assemblyDir: string; parameters: Readonly<Record<string, string>>; origin: string }>,
): Deployment {
  const assembly = readAssembly(options.assemblyDir);
  const stacks = scopeStacks(assembly, options.parameters, options.origin);
  for (const stack of stacks) refuseUnsupported(stack);

  const of = <T extends SupportedType>(type: T): Resource<T>[] =>
    stacks.flatMap((stack) => resourcesOf(stack, type));
  const retries = new Map(
    of('AWS::Lambda::EventInvokeConfig').map(({ properties }) => [
      properties.FunctionName,
      properties.MaximumRetryAttempts,
    ]),
  );
  return {
    tables: [...of('AWS::DynamoDB::Table'), ...of('AWS::DynamoDB::GlobalTable')],
    buckets: of('AWS::S3::Bucket'),
    signingKeys: of('AWS::KMS::Key').filter(({ properties }) => properties.KeyUsage === 'SIGN_VERIFY'),
    functions: of('AWS::Lambda::Function').map((resource) => ({
      ...resource,
      codeDir: codeDirOf(resource, assembly.assets),
      retryAttempts: retries.get(resource.id.name) ?? 2,
    })),
    stateMachines: of('AWS::StepFunctions::StateMachine').map((resource) => ({
      ...resource,
      definition: definitionOf(resource),
    })),
    apis: apisOf(of),
    rules: of('AWS::Events::Rule'),
    schedules: of('AWS::Scheduler::Schedule'),
    outputs: Object.fromEntries(stacks.map((stack) => [stack.name, outputsOf(stack)])),
  };
}

function isMade({ scope }: ScopedStack, condition: string | undefined): boolean {
  return condition === undefined || scope.condition(condition);
}

function refuseUnsupported(stack: ScopedStack): void {
  for (const [logicalId, { Type: type, Condition: condition }] of Object.entries(
    stack.template.Resources ?? {},
  )) {
    if (!isSupportedType(type) && !ignoredTypes.has(type) && isMade(stack, condition)) {
      throw unsupported(`${type} "${logicalId}"`);
    }
  }
}

function resourcesOf<T extends SupportedType>(stack: ScopedStack, type: T): Resource<T>[] {
  return Object.entries(stack.template.Resources ?? {})
    .filter(([, resource]) => resource.Type === type && isMade(stack, resource.Condition))
    .map(([logicalId, resource]) => ({
      logicalId,
      stack: stack.name,
      id: stack.idOf(logicalId),
      properties: propertiesOf(type, logicalId, evaluate(resource.Properties ?? {}, stack.scope)),
    }));
}

function propertiesOf<T extends SupportedType>(
  type: T,
  logicalId: string,
  evaluated: unknown,
): PropertiesOf<T> {
  const parsed = supportedTypes[type].safeParse(evaluated, { error: wordsOfZod.en });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = [
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ].join('.');
  throw unsupported(
    `${type} "${logicalId}" ${where}`,
    issue?.code === 'unrecognized_keys' ? '' : issue?.message,
  );
}

function codeDirOf(
  { logicalId, properties }: Resource<'AWS::Lambda::Function'>,
  assets: ReadonlyMap<string, string>,
): string {
  const dir = assets.get(properties.Code.S3Key);
  if (dir === undefined)
    throw invalidTemplate(`the code of function ${logicalId} is not among the assembly's assets`);
  return dir;
}

function definitionOf({ properties }: Resource<'AWS::StepFunctions::StateMachine'>): string {
  return properties.DefinitionString.replace(
    /\$\{([A-Za-z0-9_]+)\}/gu,
    (whole, name: string) => properties.DefinitionSubstitutions[name] ?? whole,
  );
}

function apisOf(of: <T extends SupportedType>(type: T) => Resource<T>[]): HttpApiResource[] {
  const integrations = new Map(
    of('AWS::ApiGatewayV2::Integration').map((integration) => [integration.id.ref, integration]),
  );
  const authorizers = new Map(
    of('AWS::ApiGatewayV2::Authorizer').map((authorizer) => [authorizer.id.ref, authorizer]),
  );
  const staged = new Set(of('AWS::ApiGatewayV2::Stage').map(({ properties }) => properties.ApiId));
  const routes = of('AWS::ApiGatewayV2::Route');

  return of('AWS::ApiGatewayV2::Api').map((api) => {
    if (!staged.has(api.id.ref))
      throw unsupported(`AWS::ApiGatewayV2::Api "${api.logicalId}"`, 'it has no $default stage');
    return {
      ...api,
      routes: routes
        .filter(({ properties }) => properties.ApiId === api.id.ref)
        .map(({ logicalId, properties }): HttpApiRoute => {
          const integration = integrations.get(properties.Target.slice('integrations/'.length));
          if (integration === undefined) throw invalidTemplate(`route ${logicalId} has no integration`);
          const authorizer = authorizers.get(properties.AuthorizerId ?? '');
          if (properties.AuthorizationType === 'JWT' && authorizer === undefined) {
            throw invalidTemplate(`route ${logicalId} has no authorizer`);
          }
          return {
            routeKey: properties.RouteKey,
            functionArn: functionArnOf(integration.properties.IntegrationUri),
            timeoutMs: integration.properties.TimeoutInMillis,
            scopes: properties.AuthorizationScopes,
            authorizer:
              properties.AuthorizationType === 'NONE' || authorizer === undefined
                ? null
                : {
                    header: authorizer.properties.IdentitySource[0]
                      .slice('$request.header.'.length)
                      .toLowerCase(),
                    issuer: authorizer.properties.JwtConfiguration.Issuer,
                    audience: authorizer.properties.JwtConfiguration.Audience,
                  },
          };
        }),
    };
  });
}

/** An integration names its function by ARN, or inside the path of an API Gateway ARN: `…/functions/{arn}/invocations`. */
function functionArnOf(uri: string): string {
  return /\/functions\/(?<arn>.+)\/invocations$/u.exec(uri)?.groups?.['arn'] ?? uri;
}

function outputsOf(stack: ScopedStack): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stack.template.Outputs ?? {})
      .filter(([, output]) => isMade(stack, output.Condition))
      .map(([name, output]) => [name, String(evaluate(output.Value, stack.scope))]),
  );
}
