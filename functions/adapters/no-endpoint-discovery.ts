/**
 * Takes the place of the SDK's endpoint discovery in every bundle (infra/bundle-function.ts): the table is reached where its region
 * or the environment says, as it is by default.
 */
export const resolveEndpointDiscoveryConfig = <Config>(config: Config): Config => config;

/** Where the SDK looks whether somebody wants it: nobody does. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => false,
  configFileSelector: () => false,
  default: false,
};
