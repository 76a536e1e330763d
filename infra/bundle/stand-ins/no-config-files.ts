/**
 * Stands in the bundles for the SDK's search in `~/.aws`. A function has no such files; what they would say
 * comes from its environment, which the stacks set (docs/decisions/0302).
 */
export const CONFIG_PREFIX_SEPARATOR = '.';

/** The answer of the SDK where there is no file. */
export const loadSharedConfigFiles = async () => ({ configFile: {}, credentialsFile: {} });
