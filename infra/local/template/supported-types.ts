import * as z from 'zod';

/**
 * The closed list of what a template may hold. For each type that is acted on: the properties that are acted on, and as
 * `ignored` those that mean nothing on one machine. A property that stands in neither list is refused at start.
 * infra/local/SUPPORT.md says the same for people.
 */
const ignored = z.unknown().optional();
const count = z.coerce.number().int();
const lockMode = z.enum(['GOVERNANCE', 'COMPLIANCE']);

const keySchema = z
  .array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }))
  .min(1);
const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.array(z.string()).optional(),
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
  TableName: z.string().min(3).optional(),
  AttributeDefinitions: z
    .array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }))
    .min(1),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(secondaryIndex).optional(),
  LocalSecondaryIndexes: z.array(secondaryIndex).optional(),
  StreamSpecification: z
    .strictObject({
      StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']).optional(),
      ResourcePolicy: ignored,
    })
    .optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().optional(), Enabled: z.boolean() })
    .optional(),
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
    Replicas: z.array(z.unknown()).max(1),
    WriteProvisionedThroughputSettings: ignored,
    WriteOnDemandThroughputSettings: ignored,
  }),
  'AWS::S3::Bucket': z.strictObject({
    BucketName: z.string().optional(),
    VersioningConfiguration: z.strictObject({ Status: z.enum(['Enabled', 'Suspended']) }).optional(),
    CorsConfiguration: z
      .strictObject({
        CorsRules: z.array(
          z.strictObject({
            Id: ignored,
            AllowedHeaders: z.array(z.string()).optional(),
            AllowedMethods: z.array(z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE'])),
            AllowedOrigins: z.array(z.string()),
            ExposedHeaders: z.array(z.string()).optional(),
            MaxAge: count.optional(),
          }),
        ),
      })
      .optional(),
    NotificationConfiguration: z
      .strictObject({
        EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.boolean().optional() }),
      })
      .optional(),
    ObjectLockEnabled: z.boolean().optional(),
    ObjectLockConfiguration: z
      .strictObject({
        ObjectLockEnabled: z.literal('Enabled').optional(),
        Rule: z
          .strictObject({
            DefaultRetention: z.union([
              z.strictObject({ Mode: lockMode, Days: count.min(1) }),
              z.strictObject({ Mode: lockMode, Years: count.min(1) }),
            ]),
          })
          .optional(),
      })
      .optional(),
    BucketEncryption: ignored,
    PublicAccessBlockConfiguration: ignored,
    OwnershipControls: ignored,
    AccessControl: ignored,
    LifecycleConfiguration: ignored,
    LoggingConfiguration: ignored,
    Tags: ignored,
  }),
  'AWS::KMS::Key': z
    .strictObject({
      // One that encrypts what lies elsewhere means nothing here.
      KeySpec: z.enum(['SYMMETRIC_DEFAULT', 'RSA_3072']).default('SYMMETRIC_DEFAULT'),
      KeyUsage: z.enum(['ENCRYPT_DECRYPT', 'SIGN_VERIFY']).default('ENCRYPT_DECRYPT'),
      Enabled: z.literal(true).optional(),
      KeyPolicy: ignored,
      EnableKeyRotation: ignored,
      RotationPeriodInDays: ignored,
      PendingWindowInDays: ignored,
      MultiRegion: ignored,
      Description: ignored,
      Tags: ignored,
    })
    .refine(({ KeySpec, KeyUsage }) => (KeySpec === 'RSA_3072') === (KeyUsage === 'SIGN_VERIFY'), {
      path: ['KeyUsage'],
    }),
  'AWS::Lambda::Function': z.strictObject({
    FunctionName: z.string().optional(),
    Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
    Handler: z.string().regex(/^[^.]+\.[^.]+$/u),
    Runtime: z.string().regex(/^nodejs/u),
    Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).optional() }).optional(),
    MemorySize: count.default(128),
    Timeout: count.default(3),
    ReservedConcurrentExecutions: count.optional(),
    PackageType: z.literal('Zip').optional(),
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
    MaximumRetryAttempts: count.min(0).max(2).optional(),
    MaximumEventAgeInSeconds: ignored,
    DestinationConfig: z.strictObject({ OnFailure: ignored }).optional(),
  }),
  'AWS::ApiGatewayV2::Api': z.strictObject({
    Name: z.string(),
    ProtocolType: z.literal('HTTP'),
    CorsConfiguration: z
      .strictObject({
        AllowCredentials: z.boolean().optional(),
        AllowHeaders: z.array(z.string()).optional(),
        AllowMethods: z.array(z.string()).optional(),
        AllowOrigins: z.array(z.string()).optional(),
        ExposeHeaders: z.array(z.string()).optional(),
        MaxAge: count.optional(),
      })
      .optional(),
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
    TimeoutInMillis: count.min(50).max(30_000).default(30_000),
    IntegrationMethod: ignored,
    Description: ignored,
  }),
  'AWS::ApiGatewayV2::Route': z.strictObject({
    ApiId: z.string(),
    RouteKey: z.string().regex(/^(\$default|[A-Z]+ \/\S*)$/u),
    Target: z.string().startsWith('integrations/'),
    AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
    AuthorizerId: z.string().optional(),
    AuthorizationScopes: z.array(z.string()).default([]),
    OperationName: ignored,
  }),
  'AWS::ApiGatewayV2::Authorizer': z.strictObject({
    ApiId: z.string(),
    Name: z.string(),
    AuthorizerType: z.literal('JWT'),
    IdentitySource: z.tuple([z.string().regex(/^\$request\.header\.[A-Za-z0-9-]+$/u)]),
    JwtConfiguration: z.strictObject({ Audience: z.array(z.string()).min(1), Issuer: z.string() }),
  }),
  'AWS::Events::Rule': z.strictObject({
    Name: z.string().optional(),
    EventBusName: z.literal('default').optional(),
    EventPattern: z.record(z.string(), z.unknown()).optional(),
    ScheduleExpression: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Targets: z
      .array(
        z.strictObject({
          Id: z.string(),
          Arn: z.string(),
          Input: z.string().optional(),
          RetryPolicy: ignored,
          DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
          RoleArn: ignored,
        }),
      )
      .default([]),
    Description: ignored,
    Tags: ignored,
  }),
  'AWS::Scheduler::Schedule': z.strictObject({
    Name: z.string().optional(),
    GroupName: z.string().optional(),
    ScheduleExpression: z.string(),
    ScheduleExpressionTimezone: z.string().default('UTC'),
    StartDate: z.string().optional(),
    EndDate: z.string().optional(),
    State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
    Target: z.strictObject({
      Arn: z.string(),
      Input: z.string().optional(),
      RoleArn: ignored,
      RetryPolicy: ignored,
      DeadLetterConfig: z.strictObject({ Arn: z.string().optional() }).optional(),
    }),
    FlexibleTimeWindow: ignored,
    KmsKeyArn: ignored,
    Description: ignored,
  }),
  'AWS::StepFunctions::StateMachine': z.strictObject({
    StateMachineName: z.string().optional(),
    StateMachineType: z.literal('STANDARD').optional(),
    DefinitionString: z.string(),
    DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
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
export const supportedTypes: { readonly [T in SupportedType]: z.ZodType<PropertiesOf<T>> } = shapes;

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
