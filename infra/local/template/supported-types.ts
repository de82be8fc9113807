import * as z from 'zod/mini';

/**
 * The closed list of what a template may hold. For each type that is acted on: the properties that are acted on, and as
 * `ignored` those that mean nothing on one machine. A property that stands in neither list is refused at start.
 * infra/local/SUPPORT.md says the same for people.
 */
const ignored = z.optional(z.unknown());
const count = z.coerce.number().check(z.int());
const days = count.check(z.minimum(1));
const lockMode = z.enum(['GOVERNANCE', 'COMPLIANCE']);

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .check(z.minLength(1));
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.optional(z.array(z.string())),
});
const secondaryIndex = z.strictObject({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: projection,
  ProvisionedThroughput: ignored,
  OnDemandThroughput: ignored,
  WarmThroughput: ignored,
  ContributorInsightsSpecification: ignored,
});
const tableProperties = {
  TableName: z.optional(z.string().check(z.minLength(3))),
  AttributeDefinitions: z
    .array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }))
    .check(z.minLength(1)),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.optional(z.array(secondaryIndex)),
  LocalSecondaryIndexes: z.optional(z.array(secondaryIndex)),
  StreamSpecification: z.optional(
    z.strictObject({
      StreamViewType: z.optional(z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'])),
      ResourcePolicy: ignored,
    }),
  ),
  TimeToLiveSpecification: z.optional(
    z.strictObject({ AttributeName: z.optional(z.string()), Enabled: z.boolean() }),
  ),
  BillingMode: ignored,
  SSESpecification: ignored,
  WarmThroughput: ignored,
  Tags: ignored,
};

