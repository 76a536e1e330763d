/**
 * Stands in the bundles for `@aws/lambda-invoke-store`, which tells apart the traces of calls that one process answers
 * at once. A function has one call at a time, and its trace is in the environment, where the SDK looks next.
 */
export const InvokeStore = { getInstanceAsync: async () => undefined };
