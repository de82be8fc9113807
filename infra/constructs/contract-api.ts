import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { areas, type Area, type RouteShape } from '../../shared/contracts/route.ts';
import { consolePages, publicPages } from '../../shared/contracts/page-routes.ts';
import { routes } from '../../shared/contracts/routes.ts';
import type { Installation } from '../config.ts';
import type { HouseFunction } from './house-function.ts';
import { HouseLogGroup } from './house-log-group.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** The function that answers each area. */
export type AreaFunctions = { readonly [A in Area]: HouseFunction<`api-${A}`> };

export type ContractApiProps = Readonly<{
  installation: Installation;
  key: Key;
  functions: AreaFunctions;
  tokens: TokenIssuer;
}>;

const methods: Readonly<Record<RouteShape['method'], HttpMethod>> = {
  GET: HttpMethod.GET,
  POST: HttpMethod.POST,
  PUT: HttpMethod.PUT,
};

/**
 * The HTTP API, route by route from shared/contracts/routes.ts. API Gateway checks the token of every call that is not
 * public before any code of ours runs; who a token's subject is and what they may do, the function asks the table.
 */
export class ContractApi extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { installation, key, functions, tokens }: ContractApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName: installation.name, createDefaultStage: false });

    const authorizer = new HttpJwtAuthorizer('Token', tokens.issuer, { jwtAudience: [tokens.audience] });
    const integrations = new Map(areas.map((area) => [area, integrationOf(functions[area])]));
    const add = (method: HttpMethod, path: string, area: Area, isPublic: boolean): void => {
      const integration = integrations.get(area);
      if (integration === undefined) throw new Error(`no function answers the area ${area}`);
      this.api.addRoutes({ path, methods: [method], integration, ...(isPublic ? {} : { authorizer }) });
    };
    for (const route of Object.values(routes)) {
      add(methods[route.method], route.path, route.area, route.audience === 'public');
    }
    const pages = installation.console.kind === 'api' ? [...publicPages, ...consolePages] : publicPages;
    for (const page of pages) add(HttpMethod.GET, page, 'public', true);

    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      // A few hundred people, and readers on publication day; files go to S3 and do not pass here. What is above answers 429.
      throttle: { rateLimit: 100, burstLimit: 200 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new HouseLogGroup(this, 'AccessLogs', {
            installation,
            key,
            logGroupName: `/aws/vendedlogs/apis/${installation.name}`,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
  }
}

/** Who called is in the audit chain; here stands no address and no path, which would name units and people. */
const accessLogFields = {
  request: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  milliseconds: '$context.responseLatency',
  functionMilliseconds: '$context.integrationLatency',
  authorizerError: '$context.authorizer.error',
  integrationError: '$context.integrationErrorMessage',
};

function integrationOf(answers: HouseFunction<`api-${Area}`>): HttpLambdaIntegration {
  return new HttpLambdaIntegration(`${answers.name}-integration`, answers.lambda, {
    // One right for each function, not for each route: a function's policy holds 20 KB, some 50 routes.
    scopePermissionToRoute: false,
    timeout: Duration.seconds(29),
  });
}