const shapes = {
  'AWS::DynamoDB::Table': z.strictObject({
    ...tableProperties,
    PointInTimeRecoverySpecification: ignored,
    DeletionProtectionEnabled: ignored,
    ProvisionedThroughput: ignored,
    OnDemandThroughput: ignored,
    ContributorInsightsSpecification: ignored,
    ResourcePolicy: ignored,
    TableClass: ignored,
  }),
  'AWS::DynamoDB::GlobalTable': z.strictObject({
    ...tableProperties,
    // One replica is the table itself; what it says is about backup and protection. More would be copies elsewhere.
    Replicas: z.array(z.unknown()).check(z.maxLength(1)),
    WriteProvisionedThroughputSettings: ignored,
    WriteOnDemandThroughputSettings: ignored,
  }),
  'AWS::S3::Bucket': z.strictObject({
    BucketName: z.optional(z.string()),
    VersioningConfiguration: z.optional(z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) })),
    CorsConfiguration: z.optional(
      z.strictObject({
        CorsRules: z.array(
          z.strictObject({
            Id: ignored,
            AllowedHeaders: z.optional(z.array(z.string())),
            AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
            AllowedOrigins: z.array(z.string()),
            ExposedHeaders: z.optional(z.array(z.string())),
            MaxAge: z.optional(count),
          }),
        ),
      }),
    ),
    NotificationConfiguration: z.optional(
      z.strictObject({
        EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.optional(z.boolean()) }),
      }),
    ),
    ObjectLockEnabled: z.optional(z.boolean()),
    ObjectLockConfiguration: z.optional(
      z.strictObject({
        ObjectLockEnabled: z.optional(z.literal('Enabled')),
        Rule: z.optional(
          z.strictObject({
            DefaultRetention: z.union([
              z.strictObject({ Mode: lockMode, Days: days }),
              z.strictObject({ Mode: lockMode, Years: count.check(z.minimum(1)) }),
            ]),
          }),
        ),
      }),
    ),
    LifecycleConfiguration: z.optional(
      z.strictObject({
        Rules: z.array(
          z.strictObject({
            Id: ignored,
            Status: z.enum(['Enabled', 'Disabled']),
            Prefix: z._default(z.string(), ''),
            ExpirationInDays: z.optional(days),
            NoncurrentVersionExpiration: z.optional(z.strictObject({ NoncurrentDays: days })),
            // There are no multipart uploads here that could be left half done.
            AbortIncompleteMultipartUpload: ignored,
          }),
        ),
      }),
    ),
    BucketEncryption: ignored,
    PublicAccessBlockConfiguration: ignored,
    OwnershipControls: ignored,
    AccessControl: ignored,
    LoggingConfiguration: ignored,
    Tags: ignored,
  }),
  'AWS::KMS::Key': z
    .strictObject({
      // One that encrypts what lies elsewhere means nothing here.
      KeySpec: z._default(z.enum(['SYMMETRIC_DEFAULT', 'RSA_3072']), 'SYMMETRIC_DEFAULT'),
      KeyUsage: z._default(z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']), 'ENCRYPT_DECRYPT'),
      Enabled: z.optional(z.literal(true)),
      KeyPolicy: ignored,
      EnableKeyRotation: ignored,
      RotationPeriodInDays: ignored,
      PendingWindowInDays: ignored,
      MultiRegion: ignored,
      Description: ignored,
      Tags: ignored,
    })
    .check(
      z.refine(({ KeySpec, KeyUsage }) => (KeySpec === 'RSA_3072') === (KeyUsage === 'SIGN_VERIFY'), {
        path: ['KeyUsage'],
      }),
    ),
  'AWS::Lambda::Function': z.strictObject({
    FunctionName: z.optional(z.string()),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().check(z.regex(/^[^.]+\.[^.]+$/u)),
    Runtime: z.string().check(z.regex(/^nodejs/u)),
    Environment: z.optional(
      z.strictObject({ Variables: z.optional(z.record(z.string(), z.coerce.string())) }),
    ),
    MemorySize: z._default(count, 128),
    Timeout: z._default(count, 3),
    ReservedConcurrentExecutions: z.optional(count),
    PackageType: z.optional(z.literal('Zip')),
    Role: ignored,
    Architectures: ignored,
    EphemeralStorage: ignored,
    DeadLetterConfig: ignored,
    TracingConfig: ignored,
    LoggingConfig: ignored,
    RuntimeManagementConfig: ignored,
    RecursiveLoop: ignored,
    KmsKeyArn: ignored,
    Description: ignored,
    Tags: ignored,
  }),
  'AWS::Lambda::EventInvokeConfig': z.strictObject({
    FunctionName: z.string(),
    Qualifier: z.literal('$LATEST'),
    MaximumRetryAttempts: z.optional(count.check(z.minimum(0), z.maximum(2))),
    MaximumEventAgeInSeconds: ignored,
    DestinationConfig: z.optional(z.strictObject({ OnFailure: ignored })),
  }),
  'AWS::ApiGatewayV2::Api': z.strictObject({
    Name: z.string(),
    ProtocolType: z.literal('HTTP'),
    CorsConfiguration: z.optional(
      z.strictObject({
        AllowCredentials: z.optional(z.boolean()),
        AllowHeaders: z.optional(z.array(z.string())),
        AllowMethods: z.optional(z.array(z.string())),
        AllowOrigins: z.optional(z.array(z.string())),
        ExposeHeaders: z.optional(z.array(z.string())),
        MaxAge: z.optional(count),
      }),
    ),
    DisableExecuteApiEndpoint: ignored,
    Description: ignored,
    Tags: ignored,
  }),
  'AWS::ApiGatewayV2::Stage': z.strictObject({
    ApiId: z.string(),
    StageName: z.literal('$default'),
    AutoDeploy: ignored,
    AccessLogSettings: ignored,
    DefaultRouteSettings: ignored,
    RouteSettings: ignored,
    Description: ignored,
    Tags: ignored,
  }),
  'AWS::ApiGatewayV2::Integration': z.strictObject({
    ApiId: z.string(),
    IntegrationType: z.literal('AWS_PROXY'),
    IntegrationUri: z.string(),
    PayloadFormatVersion: z.literal('2.0'),
    TimeoutInMillis: z._default(count.check(z.minimum(50), z.maximum(30_000)), 30_000),
    IntegrationMethod: ignored,
    Description: ignored,
  }),
  'AWS::ApiGatewayV2::Route': z.strictObject({
    ApiId: z.string(),
    RouteKey: z.string().check(z.regex(/^(\$default|[A-Z]+ \/\S*)$/u)),
    Target: z.string().check(z.startsWith('integrations/')),
    AuthorizationType: z._default(z.enum(['NONE', 'JWT']), 'NONE'),
    AuthorizerId: z.optional(z.string()),
    AuthorizationScopes: z._default(z.array(z.string()), []),
    OperationName: ignored,
  }),
  'AWS::ApiGatewayV2::Authorizer': z.strictObject({
    ApiId: z.string(),
    Name: z.string(),
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.string().check(z.regex(/^\$request\.header\.[A-Za-z0-9-]+$/u))]),
    JwtConfiguration: z.strictObject({
      Audience: z.array(z.string()).check(z.minLength(1)),
      Issuer: z.string(),
    }),
  }),
  'AWS::Events::Rule': z.strictObject({
    Name: z.optional(z.string()),
    EventBusName: z.optional(z.literal('default')),
    EventPattern: z.optional(z.record(z.string(), z.unknown())),
    ScheduleExpression: z.optional(z.string()),
    State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
    Targets: z._default(
      z.array(
        z.strictObject({
          Id: z.string(),
          Arn: z.string(),
          Input: z.optional(z.string()),
          RetryPolicy: ignored,
          DeadLetterConfig: z.optional(z.strictObject({ Arn: z.string() })),
          RoleArn: ignored,
        }),
      ),
      [],
    ),
    Description: ignored,
    Tags: ignored,
  }),
  'AWS::Scheduler::Schedule': z.strictObject({
    Name: z.optional(z.string()),
    GroupName: z.optional(z.string()),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z._default(z.string(), 'UTC'),
    StartDate: z.optional(z.string()),
    EndDate: z.optional(z.string()),
    State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
    Target: z.strictObject({
      Arn: z.string(),
      Input: z.optional(z.string()),
      RoleArn: ignored,
      RetryPolicy: ignored,
      DeadLetterConfig: z.optional(z.strictObject({ Arn: z.optional(z.string()) })),
    }),
    FlexibleTimeWindow: ignored,
    KmsKeyArn: ignored,
    Description: ignored,
  }),
  'AWS::StepFunctions::StateMachine': z.strictObject({
    StateMachineName: z.optional(z.string()),
    StateMachineType: z.optional(z.literal('STANDARD')),
    DefinitionString: z.string(),
    DefinitionSubstitutions: z._default(z.record(z.string(), z.coerce.string()), {}),
    RoleArn: ignored,
    LoggingConfiguration: ignored,
    TracingConfiguration: ignored,
    EncryptionConfiguration: ignored,
    Tags: ignored,
  }),
};

type Shapes = typeof shapes;
export type SupportedType = keyof Shapes;
export type PropertiesOf<T extends SupportedType> = z.output<Shapes[T]>;

/** What the properties of each supported type look like once evaluated. */
export const supportedTypes: { readonly [T in SupportedType]: z.ZodMiniType<PropertiesOf<T>> } = shapes;

export function isSupportedType(type: string): type is SupportedType {
  return type in supportedTypes;
}

/** Types that mean nothing on one machine: backups, rights, logs' homes, alarms and who hears them, keys' other names, dead letters' queues. */
export const ignoredTypes: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupPlan',
  'AWS::Backup::BackupSelection',
  'AWS::Backup::BackupVault',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::ResourcePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
]);
