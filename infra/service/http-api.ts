/**
 * The HTTP API: each route throttled on its own; the audit route for signed requests of IAM only; `/healthz`, answered
 * by the function that may look at where the tlog stands, for anybody; all
 * else is answered by `discovery`, which may touch nothing, with an OperationOutcome.
 * The access log has the route's template and the caller's address, and never a path, query, header or body.
 */
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  CorsHttpMethod,
  type DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from '../guards.ts';
import { product } from '../names.ts';
import type { ScaledRoute, Stage } from '../settings.ts';

const accessLog = {
  at: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  ms: '$context.responseLatency',
  integrationMs: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  bytes: '$context.responseLength',
  error: '$context.error.responseType',
};

interface RouteLine {
  readonly route: ScaledRoute;
  readonly key: HttpRouteKey;
  readonly authorizer?: IHttpRouteAuthorizer;
}

const { GET, HEAD, POST } = HttpMethod;
const iam = new HttpIamAuthorizer();

const routes: readonly RouteLine[] = [
  { route: 'discovery', key: HttpRouteKey.with('/cds-services', GET) },
  { route: 'invoke', key: HttpRouteKey.with('/cds-services/{id}', POST) },
  // a path with a slash at its end matches no other route, and no route's key may end with one
  { route: 'invoke', key: HttpRouteKey.with('/cds-services/{id}/{rest+}', POST) },
  { route: 'feedback', key: HttpRouteKey.with('/cds-services/{id}/feedback', POST) },
  { route: 'feedback', key: HttpRouteKey.with('/app/steps', POST) },
  { route: 'audit', key: HttpRouteKey.with('/audit/{question+}', GET), authorizer: iam },
  { route: 'audit', key: HttpRouteKey.with('/healthz', GET) },
  { route: 'audit', key: HttpRouteKey.with('/healthz', HEAD) },
  { route: 'discovery', key: HttpRouteKey.DEFAULT },
];

export interface ServiceApiProps {
  readonly stage: Stage;
  readonly logsKey: IKey;
  readonly domain?: DomainName;
}

export class ServiceApi extends Construct {
  readonly api: HttpApi;
  /** Where CloudFront reaches it; undefined where callers must show a certificate, which CloudFront has not. */
  readonly host: string | undefined;
  readonly accessLogs: LogGroup;
  /** Public URL before `/cds-services`. */
  readonly baseUrl: string;

  readonly #props: ServiceApiProps;

  constructor(scope: Construct, id: string, props: ServiceApiProps) {
    super(scope, id);
    this.#props = props;
    const { stage, domain } = props;

    this.api = new HttpApi(this, 'Api', {
      apiName: `${product}-${stage.name}`,
      createDefaultStage: false,
      disableExecuteApiEndpoint: domain !== undefined,
      ...(stage.corsOrigins.length > 0 && {
        corsPreflight: {
          allowOrigins: [...stage.corsOrigins],
          allowMethods: [CorsHttpMethod.GET, CorsHttpMethod.POST],
          allowHeaders: ['authorization', 'content-type', 'x-request-id'],
          exposeHeaders: ['x-request-id', 'retry-after', 'etag', 'www-authenticate'],
          maxAge: Duration.minutes(10),
        },
      }),
    });
    const own = `${this.api.apiId}.execute-api.${Stack.of(this).region}.${Stack.of(this).urlSuffix}`;
    this.host = stage.domain?.mtls ? undefined : (stage.domain?.name ?? own);
    const ownUrl = stage.domain === undefined ? this.api.apiEndpoint : `https://${stage.domain.name}`;
    this.baseUrl = stage.publicUrl ?? ownUrl;
    this.accessLogs = new LogGroup(this, 'AccessLogs', {
      encryptionKey: props.logsKey,
      retention: stage.logDays as RetentionDays,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** The routes come after the functions, which need the URL. */
  serve(aliases: Readonly<Record<ScaledRoute, Alias>>): void {
    const { stage, domain } = this.#props;
    const made = routes.map(({ route, key, authorizer }) => {
      const made = new HttpRoute(this, key.key, {
        httpApi: this.api,
        routeKey: key,
        integration: new HttpLambdaIntegration(`${route}-integration`, aliases[route], {
          timeout: Duration.seconds(29),
        }),
        authorizer: authorizer ?? new HttpNoneAuthorizer(),
      });
      if (authorizer === undefined) {
        acknowledge(
          made,
          'Discovery is public. CDS clients send JWTs of many issuers, each with its own key set, which no one authorizer of the gateway can check: the function does, first of all.',
          ['AwsSolutions-APIG4'],
        );
      }
      return made;
    });

    const serving = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: throttleOf(stage, 'discovery'),
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLogs),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
      ...(domain !== undefined && { domainMapping: { domainName: domain } }),
    });
    (serving.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(
      routes.map(({ route, key }) => {
        const { rateLimit, burstLimit } = throttleOf(stage, route);
        return [key.key, { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit }];
      }),
    );
    // settings name routes, which must be there first
    serving.node.addDependency(...made);
  }
}

const throttleOf = ({ throttle }: Stage, route: ScaledRoute) => ({
  rateLimit: throttle[route].requestsPerSecond,
  burstLimit: throttle[route].burst,
});
