import { createHash } from 'node:crypto';
import { invalidTemplate } from './unsupported.ts';

/** Where the embedded runtime says it is. The partition, region and account appear in ARNs only; nothing is sent there. */
export const place = {
  partition: 'aws',
  region: 'us-east-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com',
} as const;

/** What other resources can say of a resource: its `Ref`, and its attributes for `Fn::GetAtt`. */
export type PhysicalId = Readonly<{
  name: string;
  arn: string;
  ref: string;
  attributes: Readonly<Record<string, string>>;
}>;

type Kind = Readonly<{
  /** Property with which a template may name the resource itself. */
  named?: string;
  /** Longest name AWS takes. */
  longest?: number;
  arn: (name: string) => string;
  /** `Ref` is the name unless said here. */
  ref?: (name: string, arn: string) => string;
  attributes?: (name: string, arn: string, origin: string) => Readonly<Record<string, string>>;
}>;

const regional = (service: string, kind: string) => (name: string) =>
  `arn:${place.partition}:${service}:${place.region}:${place.account}:${kind}${name}`;
const global = (service: string, kind: string) => (name: string) =>
  `arn:${place.partition}:${service}::${place.account}:${kind}${name}`;
const arnAsRef = (_: string, arn: string) => arn;

const table: Kind = {
  named: 'TableName',
  arn: regional('dynamodb', 'table/'),
  attributes: (_, arn) => ({ StreamArn: `${arn}/stream/2018-01-01T00:00:00.000`, TableId: arn }),
};

/** Every type whose resources are named, whether acted on or ignored: an ignored queue's ARN may still stand in a rule. */
const kinds: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': {
    named: 'BucketName',
    longest: 63,
    arn: (name) => `arn:${place.partition}:s3:::${name}`,
    attributes: (name) => ({
      DomainName: `${name}.s3.${place.urlSuffix}`,
      RegionalDomainName: `${name}.s3.${place.region}.${place.urlSuffix}`,
    }),
  },
  'AWS::Lambda::Function': { named: 'FunctionName', longest: 64, arn: regional('lambda', 'function:') },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName',
    longest: 80,
    arn: regional('states', 'stateMachine:'),
    ref: arnAsRef,
    attributes: (name) => ({ Name: name }),
  },
  'AWS::Events::Rule': { named: 'Name', longest: 64, arn: regional('events', 'rule/') },
  'AWS::Scheduler::Schedule': { named: 'Name', longest: 64, arn: regional('scheduler', 'schedule/default/') },
  'AWS::Scheduler::ScheduleGroup': {
    named: 'Name',
    longest: 64,
    arn: regional('scheduler', 'schedule-group/'),
  },
  'AWS::ApiGatewayV2::Api': {
    arn: (name) => `arn:${place.partition}:apigateway:${place.region}::/apis/${name}`,
    attributes: (name, _, origin) => ({ ApiId: name, ApiEndpoint: origin }),
  },
  'AWS::SQS::Queue': {
    named: 'QueueName',
    longest: 80,
    arn: regional('sqs', ''),
    ref: (name) => `https://sqs.${place.region}.${place.urlSuffix}/${place.account}/${name}`,
    attributes: (name) => ({ QueueName: name }),
  },
  'AWS::SNS::Topic': {
    named: 'TopicName',
    arn: regional('sns', ''),
    ref: arnAsRef,
    attributes: (name, arn) => ({ TopicName: name, TopicArn: arn }),
  },
  'AWS::KMS::Key': { arn: regional('kms', 'key/'), attributes: (name) => ({ KeyId: name }) },
  'AWS::KMS::Alias': { named: 'AliasName', arn: regional('kms', '') },
  'AWS::IAM::Role': {
    named: 'RoleName',
    longest: 64,
    arn: global('iam', 'role/'),
    attributes: (name) => ({ RoleId: name }),
  },
  'AWS::Logs::LogGroup': {
    named: 'LogGroupName',
    arn: (name) => `${regional('logs', 'log-group:')(name)}:*`,
  },
  'AWS::CloudWatch::Alarm': { named: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
};

const unnamed: Kind = {
  arn: (name) => `arn:${place.partition}:cloudformation:${place.region}:${place.account}:resource/${name}`,
};

/**
 * The name and ARN of a resource. A name that the template does not state is made of stack and logical id, so that it
 * stays the same from start to start and the data folder's tables and buckets are found again.
 */
export function physicalId(
  resource: Readonly<{
    type: string;
    stack: string;
    logicalId: string;
    stated: (property: string) => unknown;
  }>,
  origin: string,
): PhysicalId {
  const kind = kinds[resource.type] ?? unnamed;
  const stated = kind.named === undefined ? undefined : resource.stated(kind.named);
  const name = typeof stated === 'string' ? stated : generatedName(resource, kind.longest ?? 255);
  const arn = kind.arn(name);
  return {
    name,
    arn,
    ref: kind.ref?.(name, arn) ?? name,
    attributes: { Arn: arn, ...kind.attributes?.(name, arn, origin) },
  };
}

/** @throws LocalRuntimeError `template-invalid` for an attribute that the resource does not have here */
export function attributeOf(id: PhysicalId, type: string, attribute: string): string {
  const value = id.attributes[attribute];
  if (value === undefined) throw invalidTemplate(`${type} ${id.name} has no attribute ${attribute}`);
  return value;
}

function generatedName(
  { type, stack, logicalId }: Readonly<{ type: string; stack: string; logicalId: string }>,
  longest: number,
): string {
  const whole = `${stack}-${logicalId}`;
  const name = type === 'AWS::S3::Bucket' ? whole.toLowerCase().replaceAll('_', '-') : whole;
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - 9)}-${createHash('sha256').update(whole).digest('hex').slice(0, 8)}`;
}
