/**
 * Stands in the bundles for the question to a machine's metadata server in which region it is: a function has
 * none, and its environment says the region (docs/decisions/0302).
 */
export const getInstanceMetadataRegion = async (): Promise<undefined> => undefined;
