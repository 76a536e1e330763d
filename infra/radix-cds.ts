/** The three stacks of a stage, in the order in which they are deployed, and that of the app where there is one. */
import { type App, type Stack, type StackProps, Tags } from 'aws-cdk-lib';
import { ManagedPolicy, PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Code } from 'aws-cdk-lib/aws-lambda';
import type { FunctionName } from './build.ts';
import { DataStack } from './data/data-stack.ts';
import { FrontStack } from './front/front-stack.ts';
import { guard } from './guards.ts';
import { product } from './names.ts';
import { ServiceStack } from './service/service-stack.ts';
import { type Stage, WrongSetting } from './settings.ts';
import { SiteStack } from './site/site-stack.ts';
import { WatchStack } from './watch/watch-stack.ts';

export interface RadixCdsProps {
  readonly stage: Stage;
  readonly codeOf: (name: FunctionName) => Code;
  /** Where the credentials point, for a stage that does not say where it runs. */
  readonly defaultEnv: { readonly account?: string; readonly region?: string };
}

export interface RadixCds {
  readonly data: DataStack;
  readonly service: ServiceStack;
  readonly watch: WatchStack;
  /** Of the app; absent unless the stage has one. */
  readonly site?: SiteStack;
  /** Before the API; absent unless the stage has a firewall. */
  readonly front?: FrontStack;
}

/** A key says by its alias what it is for; dashboards cannot be tagged in every region. */
const untagged = ['AWS::KMS::Key', 'AWS::CloudWatch::Dashboard'];

const frontOf = (
  app: App,
  id: string,
  { firewall, publicUrl }: Stage,
  apiHost: string | undefined,
  props: (description: string) => StackProps,
): FrontStack | undefined => {
  if (firewall === undefined || publicUrl === undefined || apiHost === undefined) return undefined;
  const publicHost = new URL(publicUrl).hostname;
  return new FrontStack(app, id, {
    ...props('CloudFront and firewall before the API'),
    firewall,
    publicHost,
    apiHost,
  });
};

const boundRoles = ({ permissionsBoundary }: Stage, stacks: readonly (Stack | undefined)[]): void => {
  if (permissionsBoundary === undefined) return;
  for (const stack of stacks.filter((one) => one !== undefined))
    PermissionsBoundary.of(stack).apply(
      ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', permissionsBoundary),
    );
};

export const radixCds = (app: App, { stage, codeOf, defaultEnv }: RadixCdsProps): RadixCds => {
  const env = stage.env ?? defaultEnv;
  if (env.region === undefined) {
    throw new WrongSetting(`No region: set AWS_REGION, or write env into the settings of ${stage.name}`);
  }
  const props = (description: string) => ({
    stage,
    codeOf,
    env,
    terminationProtection: true,
    description: `${product} ${stage.name}: ${description}`,
  });
  const named = (part: string) => `${product}-${stage.name}-${part}`;

  const data = new DataStack(app, named('data'), props('keys, audit log, client registry, archive'));
  const service = new ServiceStack(app, named('service'), { ...props('API and functions'), data });
  const watch = new WatchStack(app, named('watch'), { ...props('alarms and dashboard'), data, service });
  const site =
    stage.app &&
    new SiteStack(app, named('site'), {
      ...props('files of the app'),
      app: stage.app,
      ...(service.api.host !== undefined && { reportTo: service.api.host }),
    });

  const front = frontOf(app, named('front'), stage, service.api.host, props);

  boundRoles(stage, [data, service, watch, site, front]);

  guard(app);
  const tags = {
    service: product,
    stage: stage.name,
    'data-class': 'pseudonymised-health-data',
    ...stage.tags,
  };
  for (const [key, value] of Object.entries(tags)) {
    Tags.of(app).add(key, value, { excludeResourceTypes: untagged });
  }
  return { data, service, watch, ...(site && { site }), ...(front && { front }) };
};
