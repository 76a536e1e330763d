/**
 * Stands in the bundles for `debug`, with which fhir-kit-client prints requests with their tokens and answers
 * with their patients when DEBUG says so. Here nothing that DEBUG says can make it.
 */
const silent = Object.assign(() => undefined, { enabled: false });

// biome-ignore lint/style/noDefaultExport: as the package has it
export default () => silent;
