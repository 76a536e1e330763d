/**
 * Stands in the bundles for `@aws-sdk/middleware-endpoint-discovery`: the DynamoDB client sets it up, and none
 * of its commands uses it any more (docs/decisions/0302).
 */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): undefined => undefined,
  configFileSelector: (): undefined => undefined,
  default: false,
};

export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;
